"""What merging two logs of 500,000 events costs, and how long a start of a backup keeps a sitting that ends.

Every second event of each log is the other's too; the two are of the same months, so they interleave throughout.
Takes a minute and half a gigabyte of disk.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from commands import environment, in_pipe, watched
from learner import make_answers
from pairs import Figure, show_figures

from aiquiz.cli.back_up import back_up_behind
from aiquiz.core.cards import CardId
from aiquiz.store.backup_list import list_backups
from aiquiz.store.paths import find_places
from aiquiz.store.records import encode_event

EVENTS, DAYS, CARDS = 500_000, 700, 1_000
MERGE_S, MERGE_MB, BACKUP_MS = 3.0, 300.0, 5.0
TURNS = 5


def main() -> None:
    """Measures, prints the tables, and ends with 1 where a bound is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environ = environment(folder / "home")
        places = find_places(environ)
        other = folder / "other" / "phone.jsonl"
        _write_two(places.reviews / "desktop.jsonl", other)
        merge = [sys.executable, "-m", "aiquiz", "progress", "merge", str(other)]
        took, report = [], folder / "peak"
        for turn in range(TURNS):
            command = watched(merge, report) if turn == 0 else merge
            took.append(in_pipe(command, environ)())
            merged = next(places.reviews.glob("merged-*.jsonl"))
            if turn == 0:
                _check(merged, int(EVENTS / 2))
            if turn < TURNS - 1:
                merged.unlink()
        again_s = in_pipe(merge, environ)()
        figures = [
            Figure("merging two logs of 500,000 events, the median of 4", median(took[1:]), "s", MERGE_S),
            Figure("peak memory of it", int(report.read_text()) / 1e6, "MB", MERGE_MB),
            Figure("merging the same again", again_s, "s", MERGE_S),
            Figure("what a backup keeps a sitting that ends, the median of 9", _back_up_ms(environ), "ms", BACKUP_MS),
            Figure("making that backup, of 138 MB, in its own process", _backup_s(environ), "s"),
            Figure("its size", list_backups(places.backups)[0].path.stat().st_size / 1e6, "MB"),
        ]
    sys.exit(not show_figures(figures))


def _write_two(ours: Path, theirs: Path) -> None:
    """Deals out events by threes: to both, to one, to the other; each log gets 500,000."""
    events = make_answers([CardId(f"card-{number}") for number in range(CARDS)], EVENTS * 3 // 2, DAYS)
    for path in (ours, theirs):
        path.parent.mkdir(parents=True)
    with ours.open("wb") as first, theirs.open("wb") as second:
        for number, line in enumerate(map(encode_event, events)):
            for file in ((first, second), (first,), (second,))[number % 3]:
                file.write(line)


def _check(merged: Path, events: int) -> None:
    with merged.open("rb") as file:
        if sum(1 for _ in file) != events:
            raise SystemExit(f"{merged} does not hold {events:,} events")


def _back_up_ms(environ: dict[str, str]) -> float:
    """Gives the median time that starting a backup took, with nine of them wanted."""
    os.environ.update(environ)
    places = find_places(environ)

    def times() -> Iterator[float]:
        for _ in range(9):
            start = time.perf_counter()
            back_up_behind(places)
            yield (time.perf_counter() - start) * 1000
            os.wait()
            for backup in list_backups(places.backups):
                backup.path.unlink()

    return median(times())


def _backup_s(environ: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "aiquiz", "backup", "now"], env=environ, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
