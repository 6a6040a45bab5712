"""`aiquiz interview`: a mock interview, its report, and the rounds of the past."""

from typing import Annotated, NamedTuple

import typer

from aiquiz.cli.options import AsJson, Decks, Html, Levels, Roles, Svg, Topics
from aiquiz.core.headings import Level, Role
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


_OF_A_ROUND = ("role", "level", "topic", "deck", "minutes", "questions")


class Plan(NamedTuple):
    """What a round was asked to be: so many questions and minutes, of these levels, topics, roles and decks.

    The options that were `named` are those that somebody typed.
    """

    questions: int
    minutes: int
    levels: tuple[Level, ...] = ()
    topics: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    decks: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Shown(NamedTuple):
    """What was asked for of rounds that are over, and where something is to be saved."""

    has_history: bool
    number: int | None
    markdown: str | None
    svg: str | None
    html: str | None
    as_json: bool


def interview(
    context: typer.Context,
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
    """Hold a mock interview: what is asked most and where you are weak, by the clock, with no answers before the end.

    Then you hold your answers against the checklists and get a report. The schedule changes only if you say so.

    Example: aiquiz interview --role ml-engineer --minutes 30 --questions 8
    """
    named = tuple(f"--{name}" for name in _OF_A_ROUND if _is_typed(context, name))
    scope = tuple(level or ()), tuple(topic or ()), tuple(role or ()), tuple(deck or ())
    plan = Plan(questions, minutes, *scope, named)
    return _hold_or_show(plan, Shown(history, report, markdown, svg, html, json), resume=resume)


def _is_typed(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _hold_or_show(plan: Plan, shown: Shown, *, resume: bool | None) -> object:
    if shown.has_history or shown.number is not None:
        what = "--history" if shown.has_history else "--report"
        going = () if resume is None else ("--resume" if resume else "--new",)
        if idle := (*plan.named, *going):
            raise UsageError(f"{what} shows what was, and holds no round", f"Leave out {_listed(idle)}.")
        from aiquiz.cli.past_rounds import show_past

        return show_past(shown)
    if resume and plan.named:
        hint = f"Leave out {_listed(plan.named)}, or begin another with --new."
        raise UsageError("A round that is resumed keeps its questions and its minutes", hint)
    from aiquiz.cli.interviewing import hold_interview
    from aiquiz.cli.pictures import find_place

    if shown.as_json or shown.svg is not None or shown.html is not None:
        raise UsageError("A round is no picture and no data", "Add --report N, or --history.")
    return hold_interview(plan, resume=resume, markdown=find_place(shown.markdown))


def _listed(options: tuple[str, ...]) -> str:
    *others, last = options
    return f"{', '.join(others)} and {last}" if others else last
