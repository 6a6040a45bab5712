"""Asks for a card in the terminal: its question, answer, key points and tip, a line or several each."""

from typing import NamedTuple

from aiquiz.terminal.prompt import ask_line


class CardForm(NamedTuple):
    """What was typed of a card."""

    question: str
    answer: str
    key_points: tuple[str, ...]
    tip: str


def ask_card() -> CardForm | None:
    """Gives what was typed; None when it was given up with Ctrl-C or Ctrl-D, or when a needed part stayed empty."""
    question = ask_line("Question: ")
    if question is None or not question.strip():
        return None
    answer = ask_lines("Answer (an empty line ends it):")
    if not answer:
        return None
    key_points = ask_lines("Key points, if you like, a line each:")
    tip = None if key_points is None else ask_line("Tip, if you like: ")
    if key_points is None or tip is None:
        return None
    return CardForm(question.strip(), "\n".join(answer), tuple(point.strip() for point in key_points), tip.strip())


def ask_lines(heading: str) -> list[str] | None:
    """Gives the lines up to an empty one; None when they were given up. What is pasted may be several at a time."""
    print(heading)  # noqa: T201 - the prompt of what follows
    lines: list[str] = []
    while (typed := ask_line("> ")) is not None:
        if not typed.strip():
            return lines
        lines += [line.rstrip() for line in typed.splitlines()]
    return None
