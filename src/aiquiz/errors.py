"""What can go wrong, as exceptions with an exit code and a hint.

::

    AiquizError
    ├── UsageError            2  the command was called in a way that cannot work
    └── DataError             3  data cannot be read or written
        ├── NotSavedError     3  an answer did not reach the disk
        └── NewerFormatError  3  a file was written by a newer aiquiz

Problems in a learner's own text are not exceptions: loading gives `(values, problems)`.
"""

from enum import IntEnum
from typing import Self


class ExitCode(IntEnum):
    """What the process says to the shell when it ends."""

    meaning: str

    def __new__(cls, value: int, meaning: str) -> Self:
        """Makes a code with the sentence that the documentation has for it."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    DONE = 0, "Done; also when a session was left with q or Ctrl-D."
    PROBLEMS_FOUND = (
        1,
        "Problems or losses were found (check, doctor, import, export), nothing was found, due or came in, or a bug.",
    )
    USAGE = 2, "The command was called in a way that cannot work: an unknown option, topic or tag, or no input."
    DATA = 3, "Data cannot be read or written: a full disk, no permission, a log of a newer version."
    HUNG_UP = 129, "The terminal was closed (SIGHUP); every answer given is saved."
    INTERRUPTED = 130, "Ctrl-C (SIGINT); every answer given is saved."
    TERMINATED = 143, "The process was told to end (SIGTERM); every answer given is saved."


class AiquizError(Exception):
    """An error that is told in one line: what happened, then what to do about it."""

    exit_code = ExitCode.PROBLEMS_FOUND

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}. {self.hint}" if self.hint else self.message


class UsageError(AiquizError):
    """The command was called in a way that cannot work."""

    exit_code = ExitCode.USAGE


class DataError(AiquizError):
    """Data cannot be read or written."""

    exit_code = ExitCode.DATA


class NotSavedError(DataError):
    """An answer did not reach the disk; those before it did."""


class NewerFormatError(DataError):
    """A file was written by a newer aiquiz and is left as it is."""
