"""The lines of two texts in the order in which a diff shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from jupyter_mlops.notebooks.diff.views import Hunk, TextView
from jupyter_mlops.notebooks.render.harmless import Mark


class Stretch(NamedTuple):
    """Lines that follow each other: equal ones, or some that go and others that come."""

    base: range
    head: range
    equal: bool
    #: Whether a line feed is all that differs, so that it must be shown.
    ends: bool = False
    #: Lines (base, head) that stand for each other.
    pairs: Sequence[tuple[int, int]] = ()
    base_marks: dict[int, list[Mark]] = {}  # noqa: RUF012 - never changed
    head_marks: dict[int, list[Mark]] = {}  # noqa: RUF012


Group = list[Stretch]

#: So many hunks of the longest that is shown at all are shown in all.
_HUNKS: Final = 5


def groups_of(
    view: TextView, base: Sequence[str], head: Sequence[str], *, context: int, noise: bool
) -> Iterator[Group]:
    """Hunks that are close to each other, with the equal lines around and between them.

    Args:
        view: How the texts differ.
        base: Lines of the text before, with their ends.
        head: Lines of the text after.
        context: How many equal lines to show around a hunk.
        noise: Whether to show hunks of noise, too. Lines around a hunk never reach into one.
    """
    group: Group = []
    at = (0, 0)
    after_noise = False
    for hunk in view.hunks:
        between = min(hunk.base - at[0], hunk.head - at[1])
        hidden = hunk.noise and not noise
        if group and (after_noise or hidden or between > 2 * context + 1):
            tail = min(between, context)
            yield [*group, *_equal(at, tail, base, head)]
            group = []
        start = context if not group else between
        at = hunk.base + hunk.removed, hunk.head + hunk.added
        after_noise = hidden
        if not hidden:
            lead = max(min(between, start), 0)
            group += _equal((hunk.base - lead, hunk.head - lead), lead, base, head)
            group += _stretches(hunk, base, head)
    if group:
        yield [*group, *_equal(at, min(context, len(head) - at[1]), base, head)]


def limit_groups(groups: list[Group], limit: int | None) -> tuple[list[Group], int]:
    """The first groups of an output's text, which may be very long.

    Args:
        groups: All of them.
        limit: Lines that are shown of each side of a hunk; several times as many are shown in
            all. None to keep everything.

    Returns:
        What to show, and how many more lines differ.
    """
    if limit is None:
        return groups, 0
    kept: list[Group] = []
    shown = hidden = 0
    for group in groups:
        part: Group = []
        for stretch in group:
            lines = max(len(stretch.base), len(stretch.head))
            if shown < _HUNKS * limit:
                part.append(stretch)
                shown += min(lines, limit)
            elif not stretch.equal:
                hidden += lines
        if part:
            kept.append(part)
    return kept, hidden


def aligned(stretch: Stretch) -> Iterator[tuple[int | None, int | None]]:
    """Line numbers of both sides side by side; None where there is nothing on a side."""
    if stretch.equal:
        yield from zip(stretch.base, stretch.head, strict=True)
        return
    at_base, at_head = stretch.base.start, stretch.head.start
    for one, other in (*stretch.pairs, (stretch.base.stop, stretch.head.stop)):
        for offset in range(max(one - at_base, other - at_head)):
            left, right = at_base + offset, at_head + offset
            yield left if left < one else None, right if right < other else None
        if one < stretch.base.stop:
            yield one, other
        at_base, at_head = one + 1, other + 1


def _equal(at: tuple[int, int], count: int, base: Sequence[str], head: Sequence[str]) -> Group:
    count = min(count, len(base) - at[0], len(head) - at[1])
    if count <= 0:
        return []
    return [Stretch(range(at[0], at[0] + count), range(at[1], at[1] + count), equal=True)]


def _stretches(hunk: Hunk, base: Sequence[str], head: Sequence[str]) -> Group:
    """A hunk, in which lines that differ by their line feed alone count as equal.

    The last line of a text has no line feed, so that it differs as soon as another follows it.
    """
    base_end = min(hunk.base + hunk.removed, len(base))
    head_end = min(hunk.head + hunk.added, len(head))
    pairs = [(one, other) for one, other in hunk.pairs if one < base_end and other < head_end]
    alike = [
        (one, other) for one, other in pairs if base[one].rstrip("\n") == head[other].rstrip("\n")
    ]
    if len(alike) == base_end - hunk.base == head_end - hunk.head:
        return [
            _change(hunk, range(hunk.base, base_end), range(hunk.head, head_end), pairs, ends=True)
        ]
    group: Group = []
    at_base, at_head = hunk.base, hunk.head
    for one, other in (*alike, (base_end, head_end)):
        if one > at_base or other > at_head:
            inside = [p for p in pairs if at_base <= p[0] < one and at_head <= p[1] < other]
            gone, come = range(at_base, one), range(at_head, other)
            group.append(_change(hunk, gone, come, inside))
        if one < base_end and other < head_end:
            group += _equal((one, other), 1, base, head)
        at_base, at_head = one + 1, other + 1
    return group


def _change(
    hunk: Hunk, base: range, head: range, pairs: list[tuple[int, int]], *, ends: bool = False
) -> Stretch:
    return Stretch(
        base=base,
        head=head,
        equal=False,
        ends=ends,
        pairs=pairs,
        base_marks=_by_line(hunk.base_marks),
        head_marks=_by_line(hunk.head_marks),
    )


def _by_line(marks: Sequence[tuple[int, int, int]]) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for line, start, end in sorted(marks):
        found.setdefault(line, []).append((start, end))
    return found
