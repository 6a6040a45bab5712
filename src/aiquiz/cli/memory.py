"""What `aiquiz stats --memory` comes to: how good the predictions were, and how this learner forgets."""

from typing import TYPE_CHECKING, Any

from aiquiz.cli.output import Result, say, tell_problems
from aiquiz.cli.wiring import find_world
from aiquiz.core.calibration import Guess, Score
from aiquiz.core.insight import FEWEST_TRIALS, Insight, take_insight
from aiquiz.core.progress import Trial
from aiquiz.core.schedulers.fsrs import Fsrs6, retrievability
from aiquiz.errors import UsageError
from aiquiz.store.trials import read_trials

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def memory_result(*, is_filtered: bool, as_json: bool) -> Result:
    """Replays the log and scores what was predicted on the way; nothing is written."""
    if is_filtered:
        raise UsageError("--memory is about all reviews and takes no filter", "Leave the filters out.")
    world = find_world()
    tell_problems(world.loaded.problems, "settings")
    trials = read_trials(world.places.reviews, world.rules, guess)
    for problem in trials.problems:
        say(f"Note: {problem}")
    insight = take_insight(trials.taken, trials.fit.person)

    def view(console: "Console") -> "RenderableType":
        from aiquiz.terminal.console import is_plain
        from aiquiz.terminal.memory_view import render_memory

        if is_plain(console):
            from aiquiz.terminal.plain_stats import read_memory

            return read_memory(insight) or render_memory(insight, console.width)
        return render_memory(insight, console.width, ascii_only=console.options.ascii_only)

    return Result(view, "memory", (lambda: memory_data(insight)) if as_json else None)


def guess(trial: Trial) -> Guess:
    """Gives what the model in use predicted, with the learner's fit as it stood before the review."""
    return Guess(retrievability(trial.days, trial.before.memory.fsrs.stability, trial.person), trial.is_recalled)


def memory_data(insight: Insight) -> dict[str, Any]:
    """Gives the scores as a JSON object; docs/json.md is the page of the format."""
    found = insight.calibration
    return {
        "reviews": insight.reviews,
        "needed": FEWEST_TRIALS,
        "scored": found.reviews if found else 0,
        "model": {"name": Fsrs6.name, **_score(found.model)} if found else None,
        "constant": _score(found.constant) if found else None,
        "moving_average": _score(found.moving_average) if found else None,
        "person": {**insight.person._asdict(), "is_fitted": insight.is_fitted},
    }


def _score(score: Score) -> dict[str, Any]:
    return {"log_loss": score.log_loss, "auc": score.auc, "bins": [bin_._asdict() for bin_ in score.bins]}
