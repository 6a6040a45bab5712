"""Everything that `aiquiz doctor` looks at, and what it finds."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from aiquiz.cli.clock import now
from aiquiz.cli.wiring import World
from aiquiz.core.headings import Heading
from aiquiz.store.bank import load_bank
from aiquiz.store.examine import Examined, Finding, examine_logs
from aiquiz.store.log import list_logs
from aiquiz.store.problem import Problem
from aiquiz.store.surroundings import examine_backups, examine_folders, examine_snapshot
from aiquiz.terminal.doctor_view import Saying

_TOLERANCE = timedelta(days=1)
"""A clock may be set to the time of another zone; what is later than this is from the future."""
_LIBRARIES = ("typer", "rich", "msgspec", "pyyaml", "platformdirs", "prompt_toolkit", "snowballstemmer")


class Checkup(NamedTuple):
    """What was found, as it is and as it is said, and how much was read."""

    findings: tuple[Finding, ...]
    sayings: tuple[Saying, ...]
    lines: int
    logs: int
    cards: int


def examine(world: World) -> Checkup:
    """Reads everything; nothing is changed but derived files that were stale."""
    places = world.places
    logs = list_logs(places.reviews)
    examined = examine_logs(logs, now().at + _TOLERANCE)
    bank = load_bank(world.bank_folder, places.bank_cache, decks=places.decks)
    findings = [
        *map(_of_problem, (*world.loaded.problems, *bank.problems)),
        *examined.findings,
        *_unknown_cards(examined, bank.cards),
        *examine_folders(places),
        *(() if examined.is_newer else examine_snapshot(places, world.rules)),
        *examine_backups(places, now().at),
    ]
    sayings = tuple(map(_say, findings))
    return Checkup(tuple(findings), sayings, examined.lines, len(logs), len(bank.cards))


def _of_problem(problem: Problem) -> Finding:
    return Finding(Path(problem.path), problem.line, problem.message)


def _unknown_cards(examined: Examined, cards: tuple[Heading, ...]) -> Iterator[Finding]:
    known = {card.id for card in cards}
    for card_id, asked in sorted(examined.cards.items()):
        if card_id not in known:
            times = f"{asked.times:,} line{'' if asked.times == 1 else 's'}"
            said = f"no bank or deck has the card {card_id!r}; its history is kept ({times}) and counts when it is back"
            yield Finding(asked.path, asked.line, said, is_note=True)


def _say(finding: Finding) -> Saying:
    remedy = finding.remedy.value if finding.remedy else None
    return Saying(str(finding.path), finding.line, finding.message, finding.is_note, remedy)


def find_versions() -> dict[str, str]:
    """Gives the versions of what runs."""
    import platform
    from importlib.metadata import version

    import aiquiz

    own = {
        "aiquiz": aiquiz.__version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }
    return own | {name: version(name) for name in _LIBRARIES}
