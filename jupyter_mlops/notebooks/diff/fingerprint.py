"""Fingerprints of JSON values, which see every bit of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from jupyter_mlops.notebooks.equality import encoded

_encode = msgspec.json.Encoder().encode
#: Bytes up to which a value is its own fingerprint.
_SHORT = 4096


def fingerprint(value: Any) -> bytes:
    """A hash of a JSON value that tells `1` from `1.0` and `True`, and sees the order of keys."""
    return hashlib.sha256(encoded(value)).digest()


def quick_print(value: Any) -> bytes:
    """Like `fingerprint`, in a quarter of the time, but takes `NaN` for `null`."""
    try:
        data = _encode(value)
    except UnicodeEncodeError:
        data = encoded(value)
    if len(data) <= _SHORT:
        return data  # as good as its hash
    return hashlib.sha256(data).digest()


def digest(parts: Iterable[bytes]) -> str:
    """One SHA-256 of several fingerprints, in hexadecimal."""
    return hashlib.sha256(b"\n".join(parts)).hexdigest()
