"""Fingerprints of JSON values, which see every bit of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from jupyter_mlops.notebooks.equality import encoded

_encode = msgspec.json.Encoder().encode
_SIZE = 16
#: Bytes up to which a value is its own fingerprint.
_SHORT = 4096


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
