"""Numbers as tables print them, and which of them are close."""

from __future__ import annotations

import math
import re

_NUMBER = re.compile(
    r"[-+]?(?:\d{1,3}(?:,\d{3}){1,9}|\d{0,40})(?:\.\d{0,40})?(?:[eE][-+]?\d{1,4})?"
)
_NAMES = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
_LONGEST = 64


def close(base: float, head: float, tolerance: float) -> bool:
    """Whether two numbers agree.

    Args:
        base: A number.
        head: Another.
        tolerance: Relative to the larger of them. Two integers must be equal: they count or
            identify something.
    """
    if isinstance(base, int) and isinstance(head, int):
        return base == head
    try:
        return math.isclose(base, head, rel_tol=tolerance) or (base != base and head != head)  # noqa: PLR0124
    except OverflowError:  # an integer beyond all floats
        return False


def close_texts(base: str, head: str, tolerance: float) -> bool:
    """Whether two texts are numbers that agree: `1,234.50` and `1234.5`, `12.0%`, `NaN`."""
    if base.endswith("%") != head.endswith("%"):
        return False
    before, after = _read(base), _read(head)
    return before is not None and after is not None and close(before, after, tolerance)


def _read(text: str) -> float | None:
    if len(text) > _LONGEST:
        return None
    text = text.removesuffix("%").replace("\N{MINUS SIGN}", "-")
    named = _NAMES.get(text.lower())
    if named is not None:
        return named
    if not _NUMBER.fullmatch(text) or not text.isascii():
        return None
    digits = text.replace(",", "")
    try:
        return int(digits) if digits.lstrip("+-").isdigit() else float(digits)
    except ValueError:  # a sign or a point alone
        return None
