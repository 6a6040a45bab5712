"""Makes a backup behind a sitting that ends: in a process of its own, which nobody waits for."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import aiquiz
from aiquiz.cli.clock import now
from aiquiz.store.backup_list import is_wanted
from aiquiz.store.paths import Places

SWITCH = "AIQUIZ_BACKUPS"
_COMMAND = ("-P", "-m", "aiquiz", "backup", "now")


def back_up_behind(places: Places) -> None:
    """Starts a backup where it is time for one; what stands in the way is no matter here, `aiquiz doctor` says it."""
    if os.environ.get(SWITCH, "").strip().lower() == "off" or not sys.executable:
        return
    with suppress(OSError):
        if is_wanted(places, now().at):
            _start()


def _start() -> None:
    # -P keeps a folder that happens to be called aiquiz from being run; the variable says where this one is.
    paths = [str(Path(aiquiz.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen([sys.executable, *_COMMAND], env=environ, creationflags=subprocess.CREATE_NO_WINDOW)  # noqa: S603 - our own program
        return
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
    # A group of its own: Ctrl-C and the end of the terminal do not reach it.
    os.posix_spawn(sys.executable, [sys.executable, *_COMMAND], environ, file_actions=nowhere, setpgroup=0)
