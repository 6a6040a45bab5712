"""The settings there are: each is one field of `Settings`, with its type, meaning, allowed values and default."""

from typing import Annotated, NamedTuple, get_type_hints

from aiquiz.core.days import ROLLOVER_HOUR
from aiquiz.core.schedulers import NAMES
from aiquiz.core.schedulers.fsrs import DESIRED_RETENTION, LEAST_RETENTION, MOST_RETENTION
from aiquiz.core.setting_kinds import Choice, Kind, Number, Value, Whole, show_value


class About(NamedTuple):
    """What stands beside a field of `Settings`; `moves_dates` where due dates hang on it."""

    meaning: str
    kind: Kind
    moves_dates: bool = False


class Settings(NamedTuple):
    """What the learner chose, or the default."""

    scheduler: Annotated[
        str, About("The algorithm that sets the dates of your cards.", Choice(NAMES), moves_dates=True)
    ] = NAMES[0]
    desired_retention: Annotated[
        float,
        About(
            "The share of due cards that you want to remember; fsrs-6 sets its dates by it, sm-2 has no such knob.",
            Number(LEAST_RETENTION, MOST_RETENTION),
            moves_dates=True,
        ),
    ] = DESIRED_RETENTION
    rollover_hour: Annotated[
        int, About("The hour of the night at which a new day begins for your cards.", Whole(0, 23), moves_dates=True)
    ] = ROLLOVER_HOUR


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
        return self.key.replace("_", " ")

    def refuse(self, value: object) -> tuple[str, str]:
        """Says that a value is not allowed, and what is."""
        text = value if isinstance(value, str) else show_value(value)
        near = self.about.kind.nearest(text)
        said = f"{self.key} cannot be {show_value(value)}"
        return said, f"It is {self.about.kind.allowed}{f'; did you mean {near}?' if near else '.'}"


def _table() -> dict[str, Setting]:
    hints = get_type_hints(Settings, include_extras=True)
    return {key: Setting(key, hints[key].__metadata__[0], Settings._field_defaults[key]) for key in Settings._fields}


SETTINGS = _table()
"""The settings by key, in the order in which they are shown."""
