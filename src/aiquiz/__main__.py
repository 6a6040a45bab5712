"""Starts the program, as `aiquiz` and as `python -m aiquiz`."""

import atexit
import gc
import sys

COLLECT_AFTER = 100_000
"""More objects than a start makes: nearly all of them live as long as the process."""


def main() -> None:
    """Runs the program and ends the process with its exit code.

    Looking for garbage among the modules takes a quarter of a short command, most of it at the very end, where
    everything is about to go anyway: what is frozen is not looked at.
    """
    gc.set_threshold(COLLECT_AFTER)
    atexit.register(gc.freeze)
    from aiquiz.cli.app import run  # noqa: PLC0415 - loading it is what the lines above are for

    sys.exit(run())


if __name__ == "__main__":
    main()
