"""Long lists of numbers, as they stand in the specs of plots."""

from __future__ import annotations

import array
import binascii
import sys
from typing import Any, Final

from jupyter_mlops.notebooks.diff.outputs.numbers import close

_SHORTEST = 8
#: Plotly's names of number types, and Python's.
_TYPES: Final = {
    "f8": "d",
    "f4": "f",
    "i1": "b",
    "u1": "B",
    "i2": "h",
    "u2": "H",
    "i4": "i",
    "u4": "I",
    "i8": "q",
    "u8": "Q",
}
_NUMBERS = frozenset({int, float, type(None)})


def numbers_in(value: Any) -> list[float | None] | None:
    """The numbers of a long list of numbers, or of Plotly's base64 form of one.

    Returns:
        None for anything else. A number of the list may be None: a gap in a curve.
    """
    if isinstance(value, list):
        return value if len(value) >= _SHORTEST and set(map(type, value)) <= _NUMBERS else None
    if isinstance(value, dict) and isinstance(value.get("bdata"), str):
        return _unpacked(value["bdata"], value.get("dtype"))
    return None


def compare_numbers(
    base: list[float | None], head: list[float | None], tolerance: float
) -> tuple[int, int]:
    """How many numbers at the same place differ, and how many of these are close."""
    differ = agree = 0
    for one, other in zip(base, head, strict=False):
        if one is other or (one == other and type(one) is type(other)):
            continue
        differ += 1
        agree += one is not None and other is not None and close(one, other, tolerance)
    return differ, agree


def _unpacked(text: str, kind: Any) -> list[float | None] | None:
    code = _TYPES.get(kind) if isinstance(kind, str) else None
    if code is None:
        return None
    numbers = array.array(code)
    try:
        numbers.frombytes(binascii.a2b_base64(text))
    except ValueError:  # broken base64, or no whole number of numbers
        return None
    if sys.byteorder == "big":
        numbers.byteswap()
    return list(numbers)
