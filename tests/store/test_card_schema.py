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
