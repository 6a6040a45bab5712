"""A question of a round as it is put: its numbers drawn, what is listened for, and the time that it has."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from aiquiz.core.cards import Card, KeyPoint
from aiquiz.core.headings import CardId
from aiquiz.core.interview.interviewer import seconds_for
from aiquiz.core.interview.round import Asking, Round, Turn, choose_follow_up, is_follow_up_due, seed_of
from aiquiz.core.interview.story import is_story_prompt, points_of
from aiquiz.core.matching.answers import Found, match_points

if TYPE_CHECKING:
    from aiquiz.core.interview.result import Wanted

SHORTEST_ALOUD_MS = 2_000
"""In less time nobody says an answer: it was one Enter too many."""


class Question(NamedTuple):
    """A question, the first being number 1; `seconds` is its share of the round's time.

    One with numbers has a `wanted` result.
    """

    card: Card
    number: int
    of: int
    seconds: int
    points: tuple[KeyPoint, ...]
    wanted: "Wanted | None" = None


def put_question(played: Round, card_id: CardId, find: Callable[[CardId], Card]) -> Question:
    """Gives the question that a card of the round is, with the same numbers whenever it is asked for."""
    cards = [find(turn.card) for turn in played.turns]
    place = next(place for place, card in enumerate(cards) if card.id == card_id)
    card, wanted = cards[place], None
    if card.parameters:
        from aiquiz.core.interview.result import draw_numbers  # noqa: PLC0415 - few cards have numbers

        card, result = draw_numbers(card, seed_of(played, card_id))
        wanted = None if is_story_prompt(card) else result
    seconds = seconds_for(card, cards, played.convened.minutes)
    return Question(card, place + 1, len(cards), seconds, points_of(card), wanted)


def is_slip(text: str, taken_ms: int) -> bool:
    """Says whether an answer is none: nothing was typed, and there was no time to say anything."""
    return not text and taken_ms < SHORTEST_ALOUD_MS


def find_points(question: Question, text: str) -> tuple[Found, ...]:
    """Gives for each point whether an answer says it; about the result its number decides, and no word."""
    found = match_points(text, question.points)
    if question.wanted is None:
        return found
    from aiquiz.core.interview.result import hold_result  # noqa: PLC0415 - few cards have numbers

    held, place = hold_result(text, question.wanted), question.wanted.place
    is_right = held is not None and held.is_right
    return (*found[:place], Found(is_right, (held.words,) if held and is_right else ()), *found[place + 1 :])


def follow_up_to(question: Question, turn: Turn, seed: int) -> str:
    """Gives the follow-up question that an answer has earned; empty where it has not, or there is none."""
    if turn.reply is None or turn.follow_up is not None:
        return ""
    found = [point.is_found for point in find_points(question, turn.reply.text)]
    share = sum(found) / len(found) if found else None
    return choose_follow_up(question.card, seed) if is_follow_up_due(turn.reply, share, question.seconds) else ""


def owed_follow_up(played: Round, find: Callable[[CardId], Card]) -> Question | None:
    """Gives the question answered last where the round was left before the follow-up question that was earned."""
    if played.is_in_review or not played.replied:
        return None
    turn = played.replied[-1]
    question = put_question(played, turn.card, find)
    return question if follow_up_to(question, turn, played.convened.seed) else None


def still_asks(played: Round, find: Callable[[CardId], Card]) -> bool:
    """Says whether a question is still to come in a round, or a follow-up question to the last answer."""
    return isinstance(played.stage, Asking) or owed_follow_up(played, find) is not None


def start_ticks(question: Question, turn: Turn) -> tuple[bool, ...]:
    """Gives the ticks that a review begins with: as they were left, else what is found in the text.

    The last tick is that of the follow-up question, where one was answered and not passed.
    """
    if turn.judged is not None:
        ticks: Sequence[bool] = [place in turn.judged.ticked for place in range(len(question.points))]
    else:
        text = turn.reply.text if turn.reply else ""
        ticks = [point.is_found for point in find_points(question, text)]
    held = bool(turn.judged and turn.judged.is_follow_up_held)
    return (*ticks, held) if turn.has_follow_up else tuple(ticks)
