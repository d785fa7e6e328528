"""Conflicts as text: a line each, or what the sides have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from jupyter_mlops.notebooks.accessors import cell_source
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.sequences import diff_sequences
from jupyter_mlops.notebooks.merge.held import read_conflict
from jupyter_mlops.notebooks.merge.model import CellConflict, Conflict
from jupyter_mlops.notebooks.merge.resolve import is_marked
from jupyter_mlops.notebooks.render.harmless import harmless
from jupyter_mlops.notebooks.render.terminal.style import (
    BOLD,
    CYAN,
    DIM,
    MAGENTA,
    PLAIN,
    Line,
    paint,
    said,
)

#: Lines around a difference, characters of a line, lines of a conflict.
_CONTEXT, _LONGEST, _MOST = 3, 200, 200
_HEADLINE = 60
_SECONDS = 2.0
_MISSING: Final = "(none)"


def conflict_line(nb: dict[str, Any], conflict: Conflict) -> str:
    """`cell 3, source: x = 1`."""
    kinds = " and ".join(conflict.kinds)
    if conflict.cell is None:
        return f"notebook, {kinds}"
    first = _first_line(nb["cells"][conflict.cell])
    return f"cell {conflict.cell + 1}, {kinds}{f': {first}' if first else ''}"


def conflict_view(nb: dict[str, Any], conflict: Conflict, *, colour: bool) -> Iterator[str]:
    """What the two sides have, line by line: `<` marks local's lines, `>` remote's."""
    holder = nb if conflict.cell is None else nb["cells"][conflict.cell]
    held = read_conflict(holder)
    if held is None:
        return
    for number, line in enumerate(_view(held)):
        if number == _MOST:
            yield paint([said("… (more lines differ)", DIM)], colour=colour)
            return
        yield paint(line, colour=colour)


def _first_line(cell: dict[str, Any]) -> str:
    """The beginning of what the cell says, markers apart."""
    lines = (line.strip() for line in cell_source(cell).split("\n"))
    first = next((line for line in lines if line.strip("=") and not is_marked(line)), "")
    return harmless(first if len(first) <= _HEADLINE else f"{first[: _HEADLINE - 1]}…")


def _view(held: CellConflict) -> Iterator[Line]:
    local, remote = held.local, held.remote
    yield [said(f"< {_named(held.local_name, local)}", CYAN, BOLD)]
    yield [said(f"> {_named(held.remote_name, remote)}", MAGENTA, BOLD)]
    if {"source", "deleted", "type"} & set(held.kinds):
        yield from _sources(held)
    for key in ("cell_type", "metadata", "attachments", "outputs"):
        if key in held.kinds or (key == "cell_type" and "type" in held.kinds):
            yield from _values(key, (local or {}).get(key), (remote or {}).get(key))


def _named(name: str, side: dict[str, Any] | None) -> str:
    return name if side is not None else f"{name} (deleted the cell)"


def _sources(held: CellConflict) -> Iterator[Line]:
    """Local's lines against remote's; where one has deleted the cell, against the base."""
    sides = [(held.local, "< ", CYAN), (held.remote, "> ", MAGENTA)]
    if held.local is None or held.remote is None:
        there = [side for side in sides if side[0] is not None]
        sides = [(held.base, "- ", DIM), *there]
    (old, old_sign, old_style), (new, new_sign, new_style) = (*sides, (None, "", DIM))[:2]
    one, other = (cell_source(side or {}).split("\n") for side in (old, new))
    at = 0
    for found in diff_sequences(one, other, Budget(_SECONDS)):
        yield from _shared(one, at, found.base, first=at == 0)
        for line in one[found.base : found.base_end]:
            yield [_short(old_sign + line, old_style)]
        for line in other[found.head : found.head_end]:
            yield [_short(new_sign + line, new_style)]
        at = found.base_end
    yield from _shared(one, at, len(one), first=at == 0, last=True)


def _shared(
    lines: list[str], start: int, stop: int, *, first: bool, last: bool = False
) -> Iterator[Line]:
    """Lines that both have, those far from any difference left out."""
    head = start if first else min(start + _CONTEXT, stop)
    tail = stop if last else max(stop - _CONTEXT, head)
    yield from ([_short(f"  {line}")] for line in lines[start:head])
    if tail > head:
        yield [said("  ⋯", DIM)]
    yield from ([_short(f"  {line}")] for line in lines[tail:stop])


def _values(key: str, local: Any, remote: Any) -> Iterator[Line]:
    """Values that differ, objects by key."""
    if isinstance(local, dict) and isinstance(remote, dict):
        for name in [*local, *(name for name in remote if name not in local)]:
            if local.get(name) != remote.get(name):
                yield from _values(f"{key}.{name}", local.get(name), remote.get(name))
        return
    yield [_short(f"< {key}: {_value(local)}", CYAN)]
    yield [_short(f"> {key}: {_value(remote)}", MAGENTA)]


def _value(value: Any) -> str:
    return _MISSING if value is None else json.dumps(value, ensure_ascii=False)


def _short(text: str, style: str = PLAIN) -> Any:
    return said(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…", style)
