"""The schema that editors use is made from the card, and is up to date."""

import json
import subprocess
import sys
from pathlib import Path

from aiquiz.store.card_file import READERS
from aiquiz.store.card_schema import card_schema

ROOT = Path(__file__).parents[2]


def test_the_schema_in_docs_is_up_to_date() -> None:
    found = subprocess.run([sys.executable, "docs/make_schema.py", "--check"], cwd=ROOT, check=False)
    assert found.returncode == 0


def test_the_schema_knows_every_field_and_no_other() -> None:
    card = card_schema()["$defs"]["Card"]
    assert list(card["properties"]) == list(READERS)
    assert card["additionalProperties"] is False
    assert card["required"] == ["id", "question", "level", "answer"]


def test_the_schema_is_json_and_says_what_the_reader_checks() -> None:
    card = json.loads(json.dumps(card_schema()))["$defs"]["Card"]["properties"]
    assert card["id"]["pattern"].startswith("^")
    assert card["checked"]["format"] == "date"
    assert card["asked_by"]["minimum"] == 0
    assert card["answer"]["maxLength"] == 5_000


def test_a_key_point_is_a_text_or_a_group_and_what_is_drawn_has_three_forms() -> None:
    found = json.loads(json.dumps(card_schema()))
    fields, kinds = found["$defs"]["Card"]["properties"], found["$defs"]
    assert fields["key_points"]["items"] == {"$ref": "#/$defs/KeyPoint"}
    text, group = kinds["KeyPoint"]["anyOf"]
    assert (text["type"], group["type"], group["required"]) == ("string", "object", ["text"])
    assert list(group["properties"]) == ["text", "match"]
    assert group["properties"]["match"]["items"]["maxLength"] == 200
    span, choices, formula = kinds["Parameter"]["anyOf"]
    assert (list(span["properties"]), span["required"]) == (["from", "to", "step"], ["from", "to"])
    assert (choices["items"], formula) == ({"type": "number"}, {"type": ["string", "number"]})
    assert fields["parameters"]["additionalProperties"] == {"$ref": "#/$defs/Parameter"}
    assert fields["parameters"]["propertyNames"] == {"pattern": "^[a-z][a-z0-9_]{0,29}$"}
    assert (fields["expression"]["maxLength"], fields["unit"]["maxLength"]) == (300, 20)
    assert (fields["tolerance"]["exclusiveMinimum"], fields["tolerance"]["maximum"]) == (0, 0.5)
