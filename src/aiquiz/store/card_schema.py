"""The JSON Schema of a file of cards, made from the card itself, for editors."""

from typing import Any

import msgspec

from aiquiz.core.cards import Card, Source
from aiquiz.store.as_object import object_type
from aiquiz.store.card_fields import KEBAB_CASE, LONGEST_TEXT, PLACE
from aiquiz.store.card_file import READERS, REQUIRED

_DESCRIPTIONS = {
    "id": "Names the card for ever: kebab-case, unique, never changed.",
    "question": "What is asked, as an interviewer says it.",
    "level": "How far along a candidate is who is expected to answer.",
    "answer": "Markdown, 60 to 160 words: what a strong candidate says aloud in a minute.",
    "tip": "How to stand out, in one or two sentences.",
    "key_points": "3 to 6 short statements an interviewer listens for, each checkable on its own.",
    "follow_ups": "1 to 3 questions that are asked next.",
    "tags": "Up to 5 words to filter by, kebab-case.",
    "roles": "Whom it is asked.",
    "asked_by": "How many public question lists ask it; 0 where none does.",
    "refs": "Its places in the source lists.",
    "sources": "What its facts were checked against.",
    "checked": "The day on which its facts were last checked.",
    "topic": "In a deck of your own: where the card belongs, as a topic or topic/subtopic; else the name of the deck.",
    "overrides": "In a deck of your own: true puts the card in place of the bundled one with its id.",
}


def card_schema() -> dict[str, Any]:
    """Gives the schema of a file: a list of cards; topic and subtopic are the file's place, not fields."""
    (_,), components = msgspec.json.schema_components([object_type(Card)], ref_template="#/$defs/{name}")
    card = components["Card"]
    fields = card["properties"]
    card["properties"] = {name: {"description": _DESCRIPTIONS[name], **_bare(fields[name])} for name in READERS}
    card["required"] = list(REQUIRED)
    card["additionalProperties"] = False
    _text(card["properties"]["question"], card["properties"]["answer"], card["properties"]["tip"])
    for name in ("key_points", "follow_ups", "refs"):
        _text(card["properties"][name]["items"])
    for kebab in (card["properties"]["id"], card["properties"]["tags"]["items"]):
        kebab["pattern"] = f"^{KEBAB_CASE}$"
    card["properties"]["topic"]["pattern"] = f"^{PLACE}$"
    card["properties"]["asked_by"]["minimum"] = 0
    components["Source"] = _as_fields(components["Source"], Source._fields)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of aiquiz cards",
        "type": "array",
        "items": {"$ref": "#/$defs/Card"},
        "$defs": components,
    }


def _bare(field: dict[str, Any]) -> dict[str, Any]:
    """Leaves out what holds for the card in memory only: defaults, and the None of a date that was not given."""
    kept = {name: value for name, value in field.items() if name not in {"default", "anyOf"}}
    for alternative in field.get("anyOf", ()):
        if alternative != {"type": "null"}:
            kept |= alternative
    return kept


def _as_fields(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Gives the schema of what is a tuple in memory and a group of fields in the file."""
    return {
        "title": row["title"],
        "description": row["description"],
        "type": "object",
        "properties": dict(zip(names, row["prefixItems"], strict=True)),
        "required": list(names),
        "additionalProperties": False,
    }


def _text(*fields: dict[str, Any]) -> None:
    for field in fields:
        field |= {"minLength": 1, "maxLength": LONGEST_TEXT}
