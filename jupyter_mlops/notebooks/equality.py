"""Equality of JSON values that sees every bit of them."""

from __future__ import annotations

import json
import math
from typing import Any

import msgspec

_encode = msgspec.json.Encoder().encode


def same(base: Any, head: Any) -> bool:
    """Whether two JSON values are equal in type, order of keys and content; NaN equals NaN.

    Strings and lists of lines, of which notebooks are made, are compared where they lie.
    """
    if isinstance(base, dict):
        return (
            isinstance(head, dict)
            and list(base) == list(head)
            and all(map(same, base.values(), head.values()))
        )
    if isinstance(base, list):
        return isinstance(head, list) and len(base) == len(head) and _same_items(base, head)
    if isinstance(base, float) and isinstance(head, float):
        return repr(base) == repr(head)
    return type(base) is type(head) and bool(base == head)


def _same_items(base: list[Any], head: list[Any]) -> bool:
    lines = base == head and all(type(item) is str for item in base)
    return lines or encoded(base) == encoded(head)


def encoded(value: Any) -> bytes:
    """A JSON value as compact JSON, with what Python's JSON allows on top: NaN and Infinity."""
    try:
        data = _encode(value)
    except UnicodeEncodeError:  # half of a surrogate pair
        return json.dumps(value).encode()
    if b"null" in data and not is_finite(value):  # msgspec writes null for what is no number
        return json.dumps(value).encode()
    return data


def is_finite(value: Any) -> bool:
    """Whether a JSON value has neither NaN nor Infinity in it."""
    rest = [value]
    while rest:
        item = rest.pop()
        if isinstance(item, dict):
            rest.extend(item.values())
        elif isinstance(item, list):
            rest.extend(item)
        elif isinstance(item, float) and not math.isfinite(item):
            return False
    return True
