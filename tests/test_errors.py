import inspect
import re
from itertools import pairwise

import pytest

from aiquiz import errors
from aiquiz.errors import AiquizError, DataError, ExitCode, NewerFormatError, NotSavedError, UsageError

CLASSES = [thing for _, thing in inspect.getmembers(errors, inspect.isclass) if issubclass(thing, AiquizError)]
DRAWN = re.findall(r"^([ │├└─]*)(\w+Error)(?: +(\d+))?", inspect.getdoc(errors) or "", re.MULTILINE)


def test_exit_codes_are_those_that_scripts_rely_on() -> None:
    assert {code.name: code.value for code in ExitCode} == {
        "DONE": 0,
        "PROBLEMS_FOUND": 1,
        "USAGE": 2,
        "DATA": 3,
        "HUNG_UP": 129,
        "INTERRUPTED": 130,
        "TERMINATED": 143,
    }


def test_every_exit_code_has_a_sentence_of_its_own() -> None:
    meanings = [code.meaning for code in ExitCode]
    assert len(set(meanings)) == len(ExitCode)
    assert all(meaning.endswith(".") for meaning in meanings)


def test_an_exit_code_is_the_number_that_the_shell_gets() -> None:
    assert int(ExitCode.INTERRUPTED) == 130
    with pytest.raises(SystemExit) as caught:
        raise SystemExit(ExitCode.USAGE)
    assert caught.value.code == 2


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (AiquizError, ExitCode.PROBLEMS_FOUND),
        (UsageError, ExitCode.USAGE),
        (DataError, ExitCode.DATA),
        (NotSavedError, ExitCode.DATA),
        (NewerFormatError, ExitCode.DATA),
    ],
)
def test_an_error_ends_the_program_with_the_code_of_its_kind(kind: type[AiquizError], code: ExitCode) -> None:
    assert kind("It broke").exit_code is code


def test_an_error_is_told_in_one_line_with_what_to_do() -> None:
    error = DataError("The disk is full", "Make room and try again.")
    assert str(error) == "The disk is full. Make room and try again."
    assert (error.message, error.hint) == ("The disk is full", "Make room and try again.")


def test_an_error_without_a_hint_is_its_message() -> None:
    error = UsageError("No such topic")
    assert (str(error), error.hint) == ("No such topic", "")


def test_the_tree_in_the_documentation_is_the_tree_of_the_classes() -> None:
    assert sorted(name for _, name, _ in DRAWN) == sorted(kind.__name__ for kind in CLASSES)
    for (indent, parent, _), (deeper, child, _) in pairwise(DRAWN):
        if len(deeper) > len(indent):
            assert getattr(errors, child).__base__ is getattr(errors, parent)
    for _, name, code in DRAWN:
        assert getattr(errors, name).exit_code == int(code or ExitCode.PROBLEMS_FOUND)


def test_every_kind_of_error_is_explained() -> None:
    assert all(kind.__doc__ for kind in CLASSES)
