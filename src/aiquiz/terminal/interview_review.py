"""The review of a mock interview: each answer is held against its checklist, back and forth, until all are settled."""

from aiquiz.core.headings import CardId
from aiquiz.core.interview.question import put_question, start_ticks
from aiquiz.core.interview.round import Judging, Round, Turn
from aiquiz.core.interview.round_events import Judged
from aiquiz.terminal.interview_room import Room, keep
from aiquiz.terminal.keymap import MOVES, Command
from aiquiz.terminal.keys import CONTINUED, SPACE


def review_round(room: Room, played: Round, *, has_come_back: bool = False) -> tuple[Round, str]:
    """Goes through the answers one by one; undoing goes back to the one before, and so does who `has_come_back`.

    The ticks of an answer are kept when it is left for the one before, and the way on leads through it.
    """
    done = [turn.card for turn in played.replied if turn.judged]
    again = done[-1] if done and has_come_back else None
    left: CardId | None = None
    while (card_id := again or left or _next_to_judge(played)) is not None:
        left = None if card_id == left else left
        played, key = _judge(room, played, card_id)
        again = None
        if key == Command.UNDO:
            place = done.index(card_id) if card_id in done else len(done)
            again = done[place - 1] if place else card_id
            left = left if card_id in done else card_id
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
    question, turn = put_question(played, card_id, room.find), played.turn_of(card_id)
    ticks, cursor = start_ticks(question, turn), 0
    can_tick = bool(ticks) and not turn.is_passed
    room.screen.review(question, turn, ticks)
    while True:
        key = room.keys.read()
        command = room.keymap.command_of(key)
        if command in {Command.LEAVE, Command.UNDO}:
            # An answer that is left for the first time comes again when the round goes on: its ticks are not settled.
            is_coming_again = command is Command.LEAVE and turn.judged is None
            if can_tick and not is_coming_again and ticks != start_ticks(question, turn):
                played = keep(room, played, _settle(room, played, turn, ticks))
            return played, key if command is Command.LEAVE else Command.UNDO
        before = ticks, cursor
        if can_tick and key == SPACE:
            ticks = tuple(is_made != (place == cursor) for place, is_made in enumerate(ticks))
        elif can_tick and key in MOVES:
            cursor = (cursor + MOVES[key]) % len(ticks)
        elif command is Command.REVEAL:
            return keep(room, played, _settle(room, played, turn, ticks)), ""
        elif key == CONTINUED:
            room.screen.review(question, turn, ticks)
            cursor = 0
            continue
        if (ticks, cursor) != before:
            room.screen.show_ticks(question, turn, ticks, cursor)


def _settle(room: Room, played: Round, turn: Turn, ticks: tuple[bool, ...]) -> Judged:
    points, held = (ticks[:-1], ticks[-1]) if turn.has_follow_up else (ticks, None)
    ticked = tuple(place for place, is_made in enumerate(points) if is_made)
    return Judged(*room.clock.stamp().head, played.convened.id, turn.card, ticked, len(points), held)
