"""Cards as JSON, one object a line: the one format that keeps everything."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from aiquiz.core.cards import KeyPoint, Source
from aiquiz.core.headings import CardId, Level, Role
from aiquiz.core.schedulers.protocol import Grade
from aiquiz.errors import DataError
from aiquiz.interchange.ids import is_kebab
from aiquiz.interchange.note import Leaving, Loss, Note, PastAnswer, Reading, Watch, Writing, name_of
from aiquiz.interchange.plain_text import tidy
from aiquiz.interchange.practice import Numbers, numbers_object, point_object, read_numbers, read_point

_MOST_TAKEN_MS = 3_600_000


def read_jsonl(text: str, name: str, watch: Watch = iter) -> Reading:
    """Gives the cards of the lines; DataError names the line that is no JSON object."""
    rows = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    notes: list[Note] = []
    losses: list[Loss] = []
    for number, line in watch(rows):
        try:
            given = json.loads(line)
        except (ValueError, RecursionError):
            raise DataError(f"{name}:{number} is not JSON", "Each line must be one object.") from None
        if not isinstance(given, dict):
            raise DataError(f"{name}:{number} is not an object", 'Each line must be {"question": …, "answer": …}.')
        row = _Row(given)
        note = row.note()
        losses += [Loss(name_of(note.question) or f"line {number}", what) for what in row.lost]
        if why := row.why_none(note):
            losses.append(Loss(name_of(note.question) or f"line {number}", f"the card: {why}"))
        else:
            notes.append(note)
    return Reading(tuple(notes), tuple(losses))


class _Row:
    """An object of a line, and which of its fields made no sense."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given
        self.lost: list[str] = []
        self.senseless = ""

    def note(self) -> Note:
        """Gives the card."""
        question = self._text("question") or self._text("front")
        card_id = self._text("id")
        return Note(
            question,
            self._text("answer") or self._text("back"),
            card_id or " ".join(question.split()),
            CardId(card_id) if is_kebab(card_id) else None,
            self._text("deck"),
            "/".join(part for part in (self._text("topic"), self._text("subtopic")) if part),
            self._one("level", Level),
            self._text("tip"),
            self._points(),
            self._texts("follow_ups"),
            self._texts("tags"),
            self._many("roles", Role),
            self._one("asked_by", _count) or 0,
            self._texts("refs"),
            self._many("sources", _source),
            self._one("checked", date.fromisoformat),
            self.given.get("suspended") is True,
            tuple(sorted(self._many("reviews", _answer))),
            *self._numbers(),
        )

    def why_none(self, note: Note) -> str:
        """Says why the object is no card; nothing where it is one."""
        if self.senseless:  # without its numbers the card would ask for {a} and {b}
            return f"its {self.senseless} make{'' if self.senseless == 'parameters' else 's'} no sense"
        empty = [name for name, text in (("question", note.question), ("answer", note.answer)) if not text]
        return f"its {empty[0]} is empty" if empty else ""

    def _numbers(self) -> Numbers:
        try:
            return read_numbers(self.given)
        except ValueError as error:
            self.senseless = str(error)
            return Numbers()

    def _text(self, name: str) -> str:
        value = self.given.get(name, "")
        return tidy(value).strip() if isinstance(value, str) else self._lose(name, value, "")

    def _texts(self, name: str) -> tuple[str, ...]:
        return tuple(text for each in self._many(name, _must_be_text) if (text := tidy(each).strip()))

    def _points(self) -> tuple[KeyPoint, ...]:
        points = []
        for point, lost in self._many("key_points", read_point):
            for entry in lost:
                self._lose("match", entry)
            if point.text:
                points.append(point)
        return tuple(points)

    def _one(self, name: str, make: Callable[[Any], Any]) -> Any:
        value = self.given.get(name)
        try:
            return None if value in {None, ""} else make(value)
        except (ValueError, TypeError):
            return self._lose(name, value)

    def _many(self, name: str, make: Callable[[Any], Any]) -> tuple[Any, ...]:
        value = self.given.get(name) or []
        if not isinstance(value, list):
            self._lose(name, value)
            return ()
        found = []
        for each in value:
            try:
                found.append(make(each))
            except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
                self._lose(name, each)
        return tuple(found)

    def _lose(self, name: str, value: object, instead: Any = None) -> Any:
        self.lost.append(f"{name} ({name_of(json.dumps(value, ensure_ascii=False))})")
        return instead


def _must_be_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError
    return value


def _source(value: Mapping[str, Any]) -> Source:
    return Source(_must_be_text(value["title"]), _must_be_text(value["authors"]), _count(value["year"]))


def _answer(value: Mapping[str, Any]) -> PastAnswer:
    at = datetime.fromisoformat(_must_be_text(value["at"]))
    if at.tzinfo is None:
        raise ValueError
    taken = min(_count(value.get("taken_ms", 0)), _MOST_TAKEN_MS)
    return PastAnswer(at.astimezone(UTC), Grade(value["grade"]), taken, value.get("drill") is True)


def write_jsonl(leaving: Sequence[Leaving], watch: Watch = iter) -> Writing:
    """Gives the cards with every field that says something, and the answers where they are known."""
    lines = [json.dumps(_object(each), ensure_ascii=False) for each in watch(leaving)]
    return Writing("".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass"))


def _object(each: Leaving) -> dict[str, Any]:
    card = each.card
    rows: dict[str, Any] = {
        "id": card.id,
        "question": card.question,
        "answer": card.answer,
        "level": card.level,
        "topic": card.topic,
        "subtopic": card.subtopic,
        "deck": card.deck,
        "tip": card.tip,
        "key_points": [point_object(point) for point in card.key_points],
        **numbers_object(card),
        "follow_ups": card.follow_ups,
        "tags": card.tags,
        "roles": card.roles,
        "asked_by": card.asked_by,
        "refs": card.refs,
        "sources": [source._asdict() for source in card.sources],
        "checked": card.checked.isoformat() if card.checked else None,
        "due": each.scheduled.due.isoformat() if each.scheduled else None,
        "suspended": each.is_suspended,
        "reviews": [_answer_object(answer) for answer in each.answers],
    }
    return {name: value for name, value in rows.items() if value}


def _answer_object(answer: PastAnswer) -> dict[str, Any]:
    drill = {"drill": True} if answer.is_drill else {}
    return {"at": answer.at.isoformat(), "grade": answer.grade, "taken_ms": answer.taken_ms, **drill}
