"""The loop of a mock interview: each answer is on the disk at once, and no word is said on it until the end."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, Protocol

from aiquiz.core.cards import Card
from aiquiz.core.events import Event, EventId
from aiquiz.core.headings import CardId
from aiquiz.core.interview.question import Question, follow_up_to, put_question, start_ticks
from aiquiz.core.interview.round import Asking, Judging, Round, Turn, evolve_round
from aiquiz.core.interview.round_events import Judged, Replied
from aiquiz.core.session import Stamp
from aiquiz.terminal.keymap import Command, Keymap
from aiquiz.terminal.keys import CONTINUED, DOWN, SPACE, TAB, UP, Keys
from aiquiz.terminal.writer import Writer

REVIEW = "review"
"""What a round is left with whose questions are not all asked, to go on with what was answered."""

_MOVES = {UP: -1, DOWN: 1, TAB: 1}


class Clock(Protocol):
    """What tells the time to a round."""

    def restart(self) -> None:
        """Begins to measure the time of an answer."""

    def stamp(self) -> Stamp:
        """Gives the moment, a new event id, and the time since the question came."""

    def elapsed_ms(self) -> int:
        """Gives the time since the question came."""


class InterviewScreen(Protocol):
    """Where a round is shown."""

    def ask(self, played: Round, question: Question, follow_up: str) -> None:
        """Shows a question, or the follow-up question to it."""

    def show_way_out(self) -> None:
        """Says what can be done after an answer was given up."""

    def begin_review(self, played: Round) -> None:
        """Says that the questions are over and what follows."""

    def review(self, question: Question, turn: Turn, ticks: tuple[bool, ...]) -> None:
        """Shows an answer beside the model answer, with the checklist."""

    def show_ticks(self, question: Question, turn: Turn, ticks: tuple[bool, ...], cursor: int) -> None:
        """Shows the checklist as it is ticked now."""

    def say_clock(self, played: Round, question: Question, elapsed_ms: int) -> str:
        """Gives the clocks of the question and of the round in a line; empty where none is to be shown."""


class Room(NamedTuple):
    """What a round needs of the world."""

    keys: Keys
    writer: Writer
    screen: InterviewScreen
    clock: Clock
    save: Callable[[Event], None]
    find: Callable[[CardId], Card]
    keymap: Keymap


def run_interview(room: Room, played: Round) -> tuple[Round, str]:
    """Asks what is still to be asked, and goes through the answers then.

    Gives the round as it is afterwards, with the key it was left with; none where it came to its end.
    """
    key = ""
    while isinstance(stage := played.stage, Asking):
        played, key = _ask(room, played, stage.card)
        if key:
            break
    if key not in {"", REVIEW}:
        return played, key
    if isinstance(played.review_stage, Judging):
        room.screen.begin_review(played)
    return _review(room, played)


def _ask(room: Room, played: Round, card_id: CardId) -> tuple[Round, str]:
    """Asks one question, and the follow-up question where the answer has earned it."""
    question = put_question(played, card_id, room.find)
    played, key = _take_reply(room, played, question, "")
    turn = turn_of(played, card_id)
    follow_up = "" if key else follow_up_to(question, turn, played.convened.seed)
    return _take_reply(room, played, question, follow_up) if follow_up else (played, key)


def _take_reply(room: Room, played: Round, question: Question, follow_up: str) -> tuple[Round, str]:
    room.screen.ask(played, question, follow_up)
    room.clock.restart()
    text = room.writer.write("> ", clock=lambda: room.screen.say_clock(played, question, room.clock.elapsed_ms()))
    stamp = room.clock.stamp()
    if text is None and (key := _choose_way_out(room)):
        return played, key
    reply = Replied(
        *_head(stamp), played.convened.id, question.card.id, text or "", stamp.taken_ms, follow_up, text is None
    )
    return _keep(room, played, reply), ""


def _choose_way_out(room: Room) -> str:
    """Gives the key to leave with, or REVIEW; empty where the question is passed and the next one is to come."""
    room.screen.show_way_out()
    while True:
        key = room.keys.read()
        command = room.keymap.command_of(key)
        if command is Command.LEAVE:
            return key
        if key.lower() == "r":
            return REVIEW
        if command is Command.REVEAL:
            return ""
        if key == CONTINUED:
            room.screen.show_way_out()


def _review(room: Room, played: Round) -> tuple[Round, str]:
    """Goes through the answers one by one; undoing goes back to the one before."""
    done = [turn.card for turn in played.replied if turn.judged]
    again: CardId | None = None
    while (card_id := again or _next_to_judge(played)) is not None:
        played, key = _judge(room, played, card_id)
        again = None
        if key == Command.UNDO:
            place = done.index(card_id) if card_id in done else len(done)
            again = done[place - 1] if place else card_id
        elif key:
            return played, key
        elif card_id not in done:
            done.append(card_id)
    return played, ""


def _next_to_judge(played: Round) -> CardId | None:
    stage = played.review_stage
    return stage.card if isinstance(stage, Judging) else None


def _judge(room: Room, played: Round, card_id: CardId) -> tuple[Round, str]:
    """Shows an answer until its ticks are settled; gives the key where the learner leaves or goes back."""
    question, turn = put_question(played, card_id, room.find), turn_of(played, card_id)
    ticks, cursor = start_ticks(question, turn), 0
    can_tick = bool(ticks) and not turn.is_passed
    room.screen.review(question, turn, ticks)
    while True:
        key = room.keys.read()
        command = room.keymap.command_of(key)
        if command in {Command.LEAVE, Command.UNDO}:
            return played, key if command is Command.LEAVE else Command.UNDO
        if can_tick and key == SPACE:
            ticks = tuple(is_made != (place == cursor) for place, is_made in enumerate(ticks))
        elif can_tick and key in _MOVES:
            cursor = (cursor + _MOVES[key]) % len(ticks)
        elif command is Command.REVEAL:
            return _keep(room, played, _settle(room, played, turn, ticks)), ""
        elif key == CONTINUED:
            room.screen.review(question, turn, ticks)
            continue
        room.screen.show_ticks(question, turn, ticks, cursor)


def _settle(room: Room, played: Round, turn: Turn, ticks: tuple[bool, ...]) -> Judged:
    points, held = (ticks[:-1], ticks[-1]) if turn.has_follow_up else (ticks, None)
    ticked = tuple(place for place, is_made in enumerate(points) if is_made)
    return Judged(*_head(room.clock.stamp()), played.convened.id, turn.card, ticked, len(points), held)


def _head(stamp: Stamp) -> tuple[EventId, datetime, int]:
    return stamp.event_id, stamp.moment.at, stamp.moment.offset_minutes


def _keep(room: Room, played: Round, event: Replied | Judged) -> Round:
    room.save(event)
    return evolve_round(played, event)


def turn_of(played: Round, card_id: CardId) -> Turn:
    """Gives the turn of a card in a round."""
    return next(turn for turn in played.turns if turn.card == card_id)
