"""The loop of a mock interview: each answer is on the disk at once, and no word is said on it until the end."""

from aiquiz.core.headings import CardId
from aiquiz.core.interview.question import Question, follow_up_to, put_question
from aiquiz.core.interview.round import Asking, Judging, Round
from aiquiz.core.interview.round_events import Replied
from aiquiz.terminal.interview_review import review_round
from aiquiz.terminal.interview_room import Room, keep
from aiquiz.terminal.keymap import Command
from aiquiz.terminal.keys import CONTINUED

REVIEW = "review"
"""What a round is left with whose questions are not all asked, to go on with what was answered."""


def run_interview(room: Room, played: Round) -> tuple[Round, str]:
    """Asks what is still to be asked, and goes through the answers then.

    Gives the round as it is afterwards, with the key it was left with; none where it came to its end.
    """
    played, key = _follow_up_last(room, played)
    while not key and isinstance(stage := played.stage, Asking):
        played, key = _ask(room, played, stage.card)
    if key not in {"", REVIEW}:
        return played, key
    if isinstance(played.review_stage, Judging):
        room.screen.begin_review(played)
    return review_round(room, played)


def _ask(room: Room, played: Round, card_id: CardId) -> tuple[Round, str]:
    """Asks one question, and the follow-up question where the answer has earned it."""
    question = put_question(played, card_id, room.find)
    played, key = _take_reply(room, played, question, "")
    return (played, key) if key else _follow_up(room, played, question)


def _follow_up_last(room: Room, played: Round) -> tuple[Round, str]:
    """Asks the follow-up question that is still owed to the last answer, where the round was left before it."""
    if played.is_in_review or not played.replied:
        return played, ""
    turn = played.replied[-1]
    question = put_question(played, turn.card, room.find)
    if follow_up_to(question, turn, played.convened.seed):
        room.screen.remind(question, turn)
    return _follow_up(room, played, question)


def _follow_up(room: Room, played: Round, question: Question) -> tuple[Round, str]:
    follow_up = follow_up_to(question, played.turn_of(question.card.id), played.convened.seed)
    return _take_reply(room, played, question, follow_up) if follow_up else (played, "")


def _take_reply(room: Room, played: Round, question: Question, follow_up: str) -> tuple[Round, str]:
    room.screen.ask(played, question, follow_up)
    room.clock.restart()
    text = room.writer.write("> ", clock=lambda: room.screen.say_clock(played, question, room.clock.elapsed_ms()))
    stamp = room.clock.stamp()
    if text is None and (key := _choose_way_out(room)):
        return played, key
    reply = Replied(
        *stamp.head, played.convened.id, question.card.id, text or "", stamp.taken_ms, follow_up, text is None
    )
    return keep(room, played, reply), ""


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
