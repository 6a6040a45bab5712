"""Which format a file is in, by its first bytes and its name, and who reads and writes it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aiquiz.core.numeric.example import example_of
from aiquiz.errors import DataError, UsageError
from aiquiz.interchange.note import Departure, Leaving, Loss, Reading, Watch, Writing, name_of
from aiquiz.interchange.package import no_package
from aiquiz.interchange.plain_text import MOST_BYTES, decode

_PACKAGES = frozenset({".apkg", ".colpkg"})
_TABLES = frozenset({".csv", ".tsv", ".txt"})
_MARKDOWN = frozenset({".md", ".markdown"})
_LINES = frozenset({".jsonl", ".ndjson"})
KNOWN = (".apkg", ".csv", ".tsv", ".md", ".jsonl")
_ZIP, _SQLITE = b"PK", b"SQLite format 3\0"


def read_notes(path: Path, watch: Watch = iter) -> Reading:
    """Gives the cards of a file of any format; DataError says why it cannot be read."""
    suffix, head = path.suffix.lower(), _read(path, 16)
    if head.startswith(_SQLITE):
        raise no_package(path.name, "it is the collection itself")
    if head.startswith(_ZIP) or suffix in _PACKAGES:
        from aiquiz.interchange.anki_read import read_package  # noqa: PLC0415 - each format loads what it needs

        return read_package(path, watch)
    text = decode(_read(path, MOST_BYTES + 1), path.name)
    if suffix in _LINES or (suffix not in _TABLES | _MARKDOWN and text.lstrip().startswith("{")):
        from aiquiz.interchange.jsonl import read_jsonl  # noqa: PLC0415 - the same

        return read_jsonl(text, path.name, watch)
    if suffix in _MARKDOWN or (suffix not in _TABLES and _seems_markdown(text)):
        from aiquiz.interchange.markdown_cards import read_markdown  # noqa: PLC0415 - the same

        return read_markdown(text, watch)
    if suffix not in _TABLES:
        raise DataError(f"{path.name} is in none of the formats {', '.join(KNOWN)}", "Give it the right ending.")
    from aiquiz.interchange.delimited import read_table  # noqa: PLC0415 - the same

    return read_table(text, path.name, tabs=suffix == ".tsv", watch=watch)


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise DataError(f"Cannot read {path}: {error.strerror or error}", "Is the name right?") from error


def _seems_markdown(text: str) -> bool:
    return any(line.startswith(("Q:", "C:", "# ", "## ")) for line in text.split("\n"))


def check_kind(path: Path) -> str:
    """Gives the ending of a file that can be written; UsageError where nothing writes such files."""
    suffix = path.suffix.lower()
    if suffix not in KNOWN:
        raise UsageError(f"{path.name!r} ends in none of {', '.join(KNOWN)}", "The ending says what is written.")
    return suffix


def write_notes(
    suffix: str, leaving: Sequence[Leaving], departure: Departure, *, raw: bool = False, watch: Watch = iter
) -> Writing:
    """Gives the bytes of a file with that ending.

    Only our own format draws numbers and knows what says a key point: in any other a numeric card is an example.
    """
    if suffix == ".jsonl":
        from aiquiz.interchange.jsonl import write_jsonl  # noqa: PLC0415 - each format loads what it needs

        return write_jsonl(leaving, watch)
    numeric = [name_of(example_of(each.card).question) for each in leaving if each.card.parameters]
    writing = _write_foreign(suffix, [_as_example(each) for each in leaving], departure, raw=raw, watch=watch)
    losses = (*writing.losses, *(Loss(name, "its numbers, which are those of one example now") for name in numeric))
    unmatched = sum(any(point.match for point in each.card.key_points) for each in leaving)
    return Writing(writing.data, losses, unmatched)


def _as_example(each: Leaving) -> Leaving:
    return replace(each, card=example_of(each.card)) if each.card.parameters else each


def _write_foreign(
    suffix: str, leaving: Sequence[Leaving], departure: Departure, *, raw: bool, watch: Watch
) -> Writing:
    if suffix == ".apkg":
        from aiquiz.interchange.anki_write import write_package  # noqa: PLC0415 - each format loads what it needs

        return write_package(leaving, departure, watch)
    if suffix == ".md":
        from aiquiz.interchange.markdown_cards import write_markdown  # noqa: PLC0415 - the same

        return write_markdown(leaving, watch)
    from aiquiz.interchange.delimited import write_csv, write_tsv  # noqa: PLC0415 - the same

    return (write_csv if suffix == ".csv" else write_tsv)(leaving, raw=raw, watch=watch)
