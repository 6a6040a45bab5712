"""Strict YAML: every value is the text that was written, with its line and column, and nothing is implicit."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from aiquiz.store.yaml_text import (
    YamlProblem,
    decode_text,
    escape_refused,
    explained,
    problem_at,
    property_refused,
    without_tabs,
)

__all__ = ["DEEPEST", "Mapping", "Node", "Scalar", "Sequence", "YamlProblem", "parse_yaml"]

DEEPEST = 20

_COMMENT_BEHIND = re.compile(r"[ \t]+#")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_KEY_SHOWN = 40


class Scalar(NamedTuple):
    """A piece of text as it was written, at a line and column counted from 1."""

    text: str
    line: int
    column: int


class Sequence(NamedTuple):
    """A list; its place is that of its first dash or of its bracket."""

    items: tuple["Node", ...]
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys with values, in the order of the file; `keys` has the place of each key."""

    entries: dict[str, "Node"]
    keys: dict[str, Scalar]
    line: int
    column: int


# Tuples, not dataclasses: a bank of 3,000 cards has 50,000 nodes, and a frozen dataclass takes twice as long.
Node: TypeAlias = Scalar | Sequence | Mapping


def parse_yaml(data: bytes) -> Node:
    """Reads the one document of a YAML file: a list or a mapping of text.

    Raises YamlProblem, and nothing else, for whatever cannot be read or would not mean what it seems to.
    """
    import yaml  # noqa: PLC0415 - it takes 30 ms, and a bank that was compiled before is opened without it

    text = decode_text(data)
    # The C parser is missing where PyYAML was built without libyaml.
    parser = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text)
    events = iter(parser.get_event, None)
    try:
        return _read(text, without_tabs(text, events) if "\t" in text else events)
    except yaml.MarkedYAMLError as error:
        raise explained(text, error) from None
    except (ValueError, OverflowError):
        # PyYAML's own parser hands the number of an escape to chr() unchecked.
        raise escape_refused(text, parser.index) from None


def _read(text: str, events: Iterator[Any]) -> Node:
    """Gives the node that the events describe; the stack is a list, so that no nesting can exhaust Python's."""
    nodes: list[Node] = []
    unfinished: list[tuple[Any, list[Node]]] = []
    for event in events:
        match type(event).__name__:
            case "ScalarEvent":
                nodes.append(_scalar(text, event))
            case "SequenceStartEvent" | "MappingStartEvent":
                _refuse_start(text, event, len(unfinished))
                unfinished.append((event, nodes))
                nodes = []
            case "SequenceEndEvent":
                start, siblings = unfinished.pop()
                siblings.append(_sequence(start, nodes))
                nodes = siblings
            case "MappingEndEvent":
                start, siblings = unfinished.pop()
                siblings.append(_mapping(start, nodes))
                nodes = siblings
            case "AliasEvent":
                raise property_refused(text, event.start_mark.index)
            case "DocumentStartEvent" if nodes:
                sentence = "a second document begins here: put it into a file of its own"
                raise problem_at(text, event.start_mark.index, sentence)
    return _whole(nodes)


def _scalar(text: str, event: Any) -> Scalar:
    start = event.start_mark
    if event.tag is not None or event.anchor is not None:
        raise property_refused(text, start.index)
    value: str = event.value
    if not event.style:
        end = event.end_mark.index
        if value and _COMMENT_BEHIND.match(text, end):
            sentence = "the text after # would be lost: quote the text, or put the comment on a line of its own"
            raise problem_at(text, text.index("#", end), sentence)
    elif not value and event.style in "|>":
        # `answer: >5` would ask for five spaces of indentation, and lose the number.
        sentence = "no text follows | or > here: write it below and indented, or quote the text"
        raise problem_at(text, start.index, sentence)
    elif not value.isascii() and _SURROGATE.search(value):
        raise escape_refused(text, event.end_mark.index)
    return Scalar(value, start.line + 1, start.column + 1)


def _refuse_start(text: str, event: Any, depth: int) -> None:
    start = event.start_mark.index
    if event.tag is not None or event.anchor is not None:
        raise property_refused(text, start)
    if depth == DEEPEST:
        raise problem_at(text, start, f"nested deeper than {DEEPEST} levels: quote the text, or nest less")


def _sequence(start: Any, nodes: list[Node]) -> Sequence:
    return Sequence(tuple(nodes), start.start_mark.line + 1, start.start_mark.column + 1)


def _mapping(start: Any, nodes: list[Node]) -> Mapping:
    """Gives the mapping of keys and values that come in turn."""
    entries: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    for key, value in zip(nodes[::2], nodes[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise YamlProblem(key.line, key.column, "a key cannot be a list or a mapping: quote the text")
        if key.text in keys:
            shown, first = key.text[:_LONGEST_KEY_SHOWN], keys[key.text].line
            sentence = f"the key {shown!r} is here a second time, after line {first}: remove one of the two"
            raise YamlProblem(key.line, key.column, sentence)
        entries[key.text] = value
        keys[key.text] = key
    return Mapping(entries, keys, start.start_mark.line + 1, start.start_mark.column + 1)


def _whole(nodes: list[Node]) -> Node:
    if not nodes:
        raise YamlProblem(1, 1, "the file is empty: write a list or a mapping")
    (node,) = nodes
    if isinstance(node, Scalar):
        raise YamlProblem(
            node.line, node.column, "the file holds neither a list nor a mapping: begin with '- ' or 'key:'"
        )
    return node
