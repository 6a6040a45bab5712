from support.cards import AGAIN, GOOD, HARD, RULES, TODAY, make_cards, play, progress_of, reviewed

from aiquiz.core.events import Crammed
from aiquiz.core.schedulers import GRADES, Outcome
from aiquiz.core.session import Move, Session, answers_of, preview, start_session
from aiquiz.core.summary import summarise

KNOWN = progress_of(reviewed("a", day=-6), reviewed("a", day=-5))


def start(names: str = "a") -> Session:
    return start_session(make_cards(names), KNOWN.standings, RULES, is_cram=True)


def test_a_drill_stores_answers_of_a_kind_of_its_own_and_leaves_the_fold_as_it_was() -> None:
    session, events = play(start(), [Move.REVEAL, AGAIN, Move.REVEAL, GOOD])
    assert [type(event) for event in events] == [Crammed, Crammed]
    assert answers_of(session) == tuple(events)
    assert progress_of(reviewed("a", day=-6), reviewed("a", day=-5), *events).standings.keys() == KNOWN.standings.keys()
    assert progress_of(*events) == progress_of()


def test_a_card_that_comes_back_in_a_drill_stands_as_it_did() -> None:
    session, _ = play(start(), [Move.REVEAL, HARD])
    assert session.standing == KNOWN.standings[session.queue[0].id]


def test_the_grades_of_a_drill_lead_to_no_interval() -> None:
    session, _ = play(start(), [Move.REVEAL])
    assert preview(session, TODAY) == tuple(Outcome(grade, 0) for grade in GRADES)


def test_after_a_drill_nothing_is_to_be_repeated() -> None:
    session, _ = play(start("ab"), [Move.REVEAL, AGAIN, Move.SKIP])
    assert (summarise(session).is_cram, summarise(session).to_repeat) == (True, 0)
