"""Holds a mock interview: convenes or resumes a round, runs it, and asks at its end what is to come of it."""

import os
from collections.abc import Sequence
from pathlib import Path

from aiquiz.cli.filtered import open_filtered
from aiquiz.cli.interview import Plan
from aiquiz.cli.left_round import find_left, is_resumed
from aiquiz.cli.output import say, stdout_console
from aiquiz.cli.round_end import LEFT, Table, check_folder, finish_round
from aiquiz.cli.seat import Seat, exit_code_of, take_seat
from aiquiz.cli.wiring import Desk
from aiquiz.core.headings import CardId, Headed
from aiquiz.core.interview.interviewer import Wish, choose_round
from aiquiz.core.interview.question import still_asks
from aiquiz.core.interview.round import Round, open_round, recent_cards
from aiquiz.core.interview.round_events import Concluded, Convened
from aiquiz.errors import ExitCode, UsageError
from aiquiz.store.rounds import read_rounds
from aiquiz.terminal.durations import count
from aiquiz.terminal.interview import run_interview
from aiquiz.terminal.interview_room import Room
from aiquiz.terminal.interview_screen import RichInterview

_LEFT_AT_ONCE = "Left before the first answer: `aiquiz interview --resume` asks the same questions."


def hold_interview(plan: Plan, *, resume: bool | None, markdown: Path | None) -> object:
    """Runs a round to its end, or until it is left; gives what the shell is told."""
    check_folder(markdown)
    desk, cards = open_filtered(list(plan.levels), list(plan.topics), None, list(plan.roles), list(plan.decks))
    rounds = read_rounds(desk.world.places.reviews)
    left = find_left(desk, rounds)
    going_on = left if left is not None and is_resumed(desk, left, plan, resume) else None
    if going_on is None and resume:
        raise UsageError("There is no round to resume", "`aiquiz interview` begins one.")
    seed = int.from_bytes(os.urandom(4)) >> 1
    queue = () if going_on else _choose(desk, cards, plan, rounds, seed)
    if not (going_on or queue):
        raise UsageError("No card fits all of these filters", "Leave one out.")
    with take_seat(desk, "interview") as seat:
        played = going_on or _convene(seat, queue, plan, seed, left)
        return _run(desk, seat, played, markdown)


def _run(desk: Desk, seat: Seat, played: Round, markdown: Path | None) -> ExitCode:
    screen = RichInterview(stdout_console(), seat.keymap, is_interactive=seat.is_interactive)
    writer = seat.open_writer(screen.ask_again)
    room = Room(seat.keys, writer, screen, seat.clock, seat.save, desk.whole, seat.keymap, seat.is_interactive)
    screen.open(played, is_asking=still_asks(played, desk.whole))
    played, key = run_interview(room, played)
    if not key and not played.replied:
        screen.tell("Nothing was answered, so there is nothing to review.")
        return ExitCode.DONE
    if not key:
        return finish_round(Table(desk, seat, screen, room, markdown), played)
    if not seat.is_empty:
        screen.tell(LEFT if played.replied else _LEFT_AT_ONCE)
    return exit_code_of(key)


def _choose(
    desk: Desk, cards: tuple[Headed, ...], plan: Plan, rounds: Sequence[Round], seed: int
) -> tuple[Headed, ...]:
    """Gives the questions; says so where fewer fit than were asked for."""
    wish = Wish(seed, plan.questions, recent_cards(rounds), is_scoped=bool(plan.topics))
    queue = choose_round(cards, desk.history.progress, desk.world.today, desk.world.rules, wish)
    if "--questions" in plan.named and 0 < len(queue) < plan.questions:
        say(f"Note: only {count(len(queue), 'question')} fit{'s' if len(queue) == 1 else ''}.")
    return queue


def _convene(seat: Seat, queue: tuple[Headed, ...], plan: Plan, seed: int, left: Round | None) -> Round:
    """Begins a round; one that was left with answers and not gone on with is over.

    One without answers is left alone: it may be at its first question in another terminal.
    """
    if left is not None and left.replied:
        seat.save(Concluded(*seat.clock.stamp().head, left.convened.id, is_counted=False))
    cards: tuple[CardId, ...] = tuple(card.id for card in queue)
    head = seat.clock.stamp().head
    convened = Convened(*head, cards, plan.minutes, seed, plan.levels, plan.topics, plan.roles, plan.decks)
    seat.save(convened)
    return open_round(convened)
