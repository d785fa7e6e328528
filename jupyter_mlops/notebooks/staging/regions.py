"""Three versions of a text in regions: where they are equal, and where they are not."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from jupyter_mlops.notebooks.diff.boundaries import settle
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.sequences import Range, diff_sequences
from jupyter_mlops.notebooks.multiline import split_lines
from jupyter_mlops.notebooks.staging.model import PartState

#: Seconds that comparing may take.
BUDGET = 10.0
#: How many places in the index are followed at once while it is read as a mixture.
_MOST_PLACES = 64

_Lines = list[str]


@dataclass
class Region:
    """Lines that stand for each other, with their ends; bytes that are not UTF-8 as surrogates."""

    base_at: int
    working_at: int
    base: _Lines
    index: _Lines
    working: _Lines
    #: Names it if it differs.
    key: str = ""

    @property
    def differs(self) -> bool:
        """Whether the three are not all equal."""
        return not self.base == self.index == self.working

    @property
    def state(self) -> PartState:
        """Which version the index has."""
        if self.base == self.working:
            return "older"
        if self.index == self.base:
            return "unstaged"
        return "staged" if self.index == self.working else "older"


def find_regions(
    base: bytes, index: bytes, working: bytes, budget: Budget | None = None
) -> list[Region]:
    """Divides three versions of a text, such that one after the other the regions are each of them.

    Where the index is a mixture of the two others it is read as such, so that what was staged by
    hunks is told by the same hunks.

    Args:
        base: The text in the last commit.
        index: What the next commit would hold.
        working: The text at work.
        budget: Time; some seconds by default.
    """
    budget = budget or Budget(BUDGET)
    old, held, new = (_lines(text) for text in (base, index, working))
    changes = _ranges(old, new, budget)
    mixture = _read_mixture(changes, old, held, new)
    if mixture is not None:
        regions = list(_mixed(changes, mixture, old, new))
    else:
        regions = list(_three_way(changes, _ranges(old, held, budget), old, held, new))
    _name(regions)
    return regions


def _lines(text: bytes) -> _Lines:
    return split_lines(text.decode("utf-8", "surrogateescape"))


def _ranges(base: _Lines, head: _Lines, budget: Budget) -> list[Range]:
    return settle(diff_sequences(base, head, budget), base, head)


def _read_mixture(
    changes: list[Range], base: _Lines, index: _Lines, working: _Lines
) -> list[bool] | None:
    """For each change whether the index has it, if that and nothing else makes the index.

    The index is read from its beginning; where it may go on both ways, both are followed.
    """
    # For each change, by the place in the index behind it: the place behind the change before, and
    # whether this one is there.
    steps: list[dict[int, tuple[int, bool]]] = []
    places, at = {0}, 0
    for change in changes:
        between = base[at : change.base]
        lines = base[change.base : change.base_end], working[change.head : change.head_end]
        step: dict[int, tuple[int, bool]] = {}
        for start in sorted(places):
            place = start + len(between)
            if index[start:place] == between:
                for taken in (False, True):
                    end = place + len(lines[taken])
                    if index[place:end] == lines[taken]:
                        step.setdefault(end, (start, taken))
        steps.append(step)
        places, at = set(step), change.base_end
        if len(places) > _MOST_PLACES:
            return None
    place = len(index) - (len(base) - at)
    return _trace(steps, place) if place in places and index[place:] == base[at:] else None


def _trace(steps: list[dict[int, tuple[int, bool]]], place: int) -> list[bool]:
    mixture = []
    for step in reversed(steps):
        place, taken = step[place]
        mixture.append(taken)
    return mixture[::-1]


def _mixed(
    changes: list[Range], mixture: list[bool], base: _Lines, working: _Lines
) -> Iterator[Region]:
    """The regions where the index has some of the changes."""
    at = new = 0
    for change, taken in zip(changes, mixture, strict=True):
        yield _equal(at, new, base[at : change.base])
        old_lines = base[change.base : change.base_end]
        new_lines = working[change.head : change.head_end]
        held = new_lines if taken else old_lines
        yield Region(change.base, change.head, old_lines, held, new_lines)
        at, new = change.base_end, change.head_end
    yield _equal(at, new, base[at:])


def _three_way(
    changes: list[Range], held: list[Range], base: _Lines, index: _Lines, working: _Lines
) -> Iterator[Region]:
    """The regions of any three texts: what overlaps or touches is one."""
    rest, held_rest = deque(changes), deque(held)
    at = new = kept = 0
    while rest or held_rest:
        start = stop = min(side[0].base for side in (rest, held_rest) if side)
        yield _equal(at, new, base[at:start])
        new, kept = new + start - at, kept + start - at
        while any(side and side[0].base <= stop for side in (rest, held_rest)):
            for side in (rest, held_rest):
                while side and side[0].base <= stop:
                    stop = max(stop, side.popleft().base_end)
        new_stop = _end(changes, rest, stop)
        kept_stop = _end(held, held_rest, stop)
        yield Region(start, new, base[start:stop], index[kept:kept_stop], working[new:new_stop])
        at, new, kept = stop, new_stop, kept_stop
    yield _equal(at, new, base[at:])


def _end(changes: list[Range], rest: Collection[Range], stop: int) -> int:
    """Where a place of the base is in the other text, if `rest` are the changes behind it."""
    done = len(changes) - len(rest)
    return stop + (changes[done - 1].head_end - changes[done - 1].base_end if done else 0)


def _equal(base_at: int, working_at: int, lines: _Lines) -> Region:
    return Region(base_at, working_at, lines, lines, lines)


def _name(regions: list[Region]) -> None:
    for region in regions:
        if region.differs:
            text = "\0".join(("".join(region.base), "".join(region.working)))
            digest = hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
            region.key = f"{region.base_at}-{digest[:12]}"
