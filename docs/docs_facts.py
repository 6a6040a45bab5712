"""Facts that the generated parts of the documentation state."""

import os
from collections import Counter

from aiquiz.core.cards import LEVELS
from aiquiz.core.settings import SETTINGS
from aiquiz.store.bank_files import parse_bank
from aiquiz.store.paths import find_bank


def settings_table() -> str:
    """Gives the settings with what is allowed and the default, as a Markdown table."""
    lines = ["| setting | meaning | allowed | default | variable |", "|---|---|---|---|---|"]
    for key, setting in SETTINGS.items():
        about = setting.about
        row = (f"`{key}`", about.meaning, about.kind.allowed, f"`{setting.default}`", f"`{setting.variable}`")
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines)


def bank_table() -> str:
    """Gives the number of cards by topic and level, as a Markdown table."""
    folder = find_bank(os.environ)
    cards = parse_bank(folder, sorted(folder.glob("*/*.yaml"))).cards
    counts = Counter((card.topic, card.level) for card in cards)
    lines = [f"| topic | {' | '.join(LEVELS)} | cards |", f"|---|{'---|' * (len(LEVELS) + 1)}"]
    for topic in sorted({card.topic for card in cards}):
        row = [counts[topic, level] for level in LEVELS]
        lines.append(f"| {topic} | {' | '.join(map(str, row))} | {sum(row)} |")
    totals = [sum(card.level is level for card in cards) for level in LEVELS]
    lines.append(f"| **all** | {' | '.join(map(str, totals))} | **{len(cards)}** |")
    return "\n".join(lines)
