"""Reads files of cards to find everything that is wrong or poor about them, each with file and line."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from aiquiz.core.lint import Finding, lint_card
from aiquiz.errors import UsageError
from aiquiz.store.bank_files import deck_name
from aiquiz.store.card_file import PlacedCard, read_card_file
from aiquiz.store.problem import Problem
from aiquiz.store.similarity import find_twins

LOCK_NAME = "ids.lock"
"""The ids of the last release, one a line, beside the topics of the bank."""


class Located(NamedTuple):
    """Where a card stands."""

    placed: PlacedCard
    path: str

    def problem(self, finding: Finding) -> Problem:
        """Gives a finding its place: the line of the field, or of the card where the field is missing."""
        card, line, field_lines = self.placed
        message = f"card {card.id!r}: {finding.field}: {finding.message} ({finding.rule})"
        return Problem(self.path, field_lines.get(finding.field, line), message)


class Checked(NamedTuple):
    """What a check read and found."""

    files: int
    cards: int
    problems: tuple[Problem, ...]


def list_card_files(paths: Iterable[Path]) -> list[Path]:
    """Gives the YAML files that are named, and those within folders that are; UsageError where nothing is there."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(path.rglob("*.yaml"))
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(f"There is no file {path}", "Name a YAML file of cards, or a folder of them.")
    return found


def check_files(
    paths: list[Path], today: date, *, find_similar: bool, lock: Path | None = None, deck: str = ""
) -> Checked:
    """Checks files of cards, each by itself and all against each other; each is a deck unless `deck` names it."""
    problems: list[Problem] = []
    located: list[Located] = []
    for path in paths:
        placed, wrong = read_card_file(path, path.parent.name, path.stem, deck or deck_name(path))
        problems += wrong
        located += [Located(card, str(path)) for card in placed]
    for at in located:
        problems += [at.problem(finding) for finding in lint_card(at.placed.card, today)]
    problems += _doubled_ids(located)
    if find_similar:
        problems += _twins(located)
    if lock is not None:
        problems += _lost_ids(lock, {at.placed.card.id for at in located})
    problems.sort(key=lambda problem: (problem.path, problem.line))
    return Checked(len(paths), len(located), tuple(problems))


def _doubled_ids(located: list[Located]) -> Iterator[Problem]:
    first: dict[str, Located] = {}
    for at in located:
        before = first.setdefault(at.placed.card.id, at)
        if before is not at:
            place = f"{before.path}:{before.placed.line}"
            yield at.problem(Finding("id", "unique", f"stands in {place} already: choose another"))


def _twins(located: list[Located]) -> Iterator[Problem]:
    for twins in find_twins([at.placed.card.question for at in located]):
        first, second = located[twins.first], located[twins.second]
        place = f"{first.path}:{first.placed.line}"
        message = f"asks nearly what {first.placed.card.id!r} asks ({place}): make them one, or tell them apart"
        yield second.problem(Finding("question", "similar", message))


def _lost_ids(lock: Path, ids: set[str]) -> Iterator[Problem]:
    for number, kept in enumerate(lock.read_text(encoding="utf-8").splitlines(), 1):
        if kept not in ids:
            yield Problem(
                str(lock), number, f"the id {kept!r} was released and is gone: give the card its id back (released)"
            )
