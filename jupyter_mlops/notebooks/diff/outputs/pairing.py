"""Which output of the base became which of the head."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Any

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.outputs.shown import kind_of, shown_mime
from jupyter_mlops.notebooks.diff.sequences import Range, diff_sequences
from jupyter_mlops.notebooks.equality import encoded
from jupyter_mlops.notebooks.multiline import text_of

Pair = tuple[int | None, int | None]
_Key = Callable[[Any], Hashable]


def pair_outputs(base: list[Any], head: list[Any], budget: Budget) -> list[Pair]:
    """Pairs outputs in order: equal ones first, then those of which a person sees the same type.

    Args:
        base: Outputs of the base's cell.
        head: Outputs of the head's cell.
        budget: Time.

    Returns:
        Every index of both sides once, increasing on both; None stands for an output that the
        other side lacks.
    """
    if len(base) == len(head) == 1 and kind_of(base[0]) == kind_of(head[0]):
        return [(0, 0)]
    whole = Range(0, len(base), 0, len(head))
    return list(_pair(base, head, whole, (_content, _shown, kind_of), budget))


def _pair(
    base: list[Any], head: list[Any], where: Range, keys: tuple[_Key, ...], budget: Budget
) -> Iterator[Pair]:
    """Pairs within a range by the first key, and what that leaves over by the next."""
    if not keys or where.base == where.base_end or where.head == where.head_end:
        yield from ((index, None) for index in range(where.base, where.base_end))
        yield from ((None, index) for index in range(where.head, where.head_end))
        return
    key, *others = keys
    old = [key(output) for output in base[where.base : where.base_end]]
    new = [key(output) for output in head[where.head : where.head_end]]
    i, j = where.base, where.head
    for start, stop, new_start, new_stop in diff_sequences(old, new, budget):
        equal_stop = where.base + start
        yield from zip(range(i, equal_stop), range(j, where.head + new_start), strict=True)
        i, j = where.base + stop, where.head + new_stop
        left = Range(equal_stop, i, where.head + new_start, j)
        yield from _pair(base, head, left, tuple(others), budget)
    yield from zip(range(i, where.base_end), range(j, where.head_end), strict=True)


def _shown(output: Any) -> Hashable:
    return kind_of(output), shown_mime(output)


def _content(output: Any) -> Hashable:
    """All of an output but its execution count; texts are taken as they are, not copied."""
    if not isinstance(output, dict):
        return encoded(output)
    return tuple((key, _frozen(value)) for key, value in output.items() if key != "execution_count")


def _frozen(value: Any) -> Hashable:
    if isinstance(value, dict):
        return tuple((key, _frozen_text(item)) for key, item in value.items())
    return _frozen_text(value)


def _frozen_text(value: Any) -> Hashable:
    text = text_of(value)
    return encoded(value) if text is None else text
