"""Runs commands for the benchmarks: in a pipe, on a pseudo-terminal, and with their peak memory."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from pairs import Measure, timed

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[@-Z\\-_])")
_CHUNK_BYTES = 1 << 16
_WATCHER = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[2:]).returncode
unit = 1 if sys.platform == "darwin" else 1024
open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit))
sys.exit(code)
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    """Gives this process's environment with the learner's files below `home`, and byte code kept as usual."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "AIQUIZ", "COV"))}
    return plain | {"AIQUIZ_HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8"} | more


def in_pipe(arguments: Sequence[str], environ: Mapping[str, str]) -> Measure:
    """Gives the measure of a command from its launch to its end, its output thrown away."""

    def run() -> None:
        subprocess.run(arguments, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)

    return timed(run)


def on_terminal(
    arguments: Sequence[str], environ: Mapping[str, str], awaited: Sequence[str] = (), leave_with: bytes = b""
) -> Measure:
    """Gives the measure of a command on a pseudo-terminal.

    The clock stops when all the awaited texts, in this order, have come out of the terminal; at the end of the command
    where nothing is awaited. Only then is it sent the keys that make it leave, and it must end with exit code 0.
    """

    def measure() -> float:
        master, slave = os.openpty()
        start = time.perf_counter()
        with subprocess.Popen(
            arguments, env=environ, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
        ) as process:
            os.close(slave)
            try:
                _read_until(master, awaited)
                took_s = time.perf_counter() - start
                if leave_with:
                    os.write(master, leave_with)
                _read_until(master, ())
            except BaseException:
                process.kill()
                raise
            finally:
                os.close(master)
        if process.returncode:
            raise SystemExit(f"{arguments} ended with {process.returncode}")
        return took_s

    return measure


def _read_until(master: int, awaited: Sequence[str]) -> None:
    """Reads what comes out of a terminal until all awaited texts were there, or else to its end."""
    seen = b""
    while not (awaited and _holds(seen, awaited)):
        try:
            chunk = os.read(master, _CHUNK_BYTES)
        except OSError:  # Linux says so when the last program has left the terminal
            chunk = b""
        if not chunk and awaited:
            raise SystemExit(f"{awaited} never came; this did:\n{seen.decode(errors='replace')}")
        if not chunk:
            return
        seen += chunk


def _holds(seen: bytes, awaited: Sequence[str]) -> bool:
    text, position = " ".join(_ESCAPES.sub("", seen.decode(errors="replace")).split()), 0
    for words in awaited:
        position = text.find(words, position)
        if position < 0:
            return False
        position += len(words)
    return True


def watched(arguments: Sequence[str], report: Path) -> list[str]:
    """Gives the command that runs a command and writes the most memory it held into `report`, in bytes.

    A small process in between does so, because what a child holds is counted from its parent's memory on.
    """
    return [sys.executable, "-c", _WATCHER, str(report), *arguments]
