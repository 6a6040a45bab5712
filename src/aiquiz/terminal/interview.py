"""The loop of a mock interview: a question, its answer to the disk, and only at the end what was right about it."""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import NamedTuple, Protocol

from aiquiz.core.cards import Card, CardId
from aiquiz.core.events import Event, Judged, Replied
from aiquiz.core.interview_turn import Question, evolve_ticks, is_follow_up_wanted, start_ticks
from aiquiz.core.round import Asking, Judging, Round, evolve_round
from aiquiz.core.session import Stamp
from aiquiz.terminal.keymap import Command, Keymap
from aiquiz.terminal.keys import CONTINUED, DOWN, ENTER, SPACE, TAB, UP, Keys
from aiquiz.terminal.writer import Writer
