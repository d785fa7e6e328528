"""Whether two texts say the same, but for what changes with every run."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

from jupyter_mlops.checks.cell_file import CELL_FILE

_CLOCK: Final = r"(?!00:00:00)\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?"
_DAY: Final = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_UNIT: Final = r"(?:ns|[µμ]s|us|ms|s|secs?|seconds?|mins?|minutes?|hours?)"
_NUMBER: Final = r"\d+(?:[.,]\d+)?"

#: What changes with every run, and what stands in its place. A date without a time of day, and
#: midnight, are left: these are data. Each takes time in proportion to the text, however long its
#: words and lines are.
_SANITIZERS: Final = tuple(
    (re.compile(pattern, re.MULTILINE), replacement)
    for pattern, replacement in (
        (r"\x1b\[[0-9;?]*[ -/]*[@-~]", ""),
        (r"^[^\n]* per loop [^\n]*$", "<timing>"),
        (r"^[^\n]*\d%\s?\|[^\n]*$", "<progress>"),
        (r"^(?:CPU times|Wall time):[^\n]*$", "<timing>"),
        (rf"(?:<ipython-input-[^>]*>|{CELL_FILE})(?::\d+)?", "<cell>"),
        (r"(?<![^\s'\"])[^\s'\"]+\.py:\d+(?=: \w*Warning)", "<file>"),
        (rf"\d{{4}}-\d\d-\d\d(?:,? |T){_CLOCK}(?:Z| ?[+-]\d\d:?\d\d)?", "<time>"),
        (
            rf"{_DAY},? (?:{_MONTH} +\d+|\d+ {_MONTH}(?: \d{{4}})?),? {_CLOCK}(?: \d{{4}})?",
            "<time>",
        ),
        (rf"\b{_CLOCK}\b", "<time>"),
        (rf"\b{_NUMBER} ?(?:it|{_UNIT}|[kKMG]?i?B)/(?:s|it)\b", "<rate>"),
        (rf"\b{_NUMBER} ?{_UNIT}\b", "<duration>"),
        (r"\b0x[0-9a-fA-F]{6,}\b", "<address>"),
        (r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b", "<uuid>"),
        (r"\b(id|pid)([ =:]+)\d{3,}\b", r"\1\2<id>"),
        (r"(?:/private)?(?:/tmp|/var/folders)/[^\s'\",:;)\]]+", "<path>"),
        (r"\w:(?=\\)(?:(?!\w:\\)[^\s'\"])*\\Temp\\[^\s'\"]*", "<path>"),
    )
)
_TOKEN: Final = re.compile(
    r"(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w])|\w+|[^\w\s]"
)
#: Numbers closer to 0 than this part of the tolerance are noise.
_NOISE: Final = 1e-6
_MOST_LINES: Final = 40
_WIDEST: Final = 200

Sanitizers = Sequence[tuple[re.Pattern[str], str]]


def sanitized(text: str, own: Sanitizers = ()) -> str:
    """A text without what changes with every run.

    Args:
        text: As a cell has printed it.
        own: The user's patterns and what stands in their place; they go first.
    """
    for pattern, replacement in (*own, *_SANITIZERS):
        text = pattern.sub(replacement, text)
    shown = (line.rstrip("\r").rpartition("\r")[2].rstrip() for line in text.split("\n"))
    return "\n".join(shown).strip("\n")


def same_text(one: str, other: str, tolerance: float) -> bool:
    """Whether two sanitized texts say the same: words exactly, numbers up to a tolerance.

    Space is compared as far as it parts words: columns become wider with their numbers.

    Args:
        one: A text.
        other: Another.
        tolerance: Relative.
    """
    if one == other:
        return True
    tokens, others = _TOKEN.findall(one), _TOKEN.findall(other)
    return len(tokens) == len(others) and all(
        mine == theirs or _close(mine, theirs, tolerance)
        for mine, theirs in zip(tokens, others, strict=True)
    )


def close(one: float, other: float, tolerance: float) -> bool:
    """Whether two numbers are equal up to a relative tolerance; two that are none are."""
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return math.isclose(one, other, rel_tol=tolerance, abs_tol=tolerance * _NOISE)


def text_difference(committed: str, executed: str) -> str:
    """A short readable difference of two sanitized texts."""
    lines = difflib.unified_diff(
        committed.splitlines(), executed.splitlines(), "committed", "executed", n=1, lineterm=""
    )
    return "\n".join(_cut(lines))


def _cut(lines: Iterator[str]) -> Iterator[str]:
    for count, line in enumerate(lines):
        if count == _MOST_LINES:
            yield "…"
            return
        yield line if len(line) <= _WIDEST else f"{line[:_WIDEST]}…"


def _close(one: str, other: str, tolerance: float) -> bool:
    try:
        if one.isdecimal() and other.isdecimal():
            return int(one) == int(other)
        return close(float(one), float(other), tolerance)
    except ValueError:  # words, or numbers of so many digits that Python refuses to read them
        return False
