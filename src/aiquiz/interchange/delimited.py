"""Tables of cards, CSV and TSV, with or without the lines that Anki's text format begins with."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice

from aiquiz.core.cards import as_points
from aiquiz.core.headings import LEVELS, Level
from aiquiz.errors import DataError
from aiquiz.interchange.anki_fields import read_sources, split_roles
from aiquiz.interchange.anki_template import cloze_numbers, fill_cloze
from aiquiz.interchange.columns import (
    COLUMNS,
    Header,
    disarm,
    html_row,
    is_header,
    name_columns,
    read_header,
    rearm,
    text_row,
)
from aiquiz.interchange.html_text import LONGEST_HTML, to_markdown
from aiquiz.interchange.ids import id_of_guid
from aiquiz.interchange.note import Leaving, Loss, Note, Reading, Watch, Writing, name_of
from aiquiz.interchange.plain_text import tidy

_MOST_HEADERS = 50
_USUAL = ("Front", "Back")
_HEAD = "#separator:tab\n#html:true\n#notetype:aiquiz\n#tags column:9\n#deck column:10\n#guid column:11\n"


def read_table(text: str, name: str, *, tabs: bool = False, watch: Watch = iter) -> Reading:
    """Gives the cards of a table; what its columns are is told by Anki's lines, by a first row of names, or guessed."""
    header, count = read_header(list(islice(StringIO(text), _MOST_HEADERS)))
    body = "".join(islice(StringIO(text, newline=""), count, None))
    separator = header.separator or _guess_separator(body, tabs=tabs)
    rows = _rows(body, separator, name, count)
    columns = header.columns
    if rows and not header.is_given and is_header(rows[0][1]):
        columns = name_columns(rows.pop(0)[1])
    notes: list[Note] = []
    losses: list[Loss] = []
    for line, row in watch(rows):
        for note, lost in _read_row(line, row, columns or _USUAL, header):
            losses += [Loss(name_of(note.question) or f"line {line}", what) for what in lost]
            if note.question and note.answer:
                notes.append(note)
            else:
                empty = "answer" if note.question else "question"
                losses.append(Loss(name_of(note.question) or f"line {line}", f"the card: its {empty} is empty"))
    return Reading(tuple(notes), tuple(losses))


def _guess_separator(body: str, *, tabs: bool) -> str:
    first = body.partition("\n")[0]
    if tabs or "\t" in first:
        return "\t"
    return ";" if first.count(";") > first.count(",") else ","


def _rows(body: str, separator: str, name: str, skipped: int) -> list[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(body, newline=""), delimiter=separator)
    try:
        return [(reader.line_num + skipped, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise DataError(f"{name}:{reader.line_num + skipped} cannot be read: {error}", "Is it a table?") from None


def _read_row(
    line: int, row: Sequence[str], columns: Sequence[str | None], header: Header
) -> Iterator[tuple[Note, list[str]]]:
    values = {column: cell for column, cell in zip(columns, row, strict=False) if column}
    lost = [
        f"column {place + 1} ({name_of(cell)})"
        for place, cell in enumerate(row)
        if cell.strip() and (place >= len(columns) or columns[place] is None)
    ]
    if max(map(len, row)) > LONGEST_HTML:
        yield Note("", "", ""), [*lost, f"line {line}: it has more than {LONGEST_HTML:,} characters"]
        return
    guid = values.get("Guid", "").strip()
    if id_of_guid(guid):
        values = {column: rearm(cell) for column, cell in values.items()}
    front = values.get("Front", "")
    numbers = cloze_numbers(front)
    for number in numbers or [0]:
        filled = _fill_clozes(values, number) if numbers else values
        note, more = _make_note(filled, header, guid, number)
        yield note, lost + more


def _fill_clozes(values: Mapping[str, str], number: int) -> Mapping[str, str]:
    question = fill_cloze(values["Front"], number, is_back=False)
    answer = fill_cloze(values["Front"], number, is_back=True)
    below = f"<br>{values['Back']}" if values.get("Back") else ""
    return {**values, "Front": question, "Back": f"{answer}{below}"}


class _Cells:
    """The cells of a row as texts, and what could not be read of them."""

    def __init__(self, values: Mapping[str, str], *, is_html: bool, is_cloze: bool) -> None:
        self._values, self._is_html, self._is_cloze = values, is_html, is_cloze
        self.lost: list[str] = []

    def text(self, column: str, *, plain: bool = True) -> str:
        """Gives the text of a column."""
        raw = self._values.get(column, "")
        if not self._is_html:
            marked = raw.replace("<br>", "\n\n").replace("<b>", "**").replace("</b>", "**") if self._is_cloze else raw
            return tidy(marked).strip()
        found = to_markdown(raw, plain=plain)
        self.lost.extend(found.losses)
        return found.text

    def lines(self, column: str) -> tuple[str, ...]:
        """Gives the lines of a column, or the items of a list."""
        return tuple(item for row in self.text(column).split("\n") if (item := re.sub(r"^- ", "", row).strip()))

    def level(self) -> Level | None:
        """Gives the level, where there is one of that name."""
        word = self.text("Level").lower()
        if word and word not in LEVELS:
            self.lost.append(f"the level {word[:40]}")
        return Level(word) if word in LEVELS else None


def _make_note(values: Mapping[str, str], header: Header, guid: str, number: int) -> tuple[Note, list[str]]:
    cells = _Cells(values, is_html=header.is_html, is_cloze=number > 0)
    tags, roles = split_roles([*header.tags, *values.get("Tags", "").split()])
    known_by = guid or " ".join(values.get("Front", "").split())
    note = Note(
        cells.text("Front"),
        cells.text("Back", plain=False),
        f"{known_by}/{number}",
        id_of_guid(guid),
        values.get("Deck", "") or header.deck,
        cells.text("Topic"),
        cells.level(),
        cells.text("Tip"),
        as_points(cells.lines("Key points")),
        cells.lines("Asked next"),
        tags,
        roles,
        sources=read_sources(cells.lines("Sources")),
    )
    return note, list(dict.fromkeys(cells.lost))


def write_csv(leaving: Sequence[Leaving], *, raw: bool = False, watch: Watch = iter) -> Writing:
    """Gives a table for a spreadsheet: a row of names, then the cards as they were written.

    Unless `raw`, what a spreadsheet would take for a formula gets a quotation mark in front.
    """
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for each in watch(leaving):
        row = text_row(each.card)
        writer.writerow(row if raw else map(disarm, row))
    return Writing(out.getvalue().encode("utf-8"))


def write_tsv(leaving: Sequence[Leaving], *, raw: bool = False, watch: Watch = iter) -> Writing:
    """Gives Anki's text format: lines that say what the columns are, then the cards in HTML."""
    out = StringIO(newline="")
    out.write(_HEAD)
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    out.write(f"#columns:{chr(9).join(COLUMNS)}\n")
    for each in watch(leaving):
        row = html_row(each.card)
        writer.writerow(row if raw else map(disarm, row))
    return Writing(out.getvalue().encode("utf-8"))
