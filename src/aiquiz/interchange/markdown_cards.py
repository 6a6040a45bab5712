"""Cards in Markdown: `Q:` and `A:` with clozes behind `C:`, as hashcards has them, or a heading above each answer."""

import re
from collections.abc import Iterator, Sequence

from aiquiz.core.cards import Card
from aiquiz.interchange.note import Leaving, Loss, Note, Reading, Watch, Writing, name_of
from aiquiz.interchange.plain_text import tidy

_MARK = re.compile(r"([QAC]):(?:\s+|$)")
_ESCAPED = re.compile(r"^\\(?=(?:[QAC]:|---\s*$))", re.MULTILINE)
_TO_ESCAPE = re.compile(r"^(?=(?:[QAC]:|---\s*$))", re.MULTILINE)
_CLOZE = re.compile(r"(?<![\\!])\[([^\[\]\n]+)\](?!\()")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_PICTURE = re.compile(r"!\[[^\]]{0,200}\]\(([^()\s]{1,500})[^()]{0,200}\)")
_FRONT = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_NAME = re.compile(r"^name\s*[=:]\s*[\"']?([^\"'\n]+)", re.MULTILINE)
_RULE = "---"


class _Block:
    """Some lines below a mark or a heading."""

    def __init__(self, kind: str, line: int, head: str) -> None:
        self.kind, self.line, self.lines = kind, line, [head] if head else []

    @property
    def text(self) -> str:
        """What stands there."""
        return _ESCAPED.sub("", "\n".join(self.lines)).strip()


def read_markdown(text: str, watch: Watch = iter) -> Reading:
    """Gives the cards of a file of Markdown."""
    text = tidy(text)
    front = _FRONT.match(text)
    name = _NAME.search(front[1]) if front else None
    skipped = front[0].count("\n") if front else 0
    lines = text.split("\n")[skipped:]
    deck = name[1].strip() if name else ""
    is_marked = any(_MARK.match(line) for line in lines)
    blocks = list(_marked(lines, skipped) if is_marked else _headed(lines, skipped))
    notes: list[Note] = []
    losses: list[Loss] = []
    for note, lost in _pairs(blocks, deck) if is_marked else _sections(blocks, deck):
        losses += lost
        if note is not None:
            notes.append(note)
            losses += [Loss(name_of(note.question), f"the picture {found}") for found in _PICTURE.findall(note.answer)]
    return Reading(tuple(watch(notes)), tuple(losses))


def _fenced(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Gives each line, and whether it stands in a block of code."""
    fence = ""
    for line in lines:
        start = line.lstrip()[:3]
        is_fence = start in {"```", "~~~"} and fence in {"", start}
        yield line, bool(fence) or is_fence
        if is_fence:
            fence = "" if fence else start


def _marked(lines: Sequence[str], skipped: int) -> Iterator[_Block]:
    block: _Block | None = _Block("", skipped + 1, "")
    for number, (line, is_code) in enumerate(_fenced(lines), skipped + 1):
        found = None if is_code else _MARK.match(line)
        if found or (line.strip() == _RULE and not is_code):
            if block:
                yield block
            block = _Block(found[1], number, line[found.end() :]) if found else _Block("", number, "")
        elif block:
            block.lines.append(line)
    if block:
        yield block


def _pairs(blocks: Sequence[_Block], deck: str) -> Iterator[tuple[Note | None, list[Loss]]]:
    asked: _Block | None = None
    for block in [*blocks, _Block("Q", 0, "")]:
        if asked is not None and block.kind != "A":
            yield None, [Loss(name_of(asked.text) or f"line {asked.line}", "the card: it has no answer")]
        if block.kind == "A" and asked is not None and asked.text and block.text:
            yield _note(asked.text, block.text, deck), []
        elif block.kind == "A":
            yield None, [Loss(f"line {block.line}", "an answer without a question, or an empty one")]
        elif block.kind == "C":
            yield from _clozes(block, deck)
        elif not block.kind and block.text and not block.text.startswith("#"):
            yield None, [Loss(f"line {block.line}", f"text outside of cards ({name_of(block.text)})")]
        asked = block if block.kind == "Q" and block.line else None


def _clozes(block: _Block, deck: str) -> Iterator[tuple[Note | None, list[Loss]]]:
    text = block.text
    found = list(_CLOZE.finditer(text))
    if not found:
        yield None, [Loss(name_of(text) or f"line {block.line}", "the card: nothing in it stands in brackets")]
    for number, hidden in enumerate(found):
        question = _open(text[: hidden.start()]) + "[…]" + _open(text[hidden.end() :])
        answer = _open(text[: hidden.start()]) + f"**{hidden[1]}**" + _open(text[hidden.end() :])
        yield _note(question, answer, deck, key=f"{' '.join(text.split())}/{number}"), []


def _open(text: str) -> str:
    return _CLOZE.sub(r"\1", text)


def _headed(lines: Sequence[str], skipped: int) -> Iterator[_Block]:
    block = _Block("", skipped + 1, "")
    for number, (line, is_code) in enumerate(_fenced(lines), skipped + 1):
        found = None if is_code else _HEADING.match(line)
        if found:
            yield block
            block = _Block(found[2], number, "")
        else:
            block.lines.append(line)
    yield block


def _sections(blocks: Sequence[_Block], deck: str) -> Iterator[tuple[Note | None, list[Loss]]]:
    """Takes a heading with text below it for a card; one without names the topic of those that follow."""
    topic = ""
    for block in blocks:
        if block.kind and block.text:
            yield _note(block.kind, block.text, deck, topic=topic), []
        elif block.kind:
            topic = block.kind
        elif block.text:
            yield None, [Loss(f"line {block.line}", f"text outside of cards ({name_of(block.text)})")]


def _note(question: str, answer: str, deck: str, *, key: str = "", topic: str = "") -> Note:
    return Note(question, answer, key or " ".join(question.split()), deck=deck, topic=topic.replace("/", " "))


def write_markdown(leaving: Sequence[Leaving], watch: Watch = iter) -> Writing:
    """Gives the cards as hashcards reads them; key points, tip and follow-ups stand below the answer."""
    parts = ['---\nname = "aiquiz"\n---\n']
    losses: list[Loss] = []
    for each in watch(leaving):
        card = each.card
        parts.append(f"Q: {_escape(card.question)}\nA: {_escape(_body(card))}\n")
        what = "id, level and topic" if not card.tags else "id, level, topic and tags"
        losses.append(Loss(name_of(card.question), what))
    return Writing("\n".join(parts).encode("utf-8"), tuple(losses))


def _escape(text: str) -> str:
    return _TO_ESCAPE.sub(r"\\", text)


def _body(card: Card) -> str:
    parts = [card.answer]
    if card.key_points:
        parts.append("They listen for:\n\n" + "\n".join(f"- {point}" for point in card.point_texts))
    if card.tip:
        parts.append(f"**Tip:** {card.tip}")
    if card.follow_ups:
        parts.append("Asked next:\n\n" + "\n".join(f"- {question}" for question in card.follow_ups))
    if card.sources:
        parts.append("Sources:\n\n" + "\n".join(f"- {row.title}, {row.authors}, {row.year}" for row in card.sources))
    return "\n\n".join(parts)
