"""How two texts differ, line by line."""

from __future__ import annotations

from collections.abc import Callable

from jupyter_mlops.notebooks.diff.boundaries import settle
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.pairing import pair_lines
from jupyter_mlops.notebooks.diff.sequences import Range, compare_sequences
from jupyter_mlops.notebooks.diff.views import Hunk, TextView
from jupyter_mlops.notebooks.diff.words import mark_words
from jupyter_mlops.notebooks.diff.work import Work
from jupyter_mlops.notebooks.multiline import split_lines

#: Steps that pairing lines and marking words may take in a text: about a second.
_STEPS = 8_000_000
#: Steps that a character of marked lines counts for.
_STEPS_A_CHARACTER = 4


def diff_texts(
    base: str, head: str, budget: Budget, *, quiet: Callable[[str], str] | None = None
) -> TextView:
    """Compares two texts line by line, and paired lines word by word.

    Args:
        base: The text before.
        head: The text after.
        budget: Time; once it is spent, hunks grow and have no pairs.
        quiet: Takes noise out of a text, keeping its line feeds; lines that differ only in noise
            come as hunks of noise.

    Returns:
        The hunks; none if the texts are equal.
    """
    if base == head:
        return TextView(hunks=[])
    before, after = split_lines(base), split_lines(head)
    quieted = quiet and (_quiet_lines(base, before, quiet), _quiet_lines(head, after, quiet))
    work = Work(_STEPS, budget)
    if quieted and quieted[0] is not None and quieted[1] is not None:
        ranges, coarse = compare_sequences(quieted[0], quieted[1], budget)
        parts = _add_noise(settle(ranges, quieted[0], quieted[1]), before, after)
    else:
        ranges, coarse = compare_sequences(before, after, budget)
        parts = [(each, False) for each in settle(ranges, before, after)]
    hunks = [_hunk(each, before, after, work, noise=noise) for each, noise in parts]
    return TextView(hunks=hunks, coarse=coarse)


def _quiet_lines(text: str, lines: list[str], quiet: Callable[[str], str]) -> list[str] | None:
    """A text's lines without noise, with their ends; None if the line feeds weren't kept."""
    silent = quiet(text).split("\n")
    if len(silent) != text.count("\n") + 1:
        return None
    if len(silent) > len(lines) and not silent.pop():
        return [line + "\n" for line in silent]
    if len(silent) > len(lines):
        return None
    silent[:-1] = [line + "\n" for line in silent[:-1]]
    return silent


def _add_noise(ranges: list[Range], base: list[str], head: list[str]) -> list[tuple[Range, bool]]:
    """Adds the lines that are equal but for noise to the ranges; with whether it is noise."""
    parts: list[tuple[Range, bool]] = []
    i = j = 0
    for each in [*ranges, None]:
        end = each.base if each else len(base)
        begun = i
        for at in range(i, end + 1):
            if at < end and base[at] != head[at - i + j]:
                continue
            if at > begun:
                parts.append((Range(begun, at, begun - i + j, at - i + j), True))
            begun = at + 1
        if each:
            parts.append((each, False))
            i, j = each.base_end, each.head_end
    return parts


def _hunk(each: Range, base: list[str], head: list[str], work: Work, *, noise: bool) -> Hunk:
    """A hunk with its pairs of lines and their marks."""
    pairs = []
    base_marks: list[tuple[int, int, int]] = []
    head_marks: list[tuple[int, int, int]] = []
    for line, other in _pairs(each, base, head, work, noise=noise):
        if not work.pay(_STEPS_A_CHARACTER * (len(base[line]) + len(head[other]))):
            break
        marks = mark_words(base[line], head[other], work.budget)
        if marks:
            pairs.append((line, other))
            base_marks.extend((line, start, end) for start, end in marks.base)
            head_marks.extend((other, start, end) for start, end in marks.head)
    return Hunk(
        base=each.base,
        removed=each.base_end - each.base,
        head=each.head,
        added=each.head_end - each.head,
        pairs=pairs,
        base_marks=base_marks,
        head_marks=head_marks,
        noise=noise,
    )


def _pairs(
    each: Range, base: list[str], head: list[str], work: Work, *, noise: bool
) -> list[tuple[int, int]]:
    if noise:
        return list(
            zip(range(each.base, each.base_end), range(each.head, each.head_end), strict=True)
        )
    found = pair_lines(base[each.base : each.base_end], head[each.head : each.head_end], work)
    return [(each.base + line, each.head + other) for line, other in found]
