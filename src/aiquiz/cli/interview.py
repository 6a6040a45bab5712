"""`aiquiz interview`: a mock interview, its report, and the rounds of the past."""

from typing import Annotated

import typer

from aiquiz.cli.options import AsJson, Decks, Html, Levels, Roles, Svg, Topics
from aiquiz.errors import UsageError

RoundMinutes = Annotated[
    int, typer.Option("--minutes", "-m", min=1, max=240, metavar="N", help="How long the round is to take.")
]
Questions = Annotated[
    int, typer.Option("--questions", "-n", min=1, max=50, metavar="N", help="How many questions are asked.")
]
Resume = Annotated[
    bool | None, typer.Option("--resume/--new", help="Go on with the round that was left, or begin a new one.")
]
History = Annotated[bool, typer.Option("--history", help="List past rounds, with the trend.")]
ReportOf = Annotated[
    int | None, typer.Option("--report", min=1, metavar="N", help="Show the report of round N of the history again.")
]
Markdown = Annotated[
    str | None, typer.Option("--markdown", metavar="FILE", help="Save the round with its report as Markdown.")
]


def interview(
    role: Roles = None,
    level: Levels = None,
    topic: Topics = None,
    deck: Decks = None,
    minutes: RoundMinutes = 30,
    questions: Questions = 8,
    *,
    resume: Resume = None,
    history: History = False,
    report: ReportOf = None,
    markdown: Markdown = None,
    svg: Svg = None,
    html: Html = None,
    json: AsJson = False,
) -> object:
    """Hold a mock interview: most asked and weak topics first, by the clock, with no answers before the end.

    Then you hold your answers against the checklists and get a report. The schedule changes only if you say so.

    Example: aiquiz interview --role ml-engineer --minutes 30 --questions 8
    """
    from aiquiz.cli.pictures import find_pictures, find_place

    pictures = find_pictures(svg, html, as_json=json)
    place = find_place(markdown)
    if history or report is not None:
        from aiquiz.cli.past_rounds import history_result, report_result

        if history and report is not None:
            raise UsageError("--history lists all rounds, --report shows one", "Leave out one of them.")
        if history and place is not None:
            raise UsageError("A list of rounds is not saved as Markdown", "Add --report N in place of --history.")
        result = history_result(as_json=json) if report is None else report_result(report, place, as_json=json)
        return result._replace(pictures=pictures)
    if json or pictures:
        raise UsageError("A round is no picture and no data", "Add --report N, or --history.")
    from aiquiz.cli.filtered import open_filtered
    from aiquiz.cli.interviewing import Plan, hold_interview

    desk, cards = open_filtered(level, topic, None, role, deck)
    asked = Plan(questions, minutes, tuple(level or ()), tuple(topic or ()), tuple(role or ()))
    return hold_interview(desk, cards, asked, resume=resume, markdown=place)
