"""The columns of a table of cards: what they are called, and what is written into them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from aiquiz.core.cards import Card
from aiquiz.interchange.anki_fields import ALL_FIELDS, deck_of, field_values, tags_of
from aiquiz.interchange.ids import guid_of

COLUMNS = (*ALL_FIELDS, "Tags", "Deck", "Guid")
_NAMES: Mapping[str, str] = {
    **{name.lower(): name for name in COLUMNS},
    **dict.fromkeys(("question", "q", "term", "prompt", "text"), "Front"),
    **dict.fromkeys(("answer", "a", "definition", "back extra"), "Back"),
    **dict.fromkeys(("follow ups", "follow-ups", "follow_ups"), "Asked next"),
    **dict.fromkeys(("key_points", "key-points", "points"), "Key points"),
    **dict.fromkeys(("tag", "labels"), "Tags"),
    **dict.fromkeys(("hint", "extra"), "Tip"),
    "id": "Guid",
}
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP ASVS 1.2.10)."""

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}


class Header(NamedTuple):
    """What the lines at the top of Anki's text format say."""

    separator: str | None = None
    is_html: bool = False
    columns: tuple[str | None, ...] = ()
    tags: tuple[str, ...] = ()
    deck: str = ""
    is_given: bool = False


def name_columns(names: Iterable[str]) -> tuple[str | None, ...]:
    """Gives what each column holds as far as its name tells."""
    return tuple(_NAMES.get(name.strip().lower()) for name in names)


def is_header(row: Sequence[str]) -> bool:
    """Says whether a first row names the columns: it has a question and an answer by name."""
    return {"Front", "Back"} <= set(name_columns(row))


def read_header(lines: Sequence[str]) -> tuple[Header, int]:
    """Gives what the lines `#key:value` at the top say, and how many there are."""
    header, count = Header(), 0
    special: dict[int, str] = {}
    names: str | None = None
    for line in lines:
        key, colon, value = line.rstrip("\r\n").partition(":")
        if not (line.startswith("#") and colon):
            break
        count += 1
        key = key[1:].strip().lower()
        if key == "separator":
            separator = value if value == "\t" else SEPARATORS.get(value.strip().lower(), value.strip())
            header = header._replace(separator=separator if len(separator) == 1 else None)
        elif key == "columns":
            names = value
        elif key.endswith(" column") and value.strip().isdecimal():
            special[int(value.strip()[:3]) - 1] = key.removesuffix(" column").capitalize()
        else:
            header = _plain_key(header, key, value.strip())
    return header._replace(columns=_columns(names, special, header.separator), is_given=count > 0), count


def _plain_key(header: Header, key: str, value: str) -> Header:
    match key:
        case "html":
            return header._replace(is_html=value.lower() == "true")
        case "tags":
            return header._replace(tags=tuple(value.split()))
        case "deck":
            return header._replace(deck=value)
        case _:
            return header


def _columns(names: str | None, special: Mapping[int, str], separator: str | None) -> tuple[str | None, ...]:
    """Gives the columns by name; where only special ones are told, question and answer are the first two others."""
    found = list(name_columns(names.split(separator or "\t"))) if names is not None else []
    if not {"Front", "Back"} <= set(found):
        fields = iter(("Front", "Back"))
        width = max((place + 1 for place in special), default=0) + 2
        found = [special.get(place) or next(fields, None) for place in range(width)]
    for place, name in special.items():
        if 0 <= place < len(found):
            found[place] = name if name in COLUMNS else "Notetype"
    return tuple(found)


def html_row(card: Card) -> tuple[str, ...]:
    """Gives the values of a card as Anki shows them."""
    return (*field_values(card), " ".join(tags_of(card)), deck_of(card), guid_of(card.id))


def text_row(card: Card) -> tuple[str, ...]:
    """Gives the values of a card as they were written, lists with a line for each item."""
    return (
        card.question,
        card.answer,
        card.level.value,
        card.place,
        card.tip,
        "\n".join(card.point_texts),
        "\n".join(card.follow_ups),
        "\n".join(f"{source.title} · {source.authors} · {source.year}" for source in card.sources),
        " ".join(tags_of(card)),
        deck_of(card),
        guid_of(card.id),
    )


def disarm(value: str) -> str:
    """Gives a value that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_DANGEROUS) else value


def rearm(value: str) -> str:
    """Takes back what `disarm` did."""
    return value[1:] if value[:1] == "'" and value[1:].startswith(_DANGEROUS) else value
