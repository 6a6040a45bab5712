"""What happens with a bug: its traceback goes to a file, and the person is told which."""

import os
import traceback
from datetime import UTC, datetime

from aiquiz import __version__
from aiquiz.errors import DataError
from aiquiz.store.paths import find_places, make_folder


def write_crash(error: Exception) -> str:
    """Adds the traceback to the crash log and gives the sentence that names it."""
    kind = type(error).__name__
    try:
        log = find_places(os.environ).crash_log
        make_folder(log.parent)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"--- {datetime.now(UTC).isoformat()} aiquiz {__version__}\n")
            traceback.print_exception(error, file=file)
    except (OSError, DataError):
        return f"aiquiz: this is a bug ({kind}). Your answers are safe. The details could not be written anywhere."
    return f"aiquiz: this is a bug ({kind}). Your answers are safe. The details are in {log}; please report them."
