"""Words that mean the same in this field, and those that tell little, each in one of its forms."""

from aiquiz.core.matching.word_forms import read_set

SYNONYMS = tuple(
    tuple(line.split())
    for line in """
    fall cut drop decrease decline lower reduce shrink lose diminish fewer less smaller
    rise grow increase raise higher larger bigger greater more
    cheap cheaper cheapest inexpensive
    fast faster quick quicker speed
    slow slower
    large big huge
    small tiny
    need require
    use employ utilise
    choose pick select
    mistake error
    preserve retain
    remove delete discard eliminate
    whole entire full
    combine merge
    depend rely
    rare infrequent scarce uncommon seldom
    frequent common often
    remain leftover remainder
    inflate flatter overstate exaggerate
    vanish disappear
    predict guess forecast
    distinguish discern
    cure remedy
    harm hurt damage
    check verify inspect
    build construct
    show reveal
    extra additional further
    change alter modify
    link connect
    correct right
    gain benefit
    0 zero
    2 two
    3 three
    4 four
    5 five
    6 six
    7 seven
    8 eight
    9 nine
    10 ten
    b billion bn
    m million mn
    k thousand
    average mean
    question query
    stop halt
    begin start
    silence deactivate
    example instance
    document doc
    hallucinate fabricate confabulate
    prefer favour
    guideline guide
    problem issue trouble
    bad poor
    wrong incorrect
    answer reply response
    person human people
    monitor track watch
    detect catch spot notice discover
    prevent avoid
    simple simpler easy easier
    hard difficult difficulty harder tough
    divide split partition
    image picture photo
    compute calculate
    actual real
    enough sufficient
    allow permit enable
    adjudicate resolve
    """.strip().splitlines()
)
"""Words that mean the same wherever they stand; the first stands for all of them."""

COMMON = read_set(
    """
    data model train test weight cost error use compute give one two three time know label state step measure out over
    only scale example count sample size per need rate input limit learn loss score feature check number work output
    set change value first case target small compare different both fix own keep task predict run effect base order
    least depend method side look term result make same come point reason list read code all part each other name
    separate between real gain new back level follow call end plus right single under up more less most before after
    every some good bad system problem way thing
    """
)
"""Words so frequent among key points that they tell little of which one is meant."""
