"""Where things live: the platform's folders, or everything below AIQUIZ_HOME when that is set."""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from aiquiz.errors import DataError
from aiquiz.store.locks import locked

HOME_VARIABLE = "AIQUIZ_HOME"
BANK_VARIABLE = "AIQUIZ_BANK"
CONFIG_NAME = "config.toml"
FOLDER_MODE = 0o700


class Places(NamedTuple):
    """What belongs to one learner on one machine: `data` and `config` are worth keeping, the rest can be deleted."""

    data: Path
    cache: Path
    state: Path
    config: Path

    @property
    def reviews(self) -> Path:
        """The folder of the log: one file a device."""
        return self.data / "reviews"

    @property
    def decks(self) -> Path:
        """The folder of the learner's own cards: one file a deck."""
        return self.data / "decks"

    @property
    def bank_cache(self) -> Path:
        """The parsed bank."""
        return self.cache / "bank.json"

    @property
    def snapshot(self) -> Path:
        """The folded log."""
        return self.cache / "progress.json"

    @property
    def backups(self) -> Path:
        """The folder of the backups: not within the data, so that a synchronised folder does not carry them about."""
        return self.state / "backups"

    @property
    def crash_log(self) -> Path:
        """Where the traceback of a bug goes."""
        return self.state / "crash.log"


def find_places(environ: Mapping[str, str]) -> Places:
    """Gives the folders; a blank AIQUIZ_HOME counts as none, a relative one is taken from the current folder."""
    home = environ.get(HOME_VARIABLE, "").strip()
    if home:
        root = _expand(HOME_VARIABLE, home)
        return Places(root, root / "cache", root / "state", root / CONFIG_NAME)
    import platformdirs  # noqa: PLC0415 - not needed with a home

    return Places(
        platformdirs.user_data_path("aiquiz"),
        platformdirs.user_cache_path("aiquiz"),
        platformdirs.user_state_path("aiquiz"),
        platformdirs.user_config_path("aiquiz") / CONFIG_NAME,
    )


def _expand(variable: str, folder: str) -> Path:
    try:
        return Path(folder).expanduser().absolute()
    except RuntimeError as error:
        raise DataError(f"Cannot use {variable}={folder}: there is no such home folder", "Write it in full.") from error


def make_folder(folder: Path) -> None:
    """Makes a folder that only its owner can read, with its parents; DataError says what stands in the way."""
    try:
        _make_private(folder)
    except OSError as error:
        raise unusable(folder, error) from error


def _make_private(folder: Path) -> None:
    """Makes the missing parents private too: `mkdir(parents=True)` leaves those open to everybody."""
    try:
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    except FileNotFoundError:
        if folder.parent == folder:
            raise
        _make_private(folder.parent)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)


def unusable(path: Path, error: OSError) -> DataError:
    """Gives the error that says why a path cannot be used and what to do about it."""
    reason = error.strerror or str(error)
    return DataError(f"Cannot use {path}: {reason}", f"Make it writable, or set {HOME_VARIABLE} to a folder that is.")


def find_bank(environ: Mapping[str, str]) -> Path:
    """Gives the folder of the bundled questions in a wheel, an sdist, an editable install or a plain checkout."""
    override = environ.get(BANK_VARIABLE, "").strip()
    if override:
        return _expand(BANK_VARIABLE, override)
    package = Path(__file__).resolve().parent.parent
    inside, beside = package / "data" / "questions", package.parent.parent
    if inside.is_dir():
        return inside
    if (beside / "pyproject.toml").is_file() and (beside / "data" / "questions").is_dir():
        return beside / "data" / "questions"
    return _bank_of_resources()


def _bank_of_resources() -> Path:
    from importlib.resources import files  # noqa: PLC0415 - the last resort: 24 ms that no ordinary start pays

    folder = Path(str(files("aiquiz") / "data" / "questions"))
    if folder.is_dir():
        return folder
    raise DataError("The question bank is missing from this installation", "Install aiquiz again.")


def device_name(state: Path, hostname: str, chance: str) -> str:
    """Gives the name of this device's log: the host's, and a token drawn once that keeps two hosts of one name apart.

    The token is kept per host, so a data folder that travels to another machine is not mistaken for this one.
    """
    host = re.sub(r"[^a-z0-9]+", "-", hostname.lower()).strip("-")[:40] or "device"
    keeper = state / f"device-{host}"
    make_folder(state)
    try:
        return f"{host}-{_read_token(keeper) or _keep_token(keeper, chance)}"
    except OSError as error:
        raise unusable(keeper, error) from error


def _read_token(keeper: Path) -> str:
    with suppress(FileNotFoundError):
        return re.sub(r"[^a-z0-9]", "", keeper.read_text(encoding="utf-8", errors="replace"))[:16]
    return ""


def _keep_token(keeper: Path, chance: str) -> str:
    """Keeps the token, unless another process was quicker; an empty keeper, left by a full disk, gets one too."""
    with keeper.open("a", encoding="utf-8") as file, locked(file.fileno()):
        if not (token := _read_token(keeper)):
            file.write(chance)
            file.flush()
    return token or chance
