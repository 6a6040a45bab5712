"""Writes docs/card.schema.json from the card itself; with --check it only says whether the file is up to date."""

import json
import sys
from pathlib import Path

from aiquiz.store.card_schema import card_schema

PATH = Path(__file__).with_name("card.schema.json")


def main() -> int:
    """Writes or checks the schema."""
    text = json.dumps(card_schema(), indent=2, ensure_ascii=False) + "\n"
    if "--check" in sys.argv:
        if PATH.read_text(encoding="utf-8") == text:
            return 0
        print(f"{PATH} is out of date: run `just docs`")
        return 1
    PATH.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
