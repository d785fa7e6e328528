"""Fingerprints of JSON values, and equality that sees every bit of them."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable
from typing import Any

import msgspec

_encode = msgspec.json.Encoder().encode
_SIZE = 16
#: Bytes up to which a value is its own fingerprint.
_SHORT = 4096
_CONTAINERS = (dict, list, float)


def fingerprint(value: Any) -> bytes:
    """A hash of a JSON value that tells `1` from `1.0` and `True`, and sees the order of keys."""
    return hashlib.blake2b(encoded(value), digest_size=_SIZE).digest()


def quick_print(value: Any) -> bytes:
    """Like `fingerprint`, in a quarter of the time, but takes `NaN` for `null`."""
    try:
        data = _encode(value)
    except UnicodeEncodeError:
        data = encoded(value)
    if len(data) <= _SHORT:
        return data  # as good as its hash
    return hashlib.blake2b(data, digest_size=_SIZE).digest()


def digest(parts: Iterable[bytes]) -> str:
    """One hexadecimal hash of several fingerprints."""
    return hashlib.blake2b(b"\n".join(parts), digest_size=_SIZE).hexdigest()


def same(base: Any, head: Any) -> bool:
    """Whether two JSON values are equal in type, order of keys and content; NaN equals NaN."""
    if type(base) is not type(head):
        return False
    if isinstance(base, _CONTAINERS):
        return encoded(base) == encoded(head)
    return bool(base == head)


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
