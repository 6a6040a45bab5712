import ast
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import aiquiz

PACKAGE = Path(aiquiz.__file__).parent
LOAD = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sorted(sys.modules))
"""
ELSEWHERE = "keyboard_posix" if os.name == "nt" else ""
OUTSIDE = ("msgspec", "yaml", "rich", "typer", "platformdirs")


def modules_of(layer: str) -> list[str]:
    """Gives the names of a layer's modules, from the files there are."""
    files = sorted(PACKAGE.joinpath(layer).rglob("*.py"))
    parts = [("aiquiz", *file.relative_to(PACKAGE).with_suffix("").parts) for file in files if file.stem != ELSEWHERE]
    return [".".join(part for part in names if part != "__init__") for names in parts]


@cache
def loaded_by(*names: str) -> frozenset[str]:
    """Gives the modules that a fresh interpreter holds after importing these; -S keeps out what .pth files load."""
    paths = [path for path in sys.path if path]
    command = [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {paths!r}\n{LOAD}", *names]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return frozenset(run.stdout.split())


def within(loaded: frozenset[str], *packages: str) -> set[str]:
    """Gives what of the loaded modules belongs to one of the packages."""
    return {name for name in loaded for package in packages if name == package or name.startswith(f"{package}.")}


@pytest.mark.parametrize("module", [*modules_of("core"), "aiquiz.errors"])
def test_a_module_of_the_core_loads_no_library_and_no_other_layer(module: str) -> None:
    loaded = loaded_by(module)
    assert module in loaded
    assert not within(loaded, *OUTSIDE)
    assert within(loaded, "aiquiz") <= within(loaded, "aiquiz.core", "aiquiz.errors") | {"aiquiz"}


def test_the_errors_stand_below_everything() -> None:
    assert within(loaded_by("aiquiz.errors"), "aiquiz") == {"aiquiz", "aiquiz.errors"}


def test_the_package_itself_loads_nothing() -> None:
    assert within(loaded_by("aiquiz"), "aiquiz", *OUTSIDE) == {"aiquiz"}


@pytest.mark.parametrize(
    ("layer", "forbidden"),
    [
        ("store", ("aiquiz.terminal", "aiquiz.interchange", "aiquiz.cli", "rich", "typer")),
        ("terminal", ("aiquiz.store", "aiquiz.interchange", "aiquiz.cli", "msgspec", "yaml", "typer", "platformdirs")),
        ("interchange", ("aiquiz.store", "aiquiz.terminal", "aiquiz.cli", *OUTSIDE)),
    ],
)
def test_the_layers_in_the_middle_know_neither_each_other_nor_the_command_line(
    layer: str, forbidden: tuple[str, ...]
) -> None:
    modules = modules_of(layer)
    loaded = loaded_by(*modules)
    assert set(modules) <= loaded
    assert not within(loaded, *forbidden)


def test_the_command_line_is_where_the_layers_meet() -> None:
    loaded = loaded_by(*modules_of("cli"))
    assert within(loaded, "aiquiz.store")
    assert within(loaded, "aiquiz.terminal")


def imported_by(source: str) -> set[str]:
    """Gives the modules that a file names in its imports, those inside functions included."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize(
    ("layer", "forbidden"),
    [
        ("core", ("aiquiz.store", "aiquiz.terminal", "aiquiz.interchange", "aiquiz.cli", *OUTSIDE)),
        ("store", ("aiquiz.terminal", "aiquiz.interchange", "aiquiz.cli")),
        ("terminal", ("aiquiz.store", "aiquiz.interchange", "aiquiz.cli")),
        ("interchange", ("aiquiz.store", "aiquiz.terminal", "aiquiz.cli", *OUTSIDE)),
    ],
)
def test_imports_that_happen_late_keep_to_the_layers_too(layer: str, forbidden: tuple[str, ...]) -> None:
    for file in PACKAGE.joinpath(layer).rglob("*.py"):
        imported = frozenset(imported_by(file.read_text(encoding="utf-8")))
        assert not within(imported, *forbidden), file
