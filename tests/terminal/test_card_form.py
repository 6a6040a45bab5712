"""A card is asked for part by part; giving up one part gives up the card."""

from collections.abc import Iterator

import pytest

from aiquiz.terminal.card_form import CardForm, ask_card


def type_in(monkeypatch: pytest.MonkeyPatch, *typed: str | type[BaseException]) -> list[str]:
    """Types line after line; gives the prompts, as they come."""
    prompts: list[str] = []
    rest: Iterator[str | type[BaseException]] = iter(typed)

    def answer(prompt: str) -> str:
        prompts.append(prompt)
        line = next(rest)
        if isinstance(line, str):
            return line
        raise line

    monkeypatch.setattr("builtins.input", answer)
    return prompts


def test_every_part_is_asked_for(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    prompts = type_in(monkeypatch, " Why? ", "One ", "  two", "", "A point", " ", " Be brief ")
    assert ask_card() == CardForm("Why?", "One\n  two", ("A point",), "Be brief")
    assert prompts == ["Question: ", "> ", "> ", "> ", "> ", "> ", "Tip, if you like: "]
    said = ["Answer (an empty line ends it):", "Key points, if you like, a line each:"]
    assert capsys.readouterr().out.splitlines() == said


def test_what_is_pasted_at_once_is_taken_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "Why?", "One\n\ntwo", "three", "", "", "")
    assert ask_card() == CardForm("Why?", "One\n\ntwo\nthree", (), "")


@pytest.mark.parametrize("end", [KeyboardInterrupt, EOFError])
@pytest.mark.parametrize("before", [(), ("Why?",), ("Why?", "One"), ("Why?", "One", ""), ("Why?", "One", "", "")])
def test_giving_up_one_part_gives_up_the_card(
    monkeypatch: pytest.MonkeyPatch, before: tuple[str, ...], end: type[BaseException]
) -> None:
    prompts = type_in(monkeypatch, *before, end)
    assert ask_card() is None
    assert len(prompts) == len(before) + 1


@pytest.mark.parametrize("typed", [("",), ("  ",), ("Why?", "")])
def test_without_question_or_answer_there_is_no_card(monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...]) -> None:
    type_in(monkeypatch, *typed)
    assert ask_card() is None
