"""A problem in somebody's own text: a value with a place, not an exception."""

from typing import NamedTuple


class Problem(NamedTuple):
    """Something wrong in a file: where (line from 1; 0 is the file as a whole), what, and what to do."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"
