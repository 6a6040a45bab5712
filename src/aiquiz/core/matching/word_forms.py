"""Words that a stemmer does not know: forms of one word that it keeps apart, and words that say nothing."""


def read_set(words: str) -> frozenset[str]:
    """Gives the words of a text as a set."""
    return frozenset(words.split())


def spread(groups: str) -> dict[str, str]:
    """Gives the first word of each line for the others of that line."""
    lines = (line.split() for line in groups.strip().splitlines())
    return {word: line[0] for line in lines for word in line[1:]}


ARTICLES = frozenset({"a", "an", "the"})

FUNCTION_WORDS = read_set(
    """
    a about also am an and any are as at be been being but by can could did do does doing for from had has have
    having he her his how i if in into is it its just let may might must my of on onto or our s shall she should so such
    t than that the their them then there these they this those through to too upon us via was we were what
    when where whether which while who whose why will with would you your very really quite e g ie eg etc
    """
)
"""Words that say nothing of what is spoken about."""

SAID_OF_THE_SPEAKER = read_set(
    """
    names knows gives explains states distinguishes tells says mentions contrasts defines links lists asks compares
    describes separates points shows notes recognises cites sees relates reports covers draws offers uses treats works
    looks discusses admits argues
    """
)
"""Words with which a key point begins that tell what the learner does: `Names an advantage`."""

IRREGULAR = spread(
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
    bad worse
    good better best
    high highest
    big biggest
    large largest
    small smallest
    wide widest
    low lowest
    long longest
    short shortest
    fast fastest
    freeze froze frozen
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
    "costly": "expens",
    "costlier": "expens",
    "pricey": "expens",
    "encoder": "encoder",
    "encoders": "encoder",
    "decoder": "decoder",
    "decoders": "decoder",
    "validate": "validat",
    "validates": "validat",
    "validated": "validat",
    "validating": "validat",
    "validation": "validat",
    "generative": "generative",
    "discriminative": "discriminative",
}
"""Words that the stemmer would take for another one: `positive` is no `position`."""

FAMILIES = spread(
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
    center centr
    meter metr
    dens densiti
    divers diversiti
    expens expensive
    """
)
"""Stems of one word, by a stem that stands for all of them."""
