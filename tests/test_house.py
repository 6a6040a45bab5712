import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import aiquiz

PACKAGE = Path(aiquiz.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES_IN_A_FILE = 200
MOST_LINES_IN_A_FUNCTION = 30
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}

every_file = pytest.mark.parametrize("file", FILES, ids=[file.relative_to(PACKAGE).as_posix() for file in FILES])


def long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES_IN_A_FUNCTION:
                yield f"{node.name} in line {node.lineno} has {lines} lines"


def test_the_files_of_the_package_are_found() -> None:
    assert {"errors.py", "session.py", "log.py", "drill.py", "app.py"} <= {file.name for file in FILES}


@every_file
def test_no_file_is_longer_than_two_hundred_lines(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_IN_A_FILE


@every_file
def test_no_function_is_longer_than_thirty_lines(file: Path) -> None:
    assert list(long_functions(file.read_text(encoding="utf-8"))) == []


@every_file
def test_every_module_says_in_one_line_what_it_knows(file: Path) -> None:
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    assert docstring
    assert docstring.splitlines()[0][-1] in ".:"


@every_file
def test_a_module_is_named_after_something(file: Path) -> None:
    assert file.stem not in NAMES_THAT_SAY_NOTHING


def test_a_function_of_thirty_one_lines_would_be_found() -> None:
    body = "    pass\n"
    assert list(long_functions("def fits():\n" + body * 29)) == []
    assert list(long_functions("def grows():\n" + body * 30)) == ["grows in line 1 has 31 lines"]
