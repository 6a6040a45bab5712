"""The JSON Schema of a file of cards, made from the card itself, for editors."""

from typing import Any

import msgspec

from aiquiz.core.cards import Card, Source
from aiquiz.core.numeric.exercise import LARGEST_TOLERANCE
from aiquiz.store.as_object import object_type
from aiquiz.store.card_fields import KEBAB_CASE, LONGEST_TEXT, MOST_TEXTS, PLACE
from aiquiz.store.card_file import READERS, REQUIRED
from aiquiz.store.practice_fields import (
    LONGEST_ENTRY,
    LONGEST_EXPRESSION,
    LONGEST_UNIT,
    MOST_CHOICES,
    MOST_ENTRIES,
    MOST_PARAMETERS,
    PARAMETER_NAME,
    RANGE_FIELDS,
)

_DESCRIPTIONS = {
    "id": "Names the card for ever: kebab-case, unique, never changed.",
    "question": "What is asked, as an interviewer says it.",
    "level": "How far along a candidate is who is expected to answer.",
    "parameters": "Numbers that are drawn anew each time: under a name a range, a list of choices, or a formula.",
    "expression": "With parameters: what the right answer is, worked out from them, as 2 * tp / (2 * tp + fp + fn).",
    "unit": "With parameters: what the answer is measured in, as % or GiB.",
    "tolerance": "With parameters: how far the answer may be off, as a share; 0.01 where nothing is said.",
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
    for name in ("follow_ups", "refs"):
        _text(card["properties"][name]["items"])
    for name in ("key_points", "follow_ups"):
        card["properties"][name]["maxItems"] = MOST_TEXTS
    for kebab in (card["properties"]["id"], card["properties"]["tags"]["items"]):
        kebab["pattern"] = f"^{KEBAB_CASE}$"
    card["properties"]["topic"]["pattern"] = f"^{PLACE}$"
    card["properties"]["asked_by"]["minimum"] = 0
    components["Source"] = _as_fields(components["Source"], Source._fields)
    _describe_practice(card["properties"], components)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of aiquiz cards",
        "type": "array",
        "items": {"$ref": "#/$defs/Card"},
        "$defs": components,
    }


def _describe_practice(fields: dict[str, Any], components: dict[str, Any]) -> None:
    """Says how key points and parameters are written, which is shorter than what they are in memory."""
    number = {"type": "number"}
    entries = {"type": "array", "items": _short(LONGEST_ENTRY), "maxItems": MOST_ENTRIES}
    components["KeyPoint"] = _one_of(
        "A text that an interviewer listens for, or one with the words in which it may be said as well.",
        _short(LONGEST_TEXT),
        _group({"text": _short(LONGEST_TEXT), "match": entries}, "text"),
    )
    components["Parameter"] = _one_of(
        "What is drawn: a number of a range, or one of a list; a text is worked out from the parameters before it.",
        _group(dict.fromkeys(RANGE_FIELDS, number), *RANGE_FIELDS[:2]),
        {"type": "array", "items": number, "minItems": 1, "maxItems": MOST_CHOICES},
        {"type": ["string", "number"]},
    )
    fields["parameters"] = {
        "description": fields["parameters"]["description"],
        "type": "object",
        "propertyNames": {"pattern": f"^{PARAMETER_NAME}$"},
        "additionalProperties": {"$ref": "#/$defs/Parameter"},
        "minProperties": 1,
        "maxProperties": MOST_PARAMETERS,
    }
    fields["expression"] |= {"minLength": 1, "maxLength": LONGEST_EXPRESSION}
    fields["unit"] |= {"minLength": 1, "maxLength": LONGEST_UNIT}
    fields["tolerance"] |= {"exclusiveMinimum": 0, "maximum": LARGEST_TOLERANCE}


def _one_of(description: str, *forms: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "anyOf": list(forms)}


def _group(fields: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(required), "additionalProperties": False}


def _short(longest: int) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": longest}


def _bare(field: dict[str, Any]) -> dict[str, Any]:
    """Leaves out what holds for the card in memory only: defaults, and the None of a date that was not given."""
    kept = {name: value for name, value in field.items() if name not in {"default", "anyOf"}}
    for alternative in field.get("anyOf", ()):
        if alternative != {"type": "null"}:
            kept |= alternative
    return kept


def _as_fields(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Gives the schema of what is a tuple in memory and a group of fields in the file."""
    fields = dict(zip(names, row["prefixItems"], strict=True))
    return {"title": row["title"], "description": row["description"], **_group(fields, *names)}


def _text(*fields: dict[str, Any]) -> None:
    for field in fields:
        field |= {"minLength": 1, "maxLength": LONGEST_TEXT}
