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


class ExitCode(IntEnum):
    """What the process says to the shell when it ends."""

    DONE = 0
    PROBLEMS_FOUND = 1
    USAGE = 2
    DATA = 3
    HUNG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143


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
