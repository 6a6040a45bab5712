"""Saves what a command shows as a picture: `--svg FILE`, `--html FILE`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aiquiz.errors import DataError, UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aiquiz.cli.output import Result


class Pictures(NamedTuple):
    """The files that were asked for."""

    svg: Path | None
    html: Path | None

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files, in the order of the fields."""
        return tuple(path for path in self if path is not None)


def find_pictures(svg: str | None, html: str | None, *, as_json: bool) -> Pictures | None:
    """Gives where pictures are to go, None where none was asked for; an error says what stands in the way.

    Ask before anything is changed or computed.
    """
    if svg is None and html is None:
        return None
    if as_json:
        raise UsageError("--json prints data, --svg and --html save a picture", "Leave out one of them.")
    pictures = Pictures(find_place(svg), find_place(html))
    if pictures.svg == pictures.html:
        raise UsageError("--svg and --html name the same file", "Give each its own.")
    return pictures


def find_place(name: str | None) -> Path | None:
    """Gives the place of a file that is to be written, None where none is; an error where it cannot be."""
    if name is None:
        return None
    try:
        path = Path(os.path.realpath(name))
        if path.is_dir():
            raise UsageError(f"{name or path} is a folder", "Give a file in it.")
        if not path.parent.is_dir():
            raise DataError(f"There is no folder {path.parent}", "Make it, or give a file elsewhere.")
        if path.exists() and not path.is_file():  # a device, which would be replaced
            raise UsageError(f"{name} is not a file", "Give another name.")
    except OSError as error:
        raise _unusable(name, error) from error
    return path


def save_pictures(result: "Result", pictures: Pictures) -> "Result":
    """Writes a result's view into files, each in one piece; gives a result that says where they are."""
    from aiquiz.store.replace import write_replacing
    from aiquiz.terminal.picture import draw_html, draw_svg

    view = result.view
    if isinstance(view, str):  # one line of text is no picture
        return result
    for path, draw in ((pictures.svg, draw_svg), (pictures.html, draw_html)):
        if path is not None:
            try:
                write_replacing(path, draw(view).encode())
            except OSError as error:
                raise _unusable(path, error) from error

    def places(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.text import plain

        return plain("\n".join(f"Saved: {path}" for path in pictures.paths))

    return result._replace(view=places, is_unwrapped=True)


def _unusable(path: Path | str, error: OSError) -> DataError:
    return DataError(f"Cannot save the picture in {path}: {error.strerror or error}", "Give a file elsewhere.")
