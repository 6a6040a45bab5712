"""The loop of a mock interview: each answer is on the disk at once, and no word is said on it until the end."""

from aiquiz.core.headings import CardId
from aiquiz.core.interview.question import Question, follow_up_to, is_slip, owed_follow_up, put_question, still_asks
from aiquiz.core.interview.round import Asking, Judging, Round
from aiquiz.core.interview.round_events import Replied
from aiquiz.core.session import Stamp
from aiquiz.terminal.interview_review import review_round
from aiquiz.terminal.interview_room import Room, keep
from aiquiz.terminal.keymap import Command
from aiquiz.terminal.keys import CONTINUED, ENTER
from aiquiz.terminal.round_keys import Way, way_of
from aiquiz.terminal.writer import PROMPT

REVIEW = "review"
"""What a round is left with whose questions are not all asked, to go on with what was answered."""

_BACK = "back"
"""What somebody goes back to the text with that was given up."""


def run_interview(room: Room, played: Round) -> tuple[Round, str]:
    """Asks what is still to be asked, and goes through the answers then.

    Gives the round as it is afterwards, with the key it was left with; none where it came to its end.
    """
    is_asking = still_asks(played, room.find)
    played, key = _follow_up_last(room, played)
    while not key and isinstance(stage := played.stage, Asking):
        played, key = _ask(room, played, stage.card)
    if key not in {"", REVIEW}:
        return played, key
    if is_asking and isinstance(played.review_stage, Judging):
        room.screen.begin_review(played)
    return review_round(room, played)


def _ask(room: Room, played: Round, card_id: CardId) -> tuple[Round, str]:
    """Asks one question, and the follow-up question where the answer has earned it."""
    question = put_question(played, card_id, room.find)
    played, key = _take_reply(room, played, question, "")
    return (played, key) if key else _follow_up(room, played, question)


def _follow_up_last(room: Room, played: Round) -> tuple[Round, str]:
    question = owed_follow_up(played, room.find)
    if question is None:
        return played, ""
    room.screen.remind(question, played.turn_of(question.card.id))
    return _follow_up(room, played, question)


def _follow_up(room: Room, played: Round, question: Question) -> tuple[Round, str]:
    follow_up = follow_up_to(question, played.turn_of(question.card.id), played.convened.seed)
    return _take_reply(room, played, question, follow_up) if follow_up else (played, "")


def _take_reply(room: Room, played: Round, question: Question, follow_up: str) -> tuple[Round, str]:
    """Asks, and saves the answer; gives the round after it, or the key to leave with."""
    room.screen.ask(played, question, follow_up)
    room.clock.restart()
    text, stamp = _write(room, played, question, "")
    while text is None and (key := _choose_way_out(room)):
        if key != _BACK:
            return played, key
        text, stamp = _write(room, played, question, room.writer.given_up)
    reply = Replied(
        *stamp.head, played.convened.id, question.card.id, text or "", stamp.taken_ms, follow_up, text is None
    )
    return keep(room, played, reply), ""


def _write(room: Room, played: Round, question: Question, begun: str) -> tuple[str | None, Stamp]:
    """Gives what was answered, None where it was given up; who presses enter too soon is asked to say something."""
    while True:
        text = room.writer.write(
            PROMPT, clock=lambda: room.screen.say_clock(played, question, room.clock.elapsed_ms()), text=begun
        )
        stamp = room.clock.stamp()
        if text is None or not room.is_interactive or not is_slip(text, stamp.taken_ms):
            return text, stamp
        room.screen.ask_to_say_it()


def _choose_way_out(room: Room) -> str:
    """Gives the key to leave with, REVIEW or _BACK; empty where the question is passed and the next one is to come."""
    has_text = bool(room.writer.given_up)
    room.screen.show_way_out(has_text=has_text)
    while True:
        key = room.keys.read()
        command, way = room.keymap.command_of(key), way_of(key, room.keymap)
        if command is Command.LEAVE:
            return key
        if way is Way.REVIEW:
            return REVIEW
        if way is Way.BACK and has_text:
            return _BACK
        if key == ENTER:
            return ""
        if key == CONTINUED:
            room.screen.show_way_out(has_text=has_text)
