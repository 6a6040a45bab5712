"""As much of Google's protocol buffers as Anki's packages need: the fields of a message by number."""

from collections.abc import Iterator

_VARINT, _I64, _BYTES, _I32 = 0, 1, 2, 5
_LONGEST_VARINT = 10
Value = int | bytes


class MessageError(ValueError):
    """The bytes are no message."""


def read_fields(data: bytes) -> Iterator[tuple[int, Value]]:
    """Gives the number and value of each field, in order; MessageError where the bytes are no message."""
    position = 0
    while position < len(data):
        tag, position = _read_varint(data, position)
        number, kind = tag >> 3, tag & 7
        if kind == _VARINT:
            value, position = _read_varint(data, position)
            yield number, value
        elif kind in {_I64, _I32, _BYTES}:
            length = {_I64: 8, _I32: 4}.get(kind, 0)
            if kind == _BYTES:
                length, position = _read_varint(data, position)
            if position + length > len(data):
                raise MessageError("the message is cut off")
            yield number, data[position : position + length]
            position += length
        else:
            raise MessageError(f"there is no kind {kind}")


def first_text(data: bytes, number: int) -> str:
    """Gives the first text with that number; empty where there is none."""
    return next(
        (v.decode("utf-8", "replace") for n, v in read_fields(data) if n == number and isinstance(v, bytes)), ""
    )


def first_number(data: bytes, number: int) -> int:
    """Gives the first whole number with that number; 0 where there is none."""
    return next((v for n, v in read_fields(data) if n == number and isinstance(v, int)), 0)


def _read_varint(data: bytes, position: int) -> tuple[int, int]:
    value = 0
    for place in range(_LONGEST_VARINT):
        if position >= len(data):
            break
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:  # noqa: PLR2004 - the bit that says more is to come
            return value, position
    raise MessageError("a number has no end")
