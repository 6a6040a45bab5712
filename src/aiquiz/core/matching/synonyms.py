"""Stems that mean the same in this field, and those that tell little."""

from aiquiz.core.matching.word_forms import read_set, spread

SAME = spread(
    """
    fall cut drop decreas declin lower reduc shrink lose diminish fewer less smaller
    rise grow increas rais higher larger bigger greater more
    cheap cheaper cheapest inexpens
    fast faster quick quicker speed
    slow slower
    larg big huge
    small littl tini
    need requir
    use employ utilis
    choos pick select
    mistak error
    preserv retain
    remov delet discard elimin
    whole entir full
    combin merg
    depend reli
    rare infrequ scarc uncommon seldom
    frequent common often
    remain leftov remaind
    inflat flatter overst exagger
    vanish disappear
    predict guess forecast
    distinguish discern
    cure remedi
    harm hurt damag
    check verifi inspect
    build construct
    show reveal
    extra addit further
    chang alter modif
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
    averag mean
    question queri
    stop halt
    begin start
    whole entir
    silenc deactiv
    exampl instanc
    document doc
    hallucin fabric confabul
    prefer favor
    guidelin guid
    problem issu troubl
    bad poor
    wrong incorrect
    answer repli respons
    person human peopl
    monitor track watch
    detect catch spot notic discov
    prevent avoid
    simpl simpler easi easier
    hard difficult difficulti harder tough
    divid split partit
    imag pictur photo
    comput calcul
    actual real
    enough suffici
    allow permit enabl
    adjudic resolv
    """
)
"""Stems that mean the same wherever they stand, by one that stands for all of them."""

COMMON = frozenset(
    SAME.get(stem, stem)
    for stem in read_set(
        """
        data model train test weight cost error use comput give one two three time know label state step measur
        out over only scale exampl count sampl size per need rate input limit learn loss score featur check
        number work output set chang valu first case target small compar differ both fix own keep task predict
        run effect base order least depend method side look term result make same come point reason list read
        code all part each other name separ such between real may gain new then back level ani follow call end
        plus right single under up more less most rise fall than before after every some good bad system problem
        way thing
        """
    )
)
"""Stems so frequent among key points that they tell little of which one is meant."""
