"""What one durable answer costs, against a bare write and fsync of the same line on the same disk.

A folder can be given (`python benchmarks/append.py FOLDER`); the log is written below it, and else beside this file,
because the folder for temporary files is often kept in memory.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from appending import EVENT, append_one
from pairs import Measure, Row, compare, show_comparisons, timed

from aiquiz.store.records import encode_event

PAIRS = 1_001
BOUND = 1.5


def main() -> None:
    """Measures, prints the table, and ends with 1 where the bound is missed."""
    disk = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent
    with tempfile.TemporaryDirectory(dir=disk, prefix=".append-") as name:
        folder = Path(name)
        with append_one(folder / "answers.jsonl") as ours, _write_and_sync(folder / "bare.jsonl") as theirs:
            row = Row("one answer, against `os.write` and `os.fsync`", compare(ours, theirs, PAIRS), BOUND)
    sys.exit(not show_comparisons([row]))


@contextmanager
def _write_and_sync(path: Path) -> Iterator[Measure]:
    line = encode_event(EVENT)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def write() -> None:
        os.write(descriptor, line)
        os.fsync(descriptor)

    try:
        yield timed(write)
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    main()
