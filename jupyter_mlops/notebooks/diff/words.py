"""Which words differ in two lines that stand for each other."""

from __future__ import annotations

import re
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
    start, end = 0, 0
    if len(base) + len(head) > _LONG:
        start = _common_start(base, head)
        end = _common_start(base[start:][::-1], head[start:][::-1])
    cut_base, cut_head = base[start : len(base) - end], head[start : len(head) - end]
    if len(cut_base) + len(cut_head) > _LONG:
        changed = [((0, len(cut_base)), (0, len(cut_head)))]
    else:
        changed = _changed(cut_base, cut_head, budget)
    before = [(start + a, start + b) for (a, b), _ in changed]
    after = [(start + a, start + b) for _, (a, b) in changed]
    if _share(base, head, before, after) < LEAST_SHARED:
        return None
    return Marks(
        [mark for mark in before if mark[0] < mark[1]],
        [mark for mark in after if mark[0] < mark[1]],
    )


def words_of(line: str) -> list[str]:
    """The words of a line, and whatever stands between them but spaces."""
    return [token for token in _TOKEN.findall(line) if not token.isspace()]


def without_end(line: str) -> str:
    """A line without its line feed, and the carriage return before that."""
    return line.removesuffix("\n").removesuffix("\r")


_Span = tuple[int, int]


def _changed(base: str, head: str, budget: Budget) -> list[tuple[_Span, _Span]]:
    """Spans of characters that differ, of both sides."""
    base_tokens, head_tokens = _TOKEN.findall(base), _TOKEN.findall(head)
    ranges = _join(diff_sequences(base_tokens, head_tokens, budget), base_tokens)
    spans = []
    i = j = start_i = start_j = 0
    for each in ranges:
        start_i += sum(map(len, base_tokens[i : each.base]))
        start_j += sum(map(len, head_tokens[j : each.head]))
        end_i = start_i + sum(map(len, base_tokens[each.base : each.base_end]))
        end_j = start_j + sum(map(len, head_tokens[each.head : each.head_end]))
        spans.append(((start_i, end_i), (start_j, end_j)))
        i, j, start_i, start_j = each.base_end, each.head_end, end_i, end_j
    return spans


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


def _share(base: str, head: str, before: list[_Span], after: list[_Span]) -> float:
    """How much of two lines is unmarked, from 0 to 1: by words and by their characters."""
    if len(base) + len(head) > _LONG:
        marked_size = sum(end - start for start, end in before + after)
        return 1.0 - marked_size / (len(base) + len(head))
    words = words_of(base) + words_of(head)
    if not words:
        return 1.0
    marked = [word for start, end in before for word in words_of(base[start:end])]
    marked += [word for start, end in after for word in words_of(head[start:end])]
    size = sum(map(len, words))
    return 1.0 - (len(marked) / len(words) + sum(map(len, marked)) / size) / 2


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
