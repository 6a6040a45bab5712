"""The settings there are: each is one field of `Settings`, with its type, meaning, allowed values and default."""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from aiquiz.core.days import ROLLOVER_HOUR
from aiquiz.core.schedulers import NAMES
from aiquiz.core.schedulers.fsrs import DESIRED_RETENTION, LEAST_RETENTION, MOST_RETENTION
from aiquiz.core.selection import NEW_CARDS_A_DAY
from aiquiz.core.setting_caps import NONE, SPACE, Cap, OneKey
from aiquiz.core.setting_kinds import Choice, Kind, Number, Value, Whole, show_value

DATES, LIMITS, PRACTICE, LOOKS, KEYS = "Dates", "Limits", "Practice", "Looks", "Keys"
"""The groups in which the settings are shown, as headings."""

YES, NO = YES_NO = ("yes", "no")

PLAIN = "plain"
"""The theme for screen readers."""

_MOST_CARDS, _MOST_MINUTES = 9999, 1440


class About(NamedTuple):
    """What stands beside a field of `Settings`; `moves_dates` where due dates hang on it."""

    meaning: str
    kind: Kind
    group: str
    moves_dates: bool = False


def _key(meaning: str) -> About:
    return About(meaning, OneKey(), KEYS)


class Settings(NamedTuple):
    """What the learner chose, or the default."""

    scheduler: Annotated[
        str, About("The algorithm that sets the dates of your cards.", Choice(NAMES), DATES, moves_dates=True)
    ] = NAMES[0]
    desired_retention: Annotated[
        float,
        About(
            "The share of due cards that you want to remember; fsrs-6 sets its dates by it, sm-2 has no such knob.",
            Number(LEAST_RETENTION, MOST_RETENTION),
            DATES,
            moves_dates=True,
        ),
    ] = DESIRED_RETENTION
    rollover_hour: Annotated[
        int,
        About("The hour of the night at which a new day begins for your cards.", Whole(0, 23), DATES, moves_dates=True),
    ] = ROLLOVER_HOUR
    new_cards_a_day: Annotated[
        int,
        About(
            "How many new cards `study` brings a day, all sessions together; with a goal its minutes decide.",
            Whole(0, _MOST_CARDS),
            LIMITS,
        ),
    ] = NEW_CARDS_A_DAY
    reviews_a_day: Annotated[
        int | str,
        About(
            "How many due cards are asked a day, all sessions together; with a goal `study` goes by its minutes.",
            Cap(_MOST_CARDS),
            LIMITS,
        ),
    ] = NONE
    minutes_a_session: Annotated[
        int | str,
        About(
            "How long a session may take; with a goal `study` goes by its minutes a day.", Cap(_MOST_MINUTES), LIMITS
        ),
    ] = NONE
    type_answers: Annotated[
        str, About("Whether answers are typed without saying --type.", Choice(YES_NO), PRACTICE)
    ] = NO
    hints: Annotated[str, About("Whether there are hints without saying --hints.", Choice(YES_NO), PRACTICE)] = NO
    keep_answers: Annotated[
        str,
        About(
            "Whether what you type is kept in the log, to be shown beside the next attempt.", Choice(YES_NO), PRACTICE
        ),
    ] = YES
    theme: Annotated[
        str,
        About(
            "The colours: your terminal's own, or for a dark or a light one; plain has words in their place, "
            "and is for screen readers.",
            Choice(("auto", "dark", "light", PLAIN)),
            LOOKS,
        ),
    ] = "auto"
    key_reveal: Annotated[
        str, About("Shows the answer, then takes the grade proposed (or good).", OneKey((SPACE,)), KEYS)
    ] = SPACE
    key_again: Annotated[str, _key("Grades the answer again.")] = "1"
    key_hard: Annotated[str, _key("Grades the answer hard.")] = "2"
    key_good: Annotated[str, _key("Grades the answer good.")] = "3"
    key_easy: Annotated[str, _key("Grades the answer easy.")] = "4"
    key_undo: Annotated[str, _key("Takes back the last answer.")] = "u"
    key_skip: Annotated[str, _key("Skips the card for this session.")] = "s"
    key_suspend: Annotated[str, _key("Suspends the card.")] = "!"
    key_bury: Annotated[str, _key("Buries the card until tomorrow.")] = "b"
    key_flag: Annotated[str, _key("Flags the card, or takes its flag away.")] = "f"
    key_note: Annotated[str, _key("Writes a note on the card.")] = "n"
    key_edit: Annotated[str, _key("Opens the card's file, where it is your own.")] = "e"
    key_why: Annotated[str, _key("Says why this card comes now.")] = "w"
    key_hint: Annotated[str, _key("Shows a key point before the answer, where hints are on.")] = "h"
    key_sure: Annotated[str, _key("Says that you are sure, and shows the answer.")] = "+"
    key_unsure: Annotated[str, _key("Says that you are not sure, and shows the answer.")] = "-"
    key_last: Annotated[str, _key("Shows what you typed for the card the last time.")] = "l"
    key_help: Annotated[str, _key("Shows all keys.")] = "?"
    key_leave: Annotated[str, _key("Leaves the session.")] = "q"


class Setting(NamedTuple):
    """One setting: all that is known of it but its value."""

    key: str
    about: About
    default: Value

    @property
    def variable(self) -> str:
        """The environment variable that goes before the file."""
        return f"AIQUIZ_{self.key.upper()}"

    @property
    def label(self) -> str:
        """The name as it stands in a sentence."""
        return self.key.replace("key_", "key for ").replace("_", " ")

    def refuse(self, value: object) -> tuple[str, str]:
        """Says that a value is not allowed, and what is."""
        text = value if isinstance(value, str) else show_value(value)
        near = self.about.kind.nearest(text)
        said = f"{self.key} cannot be {show_value(value)}"
        return said, f"It is {self.about.kind.allowed}{f'; did you mean {near}?' if near else '.'}"


def _table() -> dict[str, Setting]:
    hints = Settings.__annotations__  # they are no texts here, so nothing has to be looked up
    return {key: Setting(key, hints[key].__metadata__[0], Settings._field_defaults[key]) for key in Settings._fields}


SETTINGS = _table()
"""The settings by key, in the order in which they are shown."""


SPARE_KEYS = {"key_hint": "H", "key_sure": "=", "key_unsure": "_", "key_last": "L"}
"""Where commands go that came later than a key of the learner's own on which they would stand."""

SOME_OF_THEM = (
    ", ".join(key for key, setting in SETTINGS.items() if setting.about.group is not KEYS) + ", key_reveal to key_leave"
)
"""What is said of them where none comes near to the one that was meant."""


def as_cap(value: float | str) -> int | None:
    """Gives a limit as a number; None where there is none."""
    return None if isinstance(value, str) else int(value)


def find_clash(values: Mapping[str, object]) -> tuple[str, str] | None:
    """Gives the first two settings that put different commands on one key; None when each has its own."""
    taken: dict[object, str] = {}
    for key, setting in SETTINGS.items():
        if setting.about.group is KEYS and (other := taken.setdefault(values[key], key)) != key:
            return other, key
    return None


def refuse_clash(clash: tuple[str, str], value: object) -> str:
    """Says that two commands cannot stand on one key."""
    return f"{clash[0]} and {clash[1]} cannot both be {show_value(value)}"
