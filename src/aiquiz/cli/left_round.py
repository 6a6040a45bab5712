"""A mock interview that was left: which one it is, and whether it goes on."""

import sys
from collections.abc import Sequence

from aiquiz.cli.interview import Plan
from aiquiz.cli.output import say
from aiquiz.cli.wiring import Desk
from aiquiz.core.days import to_date
from aiquiz.core.interview.question import still_asks
from aiquiz.core.interview.round import Done, Judging, Round, unfinished
from aiquiz.errors import UsageError


def find_left(desk: Desk, rounds: Sequence[Round]) -> Round | None:
    """Gives the round that was left, without the questions that are no longer in the bank."""
    found = unfinished(rounds, desk.world.moment.at)
    if found is None:
        return None
    known = {card.id for card in desk.cards}
    return found._replace(turns=tuple(turn for turn in found.turns if turn.card in known))


def is_resumed(desk: Desk, left: Round, plan: Plan, resume: bool | None) -> bool:
    """Asks whether a round that was left goes on; one of which nothing was answered gives way to a new one."""
    if resume is not None:
        return resume and bool(left.turns)
    if not left.replied:
        if len(left.turns) < len(left.convened.cards):
            say("Note: a round that you left asks cards that are not in your bank now. It waits for them.")
        return False
    when = to_date(desk.world.day_of(left.convened.at, left.convened.offset_minutes))
    said = f"You left a round on {when:%A}, {when.day} {when:%B} ({_say_stage(desk, left)})."
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(said.rstrip("."), "Add --resume to go on with it, or --new to begin another.")
    say(said)
    if plan.named:
        say(f"It keeps its questions and its minutes: {', '.join(plan.named)} would be for a new one.")
    say("n closes it for good and begins another: only its report stays, in `aiquiz interview --history`.")
    from aiquiz.terminal.prompt import ask_line

    answer = ask_line("Go on with it? [Y/n] ")
    if answer is None:
        raise KeyboardInterrupt
    return not answer.strip().lower().startswith("n")


def _say_stage(desk: Desk, left: Round) -> str:
    if isinstance(left.stage, Done):
        return "its report is still to be seen"
    if isinstance(left.stage, Judging) and not still_asks(left, desk.whole):
        return f"{sum(turn.judged is not None for turn in left.replied)} of {len(left.replied)} answers reviewed"
    return f"{len(left.replied)} of {len(left.turns)} answered"
