"""The deadline benchmark in small: the first two people who were not used for tuning, in two short scenarios."""

from collections.abc import Callable
from statistics import mean

import deadline
import policies
import pytest
from simulated import FAMILIES

from aiquiz.core.days import StudyDay

SCENARIOS = (deadline.Scenario(60, 14, 10), deadline.Scenario(100, 12, 6))
"""Enough time, and far too little of it."""

PEOPLE = deadline.FRESH_PEOPLE[:2]


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "SCENARIOS", SCENARIOS)


def play(rule: str) -> list[deadline.Run]:
    """Lets the people of all families study by a rule in both scenarios."""
    return [
        deadline.run(rule, number, family, person)
        for number in range(len(SCENARIOS))
        for family in FAMILIES
        for person in PEOPLE
    ]


def shortfalls(ours: list[deadline.Run], reference: list[deadline.Run], fsrs: list[deadline.Run]) -> list[str]:
    """Says where our rule misses what is promised of it."""
    found = []
    for number in range(len(SCENARIOS)):
        for kind in ("on_date", "after"):
            mine, theirs = (
                mean(getattr(run, kind) for run in runs if run.scenario == number) for runs in (ours, reference)
            )
            if mine < theirs - 0.005:
                found.append(f"{SCENARIOS[number]}, {kind}: {mine:.3f}, the reference {theirs:.3f}")
    for name, theirs in (("the reference", reference), ("FSRS .90", fsrs)):
        lead = mean(run.on_date for run in ours) - mean(run.on_date for run in theirs)
        if lead <= 0:
            found.append(f"the mean is {lead:+.3f} against {name}")
    return found


@pytest.fixture(scope="module")
def others() -> tuple[list[deadline.Run], list[deadline.Run]]:
    """Gives how the people fare by the reference rule and by FSRS at .90."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deadline, "SCENARIOS", SCENARIOS)
        return play("reference"), play("FSRS .90")


def test_our_rule_is_not_behind_the_reference_and_ahead_of_a_scheduler(
    others: tuple[list[deadline.Run], list[deadline.Run]],
) -> None:
    assert shortfalls(play("ours"), *others) == []


def backwards(rule: Callable[[policies.Deck, StudyDay], list[int]]) -> policies.Rule:
    """Gives a rule that asks the cards of another one last first."""
    return lambda deck, today: rule(deck, today)[::-1]


def hold_for_ever(deck: policies.Deck, today: StudyDay) -> list[int]:
    """Gives the reference rule without its last window: the date never comes nearer."""
    date, deck.date = deck.date, 10_000
    chosen = policies.reference(deck, today)
    deck.date = date
    return chosen


@pytest.mark.parametrize(
    "broken", [backwards(policies.reference), backwards(policies.ours), hold_for_ever, policies.RULES["SM-2"]]
)
def test_a_rule_that_is_broken_is_found_out(
    broken: policies.Rule,
    others: tuple[list[deadline.Run], list[deadline.Run]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(policies.RULES, "ours", broken)
    assert shortfalls(play("ours"), *others) != []
