import os
import sys
from pathlib import Path
from typing import Any

import pytest
from support.logs import answer, write_log

from aiquiz.cli.back_up import back_up_behind
from aiquiz.cli.clock import now
from aiquiz.store.backups import make_backup
from aiquiz.store.paths import Places, find_places

Spawned = list[tuple[Any, ...]]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = find_places({"AIQUIZ_HOME": str(tmp_path)})
    write_log(places.reviews / "desktop.jsonl", [answer(0)])
    return places


@pytest.fixture
def spawned(monkeypatch: pytest.MonkeyPatch) -> Spawned:
    """Notes what would be started; nothing is."""
    found: Spawned = []
    monkeypatch.delenv("AIQUIZ_BACKUPS", raising=False)
    monkeypatch.setattr(os, "posix_spawn", lambda *arguments, **_: found.append(arguments))
    return found


def test_a_process_of_its_own_makes_the_backup(places: Places, spawned: Spawned) -> None:
    back_up_behind(places)
    ((program, arguments, environ),) = spawned
    assert (program, arguments[1:]) == (sys.executable, ["-P", "-m", "aiquiz", "backup", "now"])
    assert (Path(environ["PYTHONPATH"].split(os.pathsep)[0]) / "aiquiz" / "__main__.py").is_file()


def test_nothing_is_started_where_nothing_changed(places: Places, spawned: Spawned) -> None:
    make_backup(places, now().at)
    back_up_behind(places)
    assert spawned == []


@pytest.mark.parametrize("value", ["off", " OFF "])
def test_it_can_be_switched_off(places: Places, spawned: Spawned, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("AIQUIZ_BACKUPS", value)
    back_up_behind(places)
    assert spawned == []


def test_a_machine_that_starts_nothing_is_let_be(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AIQUIZ_BACKUPS", raising=False)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "posix_spawn", refuse)
    back_up_behind(places)
    assert not places.backups.exists()
