"""Python values as JSON, and as source text that makes them again."""

from __future__ import annotations

import json
import math
from datetime import date, datetime, time
from pathlib import PurePath
from typing import Any

#: The largest integer that every JSON reader keeps exactly (RFC 8259, section 6).
SAFE_INTEGER = 2**53 - 1

_DEEPEST = 100


def to_wire(value: Any, *, _depth: int = 0) -> Any:
    """The JSON-able form of a parameter's value; itself where it is one already.

    Raises:
        ValueError: JSON has no form for it.
    """
    if _depth > _DEEPEST:
        raise ValueError("nested too deep")
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise ValueError("a key that is not a text")
        return {to_wire(key): to_wire(item, _depth=_depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_wire(item, _depth=_depth + 1) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((to_wire(item, _depth=_depth + 1) for item in value), key=json.dumps)
    return _scalar(value)


def same(left: Any, right: Any) -> bool:
    """Whether two JSON-able values are the same to Python: 1, 1.0 and true are three."""
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)


def is_plain(value: Any) -> bool:
    """Whether all numbers in a value are such as JSON numbers can carry."""
    if isinstance(value, dict):
        return all(map(is_plain, value.values()))
    if isinstance(value, (list, tuple, set, frozenset)):
        return all(map(is_plain, value))
    return not isinstance(value, (int, float)) or not isinstance(_scalar(value), str)


def python_literal(value: Any) -> str:
    """Source text of an expression that evaluates to `value`, needing no import.

    Raises:
        TypeError: It is of a type that parameters do not have.
    """
    kind = type(value)
    if kind in _CONTAINERS:
        return _container(value)
    if value is None or kind in (bool, str):
        return repr(value)
    if kind is int:
        # Decimal text has a limit of digits (PYTHONINTMAXSTRDIGITS), hexadecimal has none.
        return repr(value) if abs(value) <= SAFE_INTEGER else hex(value)
    if kind is float:
        return repr(value) if math.isfinite(value) else f'float("{value!r}")'
    if kind in (date, datetime, time):
        return f'__import__("datetime").{kind.__name__}.fromisoformat({value.isoformat()!r})'
    if isinstance(value, PurePath):
        return f'__import__("pathlib").Path({str(value)!r})'
    raise TypeError(f"no parameter is a {kind.__name__}")


_CONTAINERS = (list, tuple, set, frozenset, dict)


def _container(value: Any) -> str:
    if isinstance(value, dict):
        items = (f"{python_literal(key)}: {python_literal(item)}" for key, item in value.items())
        return "{" + ", ".join(items) + "}"
    items = (python_literal(item) for item in value)
    if isinstance(value, list):
        return "[" + ", ".join(items) + "]"
    if isinstance(value, tuple):
        return "(" + "".join(f"{item}, " for item in items).rstrip() + ")"
    name = type(value).__name__
    return f"{name}([" + ", ".join(sorted(items)) + "])"


def _scalar(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= SAFE_INTEGER else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else repr(value)
    if isinstance(value, str):
        value.encode()  # lone surrogates, which UTF-8 lacks, raise UnicodeEncodeError
        return value
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, PurePath):
        return value.as_posix()
    raise ValueError(f"a {type(value).__name__}")
