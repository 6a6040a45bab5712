"""Which words count as the same although a stemmer keeps them apart, and which tell little."""


def _spread(groups: str) -> dict[str, str]:
    """Gives the first word of each line for the others."""
    lines = (line.split() for line in groups.strip().splitlines())
    return {word: line[0] for line in lines for word in line[1:]}


ARTICLES = frozenset({"a", "an", "the"})

FUNCTION_WORDS = frozenset(
    """a about also am an and any are as at be been being but by can could did do does doing for from had has have having
    he her his how i if in into is it its just let may might must my of on onto or our s shall she should so such t than
    that the their them then there these they this those through to too upon us via was we were what when where whether
    which while who whose why will with would you your very really quite e g ie eg etc""".split()
)
"""Words that say nothing of what is spoken about."""

SAID_OF_THE_SPEAKER = frozenset(
    """names knows gives explains states distinguishes tells says mentions contrasts defines links lists asks compares
    describes separates points shows notes recognises cites sees relates reports covers draws offers uses treats works
    looks discusses admits argues""".split()
)
"""Words with which a key point begins that tell what the learner does: `Names an advantage`."""

IRREGULAR = _spread(
    """
    fall fell fallen
    rise rose risen
    grow grew grown growth
    shrink shrank shrunk shrunken
    choose chose chosen choice
    build built
    keep kept
    learn learnt
    lose lost
    find found
    give gave given
    take took taken
    know knew known
    see saw seen
    hide hid hidden
    write wrote written
    forget forgot forgotten
    send sent
    break broke broken
    catch caught
    teach taught
    think thought
    go went gone goes
    do did done
    make made
    mean meant
    hold held
    draw drew drawn
    feed fed
    run ran
    begin began begun
    spend spent
    weigh weighs weighed weighing
    matrix matrices
    index indices indexes
    vertex vertices
    axis axes
    analyse analysis
    hypothesis hypotheses
    criterion criteria
    phenomenon phenomena
    maximum maxima
    minimum minima
    optimum optima optimal
    bad worse worst
    good better best
    high higher highest
    """
)

EXCEPTIONS = {
    "positive": "positive",
    "positives": "positive",
    "positively": "positive",
    "important": "important",
    "importance": "important",
    "experiment": "experiment",
    "experiments": "experiment",
    "experimental": "experiment",
    "conversation": "conversation",
    "conversations": "conversation",
    "conversational": "conversation",
    "objective": "objective",
    "objectives": "objective",
    "means": "signifies",
    "meaning": "signifies",
    "university": "university",
    "universities": "university",
    "biases": "bias",
}
"""Words that the stemmer would take for another one: `positive` is no `position`."""

FAMILIES = _spread(
    """
    reduc reduct
    compar comparison
    appl appli applic
    classif classifi
    verif verifi
    stratif stratifi
    quantif quantifi
    simplif simplifi
    specif specifi
    identif identifi
    justif justifi
    modif modifi
    accur accuraci
    frequent frequenc
    multipl multipli
    spars sparsiti
    simpl simplic
    decid decis
    divid divis
    expand expans
    extend extens
    conclud conclus
    includ inclus inclusion
    exclud exclus
    omit omiss
    assum assumpt
    describ descript
    explain explan
    retain retent
    abstain abstent
    receiv recept
    vari variat
    strong strength
    long length longer longest
    deep depth deeper
    wide width wider
    high height
    probabl probabilist
    rare rariti rarer
    stabl stabil
    unstabl instabl
    symmetr symmetri
    determinist determin
    hypothesi hypothes
    complex complexiti
    dens densiti
    divers diversiti
    expens expensive
    """
)
"""Stems of one word, by a stem that stands for all of them."""

SAME = _spread(
    """
    fall drop decreas declin lower reduc shrink lose diminish fewer less smaller
    rise grow increas rais higher larger bigger greater more
    cheap cheaper cheapest inexpens
    costl expens costli
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
    rare infrequ scarc uncommon
    frequent common often
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
    problem issu troubl difficulti
    bad poor
    wrong incorrect
    answer repli respons
    person human peopl
    monitor track watch
    detect catch spot notic discov
    prevent avoid
    simpl simpler easi easier
    hard difficult harder tough
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

OPPOSITES = (("fall", "rise"), ("fast", "slow"), ("cheap", "costl"), ("larg", "small"), ("before", "after"))

COMMON = frozenset(
    SAME.get(stem, stem)
    for stem in """data model train test weight cost error use comput give one two three time know label state step measur out over
    only scale exampl count sampl size per need rate input limit learn loss score featur check number work output set
    chang valu first case target small compar differ both fix own keep task predict run effect base order least depend
    method side look term result make same come point reason list read code all part each other name separ such between
    real may gain new then back level ani follow call end plus right single under up out more less most rise fall than
    before after every some good bad system problem way thing""".split()
)
"""Stems so frequent among key points that they tell little of which one is meant."""
