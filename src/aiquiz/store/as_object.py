"""A named tuple as an object of JSON: to msgspec it would be a list."""

from functools import cache
from typing import Any, get_type_hints

import msgspec


@cache
def object_type(kind: Any) -> Any:
    """Gives the msgspec type of an object with the fields of a named tuple, in their order and with their defaults."""
    hints, defaults = get_type_hints(kind), kind._field_defaults
    fields = [(name, hint, defaults[name]) if name in defaults else (name, hint) for name, hint in hints.items()]
    return msgspec.defstruct(kind.__name__, fields, namespace={"__doc__": kind.__doc__})
