"""Holds a mock interview: convenes or resumes a round, runs it, and asks at its end what is to come of it."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from aiquiz.cli.filtered import open_filtered
from aiquiz.cli.interview import Plan
from aiquiz.cli.output import say, stdout_console
from aiquiz.cli.round_end import finish_round
from aiquiz.cli.seat import Seat, exit_code_of, take_seat
from aiquiz.cli.wiring import Desk
from aiquiz.core.days import to_date
from aiquiz.core.headings import CardId, Headed
from aiquiz.core.interview.interviewer import Wish, choose_round
from aiquiz.core.interview.round import Done, Round, open_round, recent_cards, unfinished
from aiquiz.core.interview.round_events import Concluded, Convened
from aiquiz.errors import UsageError
from aiquiz.store.rounds import read_rounds
from aiquiz.terminal.interview import run_interview
from aiquiz.terminal.interview_room import Room
from aiquiz.terminal.interview_screen import RichInterview


def hold_interview(plan: Plan, *, resume: bool | None, markdown: Path | None) -> object:
    """Runs a round to its end, or until it is left; gives what the shell is told."""
    desk, cards = open_filtered(list(plan.levels), list(plan.topics), None, list(plan.roles), list(plan.decks))
    rounds = read_rounds(desk.world.places.reviews)
    left = _find_left(desk, rounds)
    going_on = left if left is not None and _is_resumed(desk, left, resume) else None
    if going_on is None and resume:
        raise UsageError("There is no round to resume", "`aiquiz interview` begins one.")
    seed = int.from_bytes(os.urandom(4)) >> 1
    queue = () if going_on else _choose(desk, cards, plan, rounds, seed)
    if not (going_on or queue):
        raise UsageError("No card fits all of these filters", "Leave one out.")
    with take_seat(desk) as seat:
        played = going_on or _convene(seat, queue, plan, seed, left)
        key = _run(desk, seat, played, markdown)
    return exit_code_of(key)


def _run(desk: Desk, seat: Seat, played: Round, markdown: Path | None) -> str:
    screen = RichInterview(stdout_console(), seat.keymap, is_interactive=seat.is_interactive)
    screen.open(played)
    room = Room(seat.keys, seat.open_writer(), screen, seat.clock, seat.save, desk.whole, seat.keymap)
    played, key = run_interview(room, played)
    if key:
        screen.tell("Left. What you answered is kept: `aiquiz interview --resume` goes on.")
        return key
    return finish_round(desk, seat, played, screen, markdown)


def _find_left(desk: Desk, rounds: Sequence[Round]) -> Round | None:
    """Gives the round that was left, without the questions that are no longer in the bank."""
    found = unfinished(rounds, desk.world.moment.at)
    if found is None:
        return None
    known = {card.id for card in desk.cards}
    return found._replace(turns=tuple(turn for turn in found.turns if turn.card in known))


def _is_resumed(desk: Desk, left: Round, resume: bool | None) -> bool:
    """Asks whether a round that was left goes on; one of which nothing was answered gives way to a new one."""
    if resume is not None:
        return resume and bool(left.turns)
    if not left.replied:
        return False
    when = to_date(desk.world.day_of(left.convened.at, left.convened.offset_minutes))
    answered = f"{len(left.replied)} of {len(left.turns)} answered"
    what = "its report is still to be seen" if isinstance(left.stage, Done) else answered
    said = f"You left a round on {when:%A}, {when.day} {when:%B} ({what})."
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(said.rstrip("."), "Add --resume to go on with it, or --new to begin another.")
    say(said)
    from aiquiz.terminal.prompt import ask_line

    answer = ask_line("Go on with it? [Y/n] ")
    if answer is None:
        raise KeyboardInterrupt
    return not answer.strip().lower().startswith("n")


def _choose(
    desk: Desk, cards: tuple[Headed, ...], plan: Plan, rounds: Sequence[Round], seed: int
) -> tuple[Headed, ...]:
    wish = Wish(seed, plan.questions, plan.minutes, recent_cards(rounds), is_scoped=bool(plan.topics))
    return choose_round(cards, desk.history.progress, desk.world.today, desk.world.rules, wish)


def _convene(seat: Seat, queue: tuple[Headed, ...], plan: Plan, seed: int, left: Round | None) -> Round:
    """Begins a round; one that was left and not gone on with is over."""
    if left is not None:
        seat.save(Concluded(*seat.clock.stamp().head, left.convened.id, is_counted=False))
    cards: tuple[CardId, ...] = tuple(card.id for card in queue)
    convened = Convened(*seat.clock.stamp().head, cards, plan.minutes, seed, plan.levels, plan.topics, plan.roles)
    seat.save(convened)
    return open_round(convened)
