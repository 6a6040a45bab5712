"""The program as it is installed: from a wheel, an sdist, an editable install and a plain checkout."""

import email
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from aiquiz import __version__

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("data/questions/*/*.yaml"))
WHERE = "from aiquiz.store.paths import find_bank; print(find_bank({}), end='')"


class Built(NamedTuple):
    """What `python -m build` made."""

    wheel: Path
    sdist: Path


class Installed(NamedTuple):
    """A fresh environment with the program in it."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def site(self) -> Path:
        variables = {"base": str(self.folder), "platbase": str(self.folder)}
        return Path(sysconfig.get_path("purelib", "venv", variables))

    def run(self, *arguments: str | Path) -> str:
        return run([str(self.python), *map(str, arguments)], self.folder)


def run(command: Sequence[str], folder: Path, **more: str) -> str:
    """Runs a command outside the checkout, with a home of its own, and gives what it prints."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AIQUIZ", "PYTHON", "PIP"))}
    environment = {**kept, "AIQUIZ_HOME": str(folder / "home"), "PYTHONDONTWRITEBYTECODE": "1", **more}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("built")
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "dist"), str(ROOT)], folder)
    (wheel,) = (folder / "dist").glob("*.whl")
    (sdist,) = (folder / "dist").glob("*.tar.gz")
    return Built(wheel, sdist)


@pytest.fixture(scope="module")
def dependencies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives a folder with everything that is installed beside these tests but for the program itself."""
    folder = tmp_path_factory.mktemp("dependencies")
    for key in ("purelib", "platlib"):
        for path in Path(sysconfig.get_path(key)).iterdir():
            if "aiquiz" not in path.name and path.suffix != ".pth" and not (folder / path.name).exists():
                (folder / path.name).symlink_to(path)
    return folder


def install(folder: Path, dependencies: Path, *what: str | Path) -> Installed:
    """Installs into a fresh environment that can see the dependencies; nothing comes from the network."""
    pytest.importorskip("pip")
    venv.create(folder, symlinks=os.name != "nt")
    installed = Installed(folder)
    (installed.site / "dependencies.pth").write_text(f"{dependencies}\n")
    options = ("--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check", "--quiet")
    run([sys.executable, "-m", "pip", "--python", str(installed.python), "install", *options, *map(str, what)], folder)
    return installed


def check(installed: Installed, bank: Path) -> None:
    """Checks that the program finds its bank where it is expected, and runs by its own launcher."""
    assert Path(installed.run("-c", WHERE)) == bank
    assert sorted(path.relative_to(bank).as_posix() for path in bank.glob("*/*.yaml")) == [
        name.removeprefix("data/questions/") for name in QUESTIONS
    ]
    launcher = installed.python.with_name("aiquiz.exe" if os.name == "nt" else "aiquiz")
    assert run([str(launcher), "--version"], installed.folder) == f"aiquiz {__version__}\n"
    assert installed.run("-m", "aiquiz", "--version") == f"aiquiz {__version__}\n"
    home = run([str(launcher)], installed.folder)
    cards = int(home.split()[1])
    assert cards >= len(QUESTIONS)
    assert f"new     {cards} cards\n" in home


def test_the_wheel_holds_the_program_and_every_question_once(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as wheel:
        names = Counter(name for name in wheel.namelist() if not name.endswith("/"))
        metadata = email.message_from_bytes(wheel.read(f"aiquiz-{__version__}.dist-info/METADATA"))
    assert max(names.values()) == 1
    assert sorted(name for name in names if name.endswith((".yaml", ".yml"))) == [
        f"aiquiz/{question}" for question in QUESTIONS
    ]
    assert {name.partition("/")[0] for name in names} == {
        "aiquiz",
        f"aiquiz-{__version__}.data",
        f"aiquiz-{__version__}.dist-info",
    }
    sources = (ROOT / "src").rglob("*.py")
    assert {name for name in names if name.endswith(".py")} == {
        path.relative_to(ROOT / "src").as_posix() for path in sources
    }
    assert {"aiquiz/py.typed", f"aiquiz-{__version__}.dist-info/licenses/LICENSE"} <= names.keys()
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"


def test_the_wheel_holds_the_manual_page_and_puts_it_where_man_looks(
    built: Built, dependencies: Path, tmp_path: Path
) -> None:
    manual = (ROOT / "docs" / "aiquiz.1").read_bytes()
    data = f"aiquiz-{__version__}.data/"
    with zipfile.ZipFile(built.wheel) as wheel:
        assert [name for name in wheel.namelist() if name.startswith(data) and not name.endswith("/")] == [
            f"{data}data/share/man/man1/aiquiz.1"
        ]
        assert wheel.read(f"{data}data/share/man/man1/aiquiz.1") == manual
    installed = install(tmp_path, dependencies, built.wheel)
    assert (installed.folder / "share" / "man" / "man1" / "aiquiz.1").read_bytes() == manual


def test_the_sdist_holds_what_is_needed_to_build_and_to_test(built: Built) -> None:
    with tarfile.open(built.sdist) as sdist:
        names = Counter(member.name.partition("/")[2] for member in sdist.getmembers() if member.isfile())
    assert max(names.values()) == 1
    assert sorted(name for name in names if name.startswith("data/questions/")) == sorted(
        {
            *QUESTIONS,
            *(path.relative_to(ROOT).as_posix() for path in (ROOT / "data/questions").rglob("*") if path.is_file()),
        }
    )
    assert {"pyproject.toml", "README.md", "LICENSE", "src/aiquiz/py.typed", "tests/test_packaging.py"} <= names.keys()
    assert [name for name in names if "__pycache__" in name or name.startswith((".git/", ".ci/", "shared"))] == []


def test_a_wheel_installed_in_a_fresh_environment_finds_its_bank(
    built: Built, dependencies: Path, tmp_path: Path
) -> None:
    installed = install(tmp_path, dependencies, built.wheel)
    check(installed, installed.site / "aiquiz" / "data" / "questions")


def test_an_sdist_installed_in_a_fresh_environment_finds_its_bank(
    built: Built, dependencies: Path, tmp_path: Path
) -> None:
    installed = install(tmp_path, dependencies, built.sdist)
    check(installed, installed.site / "aiquiz" / "data" / "questions")


def test_an_editable_install_reads_the_bank_of_the_checkout(dependencies: Path, tmp_path: Path) -> None:
    installed = install(tmp_path, dependencies, "--editable", ROOT)
    check(installed, ROOT / "data" / "questions")
    assert list(installed.site.rglob("*.yaml")) == []


def test_a_plain_checkout_runs_as_it_is(dependencies: Path, tmp_path: Path) -> None:
    venv.create(tmp_path, symlinks=os.name != "nt")
    path = os.pathsep.join([str(ROOT / "src"), str(dependencies)])
    python = str(Installed(tmp_path).python)
    assert run([python, "-c", WHERE], tmp_path, PYTHONPATH=path) == str(ROOT / "data" / "questions")
    assert run([python, "-m", "aiquiz", "--version"], tmp_path, PYTHONPATH=path) == f"aiquiz {__version__}\n"
    assert "begins today" in run([python, "-m", "aiquiz"], tmp_path, PYTHONPATH=path)
