"""What `aiquiz progress merge` does, and what it says."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from aiquiz.cli.clock import now
from aiquiz.cli.output import Result, say
from aiquiz.cli.wiring import find_world
from aiquiz.store.merge import Merged, find_sources, merge_logs

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_PROBLEMS_SHOWN = 20


def merge_progress(source: Path, *, json: bool) -> Result:
    """Takes in what a file or a folder has and this device lacks; the next command folds it in."""
    world = find_world()
    with _opened(source.expanduser()) as path:
        sources = find_sources(path)
        merged = merge_logs(sources, world.places.reviews, f"merged-{world.own_log.stem}-{now().at:%Y%m%dT%H%M%S}")
    for problem in merged.problems[:_PROBLEMS_SHOWN]:
        say(f"Note: {str(problem).partition(';')[0]}; left there")
    if len(merged.problems) > _PROBLEMS_SHOWN:
        say(f"Note: and {len(merged.problems) - _PROBLEMS_SHOWN} more lines; what is whole in them came in")

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.text import plain

        return plain(_say(merged))

    data = {
        "added": merged.added,
        "file": str(merged.target) if merged.target else None,
        "sources": [str(path) for path in sources],
        "problems": [{"path": str(p.path), "line": p.line, "reason": p.reason} for p in merged.problems],
    }
    return Result(view, "merge", (lambda: data) if json else None, is_unwrapped=True)


@contextmanager
def _opened(source: Path) -> Iterator[Path]:
    """Gives what is to be read: a backup is unpacked for as long as it takes."""
    if source.suffix != ".zip" or not source.is_file():
        yield source
        return
    from tempfile import TemporaryDirectory

    from aiquiz.store.backups import unpack

    with TemporaryDirectory(prefix="aiquiz-") as folder:
        unpack(source, Path(folder))
        yield Path(folder)


def _say(merged: Merged) -> str:
    files = f"{merged.sources:,} file{'' if merged.sources == 1 else 's'}"
    if merged.target is None:
        return f"Nothing new in {files}: everything is here already."
    return f"Took in {merged.added:,} event{'' if merged.added == 1 else 's'} from {files}, into {merged.target}"
