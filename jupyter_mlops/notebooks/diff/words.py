"""Which words differ in two lines that stand for each other."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.sequences import Range, diff_sequences

#: A character of a script that writes no spaces, a word with its accents, a stretch of spaces, or
#: anything else, one character each, again with what combines with it.
_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|(?:[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff][\u0300-\u036f]*)+"
    r"|\s+"
    r"|.[\u0300-\u036f\u200d\ufe0f]*",
    re.DOTALL,
)
#: What may stand between two changed words so that they read as one change: spaces, and what
#: holds numbers, dates and paths together.
_JOINT = re.compile(r"\s+|[.:/-]")

#: Lines that share less than this don't stand for each other.
LEAST_SHARED = 0.35
#: Characters up to which two lines are compared by their words, and of a word that stays whole.
_LONG, _LONG_WORD = 10_000, 100


_Span = tuple[int, int]


class Marks(NamedTuple):
    """What differs: (start, end) in characters of each line."""

    base: list[tuple[int, int]]
    head: list[tuple[int, int]]


def mark_words(base: str, head: str, budget: Budget) -> Marks | None:
    """Marks the words that differ.

    Without the marked characters the lines are equal. Marks never reach into the line's end.

    Args:
        base: The line before.
        head: The line after.
        budget: Time.

    Returns:
        The marks, in order; None if the lines have too little in common to be compared.
    """
    base, head = without_end(base), without_end(head)
    if len(base) + len(head) <= _LONG:
        spans = _changed(base, head, LEAST_SHARED, budget)
        return None if spans is None else _marks(spans, 0)
    start = _common_start(base, head)
    end = _common_start(base[start:][::-1], head[start:][::-1])
    base_end, head_end = len(base) - end, len(head) - end
    if 2 * (start + end) < LEAST_SHARED * (len(base) + len(head)):
        return None
    spans = None
    if base_end + head_end - 2 * start <= _LONG:
        spans = _changed(base[start:base_end], head[start:head_end], 0, budget)
    return _marks(spans or [((0, base_end - start), (0, head_end - start))], start)


def _marks(spans: list[tuple[_Span, _Span]], start: int) -> Marks:
    """The spans that aren't empty, of lines that begin so many characters earlier."""
    before = [(start + a, start + b) for (a, b), _ in spans if a < b]
    after = [(start + a, start + b) for _, (a, b) in spans if a < b]
    return Marks(before, after)


def words_of(line: str) -> list[str]:
    """The words of a line, and whatever stands between them but spaces."""
    return [token for token in _TOKEN.findall(line) if not token.isspace()]


def without_end(line: str) -> str:
    """A line without its line feed, and the carriage return before that."""
    return line.removesuffix("\n").removesuffix("\r")


def _changed(
    base: str, head: str, least: float, budget: Budget
) -> list[tuple[_Span, _Span]] | None:
    """Spans of characters that differ, of both sides; None if less than `least` doesn't."""
    base_tokens, head_tokens = _TOKEN.findall(base), _TOKEN.findall(head)
    ranges = diff_sequences(base_tokens, head_tokens, budget)
    if _shared(base_tokens, head_tokens, ranges) < least:
        return None
    base_starts, head_starts = _starts(base_tokens), _starts(head_tokens)
    return [
        (
            (base_starts[each.base], base_starts[each.base_end]),
            (head_starts[each.head], head_starts[each.head_end]),
        )
        for each in _join(ranges, base_tokens)
    ]


def _starts(tokens: list[str]) -> list[int]:
    """Where each token begins, and where the last one ends."""
    return list(accumulate(map(len, tokens), initial=0))


def _join(ranges: list[Range], base: list[str]) -> list[Range]:
    """Joins replaced words with only a space or the like between them."""
    joined: list[Range] = []
    for each in ranges:
        if joined and _replaces(each) and _replaces(last := joined[-1]):
            between = base[last.base_end : each.base]
            if len(between) == 1 and _JOINT.fullmatch(between[0]):
                joined[-1] = Range(last.base, each.base_end, last.head, each.head_end)
                continue
        joined.append(each)
    return joined


def _replaces(each: Range) -> bool:
    return each.base < each.base_end and each.head < each.head_end


def _shared(base: list[str], head: list[str], ranges: list[Range]) -> float:
    """How much of two lines is equal, from 0 to 1: by words and by their characters."""
    words = [token for token in base + head if not token.isspace()]
    if not words:
        return 1.0
    changed = [
        token
        for each in ranges
        for token in base[each.base : each.base_end] + head[each.head : each.head_end]
        if not token.isspace()
    ]
    size = sum(map(len, words))
    return 1.0 - (len(changed) / len(words) + sum(map(len, changed)) / size) / 2


def _common_start(base: str, head: str) -> int:
    """How many characters two texts begin with alike; whole words unless they are very long."""
    low, high = 0, min(len(base), len(head))
    while low < high:
        middle = (low + high + 1) // 2
        if base[low:middle] == head[low:middle]:
            low = middle
        else:
            high = middle - 1
    for at in range(low, max(low - _LONG_WORD, 0), -1):
        if not base[at - 1].isalnum():
            return at
    return low
