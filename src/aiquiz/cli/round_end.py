"""The end of a mock interview: its report, and whether it counts, is saved, or both."""

from contextlib import suppress
from pathlib import Path

from aiquiz.cli.output import stdout_console
from aiquiz.cli.past_rounds import cards_of, save_markdown, view_of
from aiquiz.cli.seat import Seat
from aiquiz.cli.wiring import Desk
from aiquiz.core.cards import Card
from aiquiz.core.days import to_date
from aiquiz.core.events import Event, Reviewed
from aiquiz.core.headings import CardId
from aiquiz.core.interview.report import Report, take_report
from aiquiz.core.interview.round import Round
from aiquiz.core.interview.round_events import Concluded
from aiquiz.errors import DataError
from aiquiz.terminal.durations import count
from aiquiz.terminal.interview_screen import RichInterview
from aiquiz.terminal.keymap import Command
from aiquiz.terminal.keys import HANGUP, TERMINATE

_KILLED = {TERMINATE, HANGUP}


def finish_round(desk: Desk, seat: Seat, played: Round, screen: RichInterview, markdown: Path | None) -> str:
    """Shows the report and asks what comes of the round; gives the key that it was left with."""
    cards = cards_of(desk, played)
    report = take_report(played, cards)
    console = stdout_console()
    console.print()
    console.print(view_of(report, cards)(console), soft_wrap=True)
    if markdown is not None:
        screen.tell_place(str(save_markdown(markdown, report, played, cards)))
    screen.ask_to_count(len(report.grades), is_saved=markdown is not None)
    while (key := seat.keys.read()) not in _KILLED:
        if key.lower() == "m" and markdown is None:
            _save(desk, report, played, cards, screen)
        elif key.lower() == "y" and report.grades:
            _conclude(seat, played, report, is_counted=True)
            screen.tell(f"Counted in your schedule: {count(len(report.grades), 'answer')}.")
            break
        elif seat.keymap.command_of(key) in {Command.REVEAL, Command.LEAVE} or key.lower() == "n":
            _conclude(seat, played, report, is_counted=False)
            screen.tell("Your schedule stays as it was. `aiquiz interview --history` lists your rounds.")
            break
    return key


def _conclude(seat: Seat, played: Round, report: Report, *, is_counted: bool) -> None:
    """Puts the answers into the schedule where they count, with the end of the round: no answer can count twice."""
    taken = {turn.card: turn.taken_ms for turn in played.turns}
    events: list[Event] = [
        Reviewed(*seat.clock.stamp().head, card_id, grade, taken[card_id])
        for card_id, grade in (report.grades if is_counted else ())
    ]
    seat.save_all([*events, Concluded(*seat.clock.stamp().head, played.convened.id, is_counted)])


def _has_folder() -> bool:
    """Says whether the folder where the program was started is still there."""
    with suppress(OSError):
        return Path.cwd().is_dir()
    return False


def _save(desk: Desk, report: Report, played: Round, cards: dict[CardId, Card], screen: RichInterview) -> None:
    """Saves the round under a name of its own in the folder where the program was started, or says why not."""
    day = to_date(desk.world.day_of(played.convened.at, played.convened.offset_minutes))
    path = (
        Path(f"aiquiz-interview-{day}.md").absolute() if _has_folder() else Path.home() / f"aiquiz-interview-{day}.md"
    )
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"aiquiz-interview-{day}-{number}.md")
    try:
        screen.tell_place(str(save_markdown(path, report, played, cards)))
    except DataError as error:
        screen.tell(str(error))
