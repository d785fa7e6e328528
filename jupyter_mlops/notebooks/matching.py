"""Which items of a list came out of which of the original, in time linear in their size."""

from __future__ import annotations

import json
import marshal
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from jupyter_mlops.notebooks.equality import same


def match_items(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """For each item of `new` the index of the item of `old` that it is or came out of.

    Equal items first; then, among objects and lists, the one that shares the longest members; then
    the one after the previous. An item of `old` may be the origin of several.

    Returns:
        As many indices as `new` has items; None where there is no origin.
    """
    matched: list[int | None] = [None] * len(new)
    start, tail = _common_ends(old, new)
    shift = len(old) - len(new)
    for index in range(start):
        matched[index] = index
    for index in range(len(new) - tail, len(new)):
        matched[index] = index + shift
    if not shift:
        for index in range(start, len(new) - tail):
            if same(old[index], new[index]):
                matched[index] = index
    missing = [index for index in range(len(new)) if matched[index] is None]
    taken = set(matched)
    left = [index for index in range(start, len(old) - tail) if index not in taken]
    if missing and left:
        _match_rest(old, new, left, missing, matched)
    return matched


def _common_ends(old: Sequence[Any], new: Sequence[Any]) -> tuple[int, int]:
    """How many items are the same at the beginning, and how many of the rest at the end."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and same(old[start], new[start]):
        start += 1
    tail = 0
    while tail < shorter - start and same(old[-1 - tail], new[-1 - tail]):
        tail += 1
    return start, tail


def _match_rest(
    old: Sequence[Any],
    new: Sequence[Any],
    left: Sequence[int],
    missing: Sequence[int],
    matched: list[int | None],
) -> None:
    if len(left) > 1 or len(missing) > 1:
        whole = {_digest(old[index]): index for index in reversed(left)}
        for index in missing:
            matched[index] = whole.get(_digest(new[index]))
        taken = set(matched)
        left = [index for index in left if index not in taken]
        missing = [index for index in missing if matched[index] is None]
        _match_by_members(old, new, left, missing, matched)
    free = set(left) - set(matched)
    for index in missing:
        previous = matched[index - 1] if index else -1
        if matched[index] is None and previous is not None and previous + 1 in free:
            matched[index] = previous + 1


def _match_by_members(
    old: Sequence[Any],
    new: Sequence[Any],
    left: Iterable[int],
    missing: Iterable[int],
    matched: list[int | None],
) -> None:
    """Matches objects with the one that holds most of the same, by length."""
    holders: dict[int, int] = {}
    for index in reversed(list(left)):
        holders.update((digest, index) for digest, _ in _member_digests(old[index]))
    for index in missing:
        shared: Counter[int] = Counter()
        for digest, length in _member_digests(new[index]):
            if digest in holders:
                shared[holders[digest]] += length
        if shared:
            matched[index] = shared.most_common(1)[0][0]


def _member_digests(value: Any) -> Iterable[tuple[int, int]]:
    if not isinstance(value, dict):
        return
    for key, member in value.items():
        bits = _bits(member)
        yield hash((key, bits)), len(bits)


def _digest(value: Any) -> int:
    # A collision costs nothing but bytes: whatever is matched is compared before it is kept.
    return hash(_bits(value))


def _bits(value: Any) -> bytes:
    """The same bytes for the same value, and only for it; for comparing, not for keeping."""
    try:
        # Version 2 is the last that does not depend on which strings are shared. Ten times as fast
        # as JSON on numbers.
        return marshal.dumps(value, 2)
    except ValueError:  # subclasses, such as nbformat's dictionaries
        return json.dumps(value).encode()
