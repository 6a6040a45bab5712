"""What 10,000 cards and 1,000,000 answers cost: the first question, memory, a full replay, and one more answer.

The small learner beside it has the bundled bank and 200 answers. All caches are warm unless a line says otherwise.
Takes a few minutes and half a gigabyte of disk, most of both for making the bank and the log.
"""

import sys
import tempfile
from pathlib import Path

from appending import append_one
from commands import environment, in_pipe, on_terminal, watched
from learner import copy_bank, first_question, make_answers, read_cards, warm_up, write_bank, write_log
from pairs import Figure, Measure, Row, compare, show_comparisons, show_figures

from aiquiz.core.cards import Card
from aiquiz.store.paths import find_places

CARDS, ANSWERS, DAYS = 10_000, 1_000_000, 1_000
SMALL_ANSWERS, SMALL_DAYS = 200, 40
PAIRS, APPENDED_PAIRS = 21, 401
SLOWER, PEAK_MB, SAME = 3.0, 200.0, 1.25
HINT = "q leave"
STUDY = [sys.executable, "-m", "aiquiz", "study"]
STATS = [sys.executable, "-m", "aiquiz", "stats", "--json"]


def main() -> None:
    """Measures, prints the tables, and ends with 1 where a bound is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = environment(folder / "small", AIQUIZ_BANK=str(folder / "bundled"))
        large = environment(folder / "large", AIQUIZ_BANK=str(folder / "bank"))
        write_bank(folder / "bank", CARDS)
        _answer(small, copy_bank(folder / "bundled"), SMALL_ANSWERS, SMALL_DAYS)
        large_log = _answer(large, read_cards(folder / "bank"), ANSWERS, DAYS)
        print(f"{CARDS:,} cards and {ANSWERS:,} answers: a log of {large_log.stat().st_size / 1e6:,.0f} MB")
        warm_up(small)
        warm_up(large)
        rows = [
            Row("first question, against 200 answers", compare(_question(large), _question(small), PAIRS), SLOWER),
            Row("`aiquiz stats --json`, the same", compare(in_pipe(STATS, large), in_pipe(STATS, small), PAIRS)),
        ]
        figures = _figures(large, folder / "peak")
        with append_one(large_log) as more, append_one(folder / "empty.jsonl") as first:
            rows.append(Row("one more answer, against an empty log", compare(more, first, APPENDED_PAIRS), SAME))
    are_met = [show_comparisons(rows), show_figures(figures)]
    sys.exit(not all(are_met))


def _answer(environ: dict[str, str], cards: tuple[Card, ...], answers: int, days: int) -> Path:
    return write_log(environ, make_answers([card.id for card in cards], answers, days))


def _question(environ: dict[str, str]) -> Measure:
    return on_terminal(STUDY, environ, [first_question(environ), HINT], leave_with=b"q")


def _figures(large: dict[str, str], report: Path) -> list[Figure]:
    """Gives the peaks of memory, and the time of a replay of everything, as after the snapshot was deleted."""
    asked = [first_question(large), HINT]
    on_terminal(watched(STUDY, report), large, asked, leave_with=b"q")()
    question_mb = int(report.read_text()) / 1e6
    find_places(large).snapshot.unlink()
    replay_s = in_pipe(STATS, large)()
    find_places(large).snapshot.unlink()
    in_pipe(watched(STATS, report), large)()
    replay_mb = int(report.read_text()) / 1e6
    find_places(large).snapshot.unlink()
    find_places(large).bank_cache.unlink()
    in_pipe(watched(STATS, report), large)()
    cold_mb = int(report.read_text()) / 1e6
    return [
        Figure("peak memory up to the first question and the end of the sitting", question_mb, "MB", PEAK_MB),
        Figure("peak memory of the first full replay (`stats --json`)", replay_mb, "MB", PEAK_MB),
        Figure("peak memory of a replay with the bank read from YAML", cold_mb, "MB", PEAK_MB),
        Figure("time of the first full replay (`stats --json`)", replay_s, "s"),
    ]


if __name__ == "__main__":
    main()
