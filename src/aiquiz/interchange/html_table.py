"""A table's cells as a table of Markdown."""

from collections.abc import Sequence


def lay_table(rows: Sequence[Sequence[str]]) -> str:
    """Gives the rows as Markdown, the first as the head; one column is no table but lines."""
    filled = [[_cell(cell) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    width = max(map(len, filled), default=0)
    if width <= 1:
        return "\n".join(row[0] for row in filled)
    padded = [[*row, *[""] * (width - len(row))] for row in filled]
    lines = [f"| {' | '.join(row)} |" for row in padded]
    return "\n".join([lines[0], f"|{'---|' * width}", *lines[1:]])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
