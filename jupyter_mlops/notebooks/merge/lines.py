"""Texts three-way, line by line.

As in `git merge-file`, changes of the two sides that overlap or touch are one change, and a
conflict unless they are equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.sequences import Range, diff_sequences


class Clash(NamedTuple):
    """Lines that both sides changed differently."""

    local: list[str]
    remote: list[str]


#: A stretch of a merged text: lines that are settled, or those of either side.
Stretch = list[str] | Clash


class _Group(NamedTuple):
    """Changes that belong together, and the lines of the base that they cover."""

    start: int
    stop: int
    local: list[Range]
    remote: list[Range]


def merge_texts(base: str, local: str, remote: str, budget: Budget) -> list[Stretch]:
    """Merges three texts.

    Args:
        base: The text that both sides started from.
        local: What one side made of it.
        remote: What the other side made of it.
        budget: Time; once it is spent, changes are taken in larger pieces.

    Returns:
        Stretches in order, lines without their line feeds. A text that ends with a line feed has
        an empty last line, so that to append a line is no change of the line before it.
    """
    old, one, other = base.split("\n"), local.split("\n"), remote.split("\n")
    groups = _group(diff_sequences(old, one, budget), diff_sequences(old, other, budget))
    stretches: list[Stretch] = []
    done = 0
    for group in groups:
        _add_lines(stretches, old[done : group.start])
        lines = _lines_of(group, group.local, old, one)
        if not group.remote:
            _add_lines(stretches, lines)
        elif not group.local:
            _add_lines(stretches, _lines_of(group, group.remote, old, other))
        else:
            _add_both(stretches, lines, _lines_of(group, group.remote, old, other))
        done = group.stop
    _add_lines(stretches, old[done:])
    return stretches


def clashes(stretches: Sequence[Stretch]) -> bool:
    """Whether anything is left to settle."""
    return any(isinstance(stretch, Clash) for stretch in stretches)


def _group(local: list[Range], remote: list[Range]) -> Iterator[_Group]:
    """Puts changes together that overlap or touch."""
    changes = sorted([(change, True) for change in local] + [(change, False) for change in remote])
    group: _Group | None = None
    for change, ours in changes:
        if group is None or change.base > group.stop:
            if group:
                yield group
            group = _Group(change.base, change.base_end, [], [])
        group = group._replace(stop=max(group.stop, change.base_end))
        (group.local if ours else group.remote).append(change)
    if group:
        yield group


def _lines_of(group: _Group, changes: list[Range], old: list[str], new: list[str]) -> list[str]:
    """What one side made of the lines that a group covers."""
    if not changes:
        return old[group.start : group.stop]
    first, last = changes[0], changes[-1]
    start = first.head - (first.base - group.start)
    return new[start : last.head_end + group.stop - last.base_end]


def _add_lines(stretches: list[Stretch], lines: list[str]) -> None:
    if not lines:
        return
    last = stretches[-1] if stretches else None
    if isinstance(last, list):
        last.extend(lines)
    else:
        stretches.append(list(lines))


def _add_both(stretches: list[Stretch], local: list[str], remote: list[str]) -> None:
    """Adds what both sides changed: as settled where they begin or end alike."""
    start = 0
    shorter = min(len(local), len(remote))
    while start < shorter and local[start] == remote[start]:
        start += 1
    end = 0
    while end < shorter - start and local[-1 - end] == remote[-1 - end]:
        end += 1
    _add_lines(stretches, local[:start])
    one, other = local[start : len(local) - end], remote[start : len(remote) - end]
    if one or other:
        stretches.append(Clash(one, other))
    _add_lines(stretches, local[len(local) - end :])
