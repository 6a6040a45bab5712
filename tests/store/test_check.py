"""A check of files tells everything with its place: what cannot be read, what is poor, and what stands twice."""

from datetime import date
from pathlib import Path

import pytest

from aiquiz.errors import UsageError
from aiquiz.store.check import check_files, list_card_files

TODAY = date(2026, 11, 22)
PROSE = "Each sentence here is said aloud by somebody who knows the field rather well indeed. " * 5
CARD = """\
- id: {id}
  question: {question}
  level: beginner
  answer: {answer}
  key_points: [Names it, Gives a number, Tells the price]
  follow_ups: [And then?]
  tags: [llm]
"""


def write(path: Path, *cards: tuple[str, str], answer: str = PROSE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(CARD.format(id=id_, question=question, answer=answer) for id_, question in cards))
    return path


def told(paths: list[Path], root: Path, **options: bool | Path) -> list[str]:
    found = check_files(paths, TODAY, **{"find_similar": True, **options})  # type: ignore[arg-type] # options by name
    return [str(problem).replace(f"{root}/", "") for problem in found.problems]


def test_good_files_give_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", ("one", "What is a rose?"), ("two", "What is a tulip?"))
    found = check_files([path], TODAY, find_similar=True)
    assert found == (1, 2, ())


def test_what_the_loader_finds_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- id: a\n  queston: What?\n")
    assert [line.split(":")[:2] for line in told([tmp_path / "a.yaml"], tmp_path)] == [["a.yaml", "1"]] * 3 + [
        ["a.yaml", "2"]
    ]


def test_what_is_poor_is_told_with_the_line_of_its_field(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", ("one", "What is a rose?"), answer="Short.")
    assert told([path], tmp_path) == ["a.yaml:4: card 'one': answer: has 1 words to say: at least 60 (length)"]


def test_an_id_that_stands_twice_is_told_with_both_places(tmp_path: Path) -> None:
    first = write(tmp_path / "a.yaml", ("one", "What is a rose?"))
    second = write(tmp_path / "b.yaml", ("two", "What is a tulip?"), ("one", "What is a daisy?"))
    assert told([first, second], tmp_path) == [
        "b.yaml:8: card 'one': id: stands in a.yaml:1 already: choose another (unique)"
    ]


def test_questions_that_are_nearly_the_same_are_told_across_files(tmp_path: Path) -> None:
    first = write(tmp_path / "a.yaml", ("one", "What is a climbing rose?"))
    second = write(tmp_path / "b.yaml", ("two", "Explain the climbing rose."))
    (line,) = told([first, second], tmp_path)
    assert line.startswith("b.yaml:2: card 'two': question: asks nearly what 'one' asks (a.yaml:1)")
    assert told([first, second], tmp_path, find_similar=False) == []


def test_an_id_of_the_last_release_that_is_gone_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", ("one", "What is a rose?"))
    lock = tmp_path / "ids.lock"
    lock.write_text("one\nrenamed\n")
    (line,) = told([path], tmp_path, lock=lock)
    assert line.startswith("ids.lock:2: the id 'renamed' was released and is gone")


def test_folders_are_searched_and_missing_files_refused(tmp_path: Path) -> None:
    paths = [write(tmp_path / place, ("one", "What is a rose?")) for place in ("b/c.yaml", "a.yaml")]
    assert list_card_files([tmp_path]) == sorted(paths)
    assert list_card_files([paths[0]]) == [paths[0]]
    with pytest.raises(UsageError, match="There is no file"):
        list_card_files([tmp_path / "none.yaml"])
