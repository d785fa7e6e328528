"""An edit of a section brought into the source of its cell.

Statements that weren't touched keep the source's own lines: their formatting, magics, `await`s
and comments, and so do directives and imports, which a section doesn't have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from jupyter_mlops.modules.sync.chunks import parse_quietly, same_code, split_chunks
from jupyter_mlops.modules.sync.conflict_lines import marked_lines, settled_source
from jupyter_mlops.modules.sync.units import Unit, find_units
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.merge.lines import Clash as LineClash
from jupyter_mlops.notebooks.merge.lines import merge_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from jupyter_mlops.modules.cells import CellCode
    from jupyter_mlops.modules.sync.imports import Place
    from jupyter_mlops.modules.sync.model import CellEdit, Piece

__all__ = ["Reader", "lift_edit", "says", "settled_source"]

#: Between definitions, as formatters have it.
_GAP = ["", ""]


class Reader(NamedTuple):
    """How a cell's source is read."""

    #: Makes of a source what goes into a module.
    read: Callable[[str], CellCode]
    #: The module's place among packages.
    place: Place


class _Change(NamedTuple):
    """Units that become something else."""

    first: int
    last: int
    piece: Piece
    #: What stands there afterwards, and what the section has there now.
    text: str
    now: str


def lift_edit(source: str, edit: CellEdit, reader: Reader) -> str:
    """Brings an edit of a section into its cell.

    Args:
        source: The cell's source, with line feeds alone.
        edit: The edit; what clashes is put between markers.
        reader: How to read the cell.

    Returns:
        The new source.
    """
    code = reader.read(source)
    units = find_units(code, edit.notebook, reader.place)
    changes = None if units is None else _changes(units, edit)
    if units is None or changes is None:
        return _whole(source, code, edit, reader)
    clashing = any(piece.clash for piece in edit.pieces)
    plain = ""
    for fine in (True, False):
        plain = _write(source, units, changes, reader.place, fine=fine)
        if clashing or says(reader, plain, edit.wanted):
            return plain
    return plain


def _changes(units: list[Unit], edit: CellEdit) -> list[_Change] | None:
    """The units that each piece is about; None if pieces can't be told apart by units."""
    chunks = split_chunks(edit.notebook)
    lines = edit.notebook.split("\n")

    def text_of(first: int, last: int) -> str:
        return "\n".join(lines[chunks[first].start : chunks[last - 1].stop]) if last > first else ""

    changes: list[_Change] = []
    for piece in edit.pieces:
        if piece.start == piece.stop:
            at = _place_of_new(units, piece.start)
            if at is None:
                return None
            changes.append(_Change(at, at, piece, piece.text, ""))
            continue
        inside = [
            number
            for number, unit in enumerate(units)
            if unit.shown and unit.first < piece.stop and unit.last > piece.start
        ]
        first, last = units[inside[0]], units[inside[-1]]
        parts = (text_of(first.first, piece.start), piece.text, text_of(piece.stop, last.last))
        text = "\n".join(part for part in parts if part)
        if piece.clash and (parts[0] or parts[2]):
            return None
        now = text_of(first.first, last.last)
        changes.append(_Change(inside[0], inside[-1] + 1, piece, text, now))
    apart = all(one.last <= other.first for one, other in pairwise(changes))
    return changes if apart else None


def _place_of_new(units: list[Unit], chunk: int) -> int | None:
    """The unit before which something goes that the section gets before a chunk."""
    if chunk == 0:
        shown = (number for number, unit in enumerate(units) if unit.shown)
        return next(shown, len(units))
    for number, unit in enumerate(units):
        if unit.shown and unit.last == chunk:
            return number + 1
    return None


def _write(
    source: str, units: list[Unit], changes: list[_Change], place: Place, *, fine: bool
) -> str:
    lines = source.split("\n")
    out: list[str] = []
    done = 0
    for change in changes:
        old = units[change.first : change.last]
        if old:
            out += lines[done : old[0].start]
            done = old[-1].stop
            own = _lines_of(lines, [unit for unit in old if unit.shown])
            # Imports in between, which the section doesn't have, go above.
            out += _lines_of(lines, [unit for unit in old if not unit.shown])
            new = _new_lines(change, own, place, fine=fine)
            if not new:
                out = _without_gap(out)
            out += new
            continue
        at = units[change.first - 1].stop if change.first else _begin(units, lines)
        out += lines[done:at]
        done = at
        new = _new_lines(change, [], place, fine=fine)
        gap = _GAP if _has_definition(change.text) else []
        before, after = bool(change.first and units[change.first - 1].shown), done < len(lines)
        out += [*(gap if before else ()), *new, *(gap if after and not before else ())]
    return "\n".join([*out, *lines[done:]])


def _begin(units: list[Unit], lines: list[str]) -> int:
    return units[0].start if units else len(lines)


def _new_lines(change: _Change, own: list[str], place: Place, *, fine: bool) -> list[str]:
    """What stands in the source in place of its own lines."""
    if change.piece.clash:
        return marked_lines(
            own, change.piece.clash.base, place.absolute_code(change.piece.clash.module)
        )
    text = place.absolute_code(change.text)
    if fine and own:
        text = _line_by_line(place.absolute_code(change.now), "\n".join(own), text)
    return text.split("\n") if text else []


def _line_by_line(now: str, own: str, text: str) -> str:
    """The source's own lines with those that were edited in their place."""
    stretches = merge_texts(now, own, text, Budget())
    return "\n".join(
        line
        for stretch in stretches
        for line in (stretch.remote if isinstance(stretch, LineClash) else stretch)
    )


def _whole(source: str, code: CellCode, edit: CellEdit, reader: Reader) -> str:
    """The cell with all of its section anew, where its parts cannot be told."""
    lines = source.split("\n")
    shown = {key for chunk in split_chunks(edit.wanted) for key in chunk.keys}
    kept = sorted(set(range(len(lines))) - set(code.lines))
    head = [lines[at] for at in kept if lines[at].strip()]
    for chunk in split_chunks(reader.place.absolute_code(code.text)):
        if chunk.imports and not shown & set(chunk.keys):
            head += [lines[at] for at in dict.fromkeys(code.lines[chunk.start : chunk.stop])]
    wanted = reader.place.absolute_code(edit.wanted).split("\n")
    clash = next((piece.clash for piece in edit.pieces if piece.clash), None)
    if clash is not None:
        own = [lines[at] for at in sorted(set(code.lines))]
        head = [lines[at] for at in kept if lines[at].strip()]
        base = "\n".join(each.clash.base for each in edit.pieces if each.clash)
        module = "\n\n\n".join(
            each.clash.module if each.clash else each.text for each in edit.pieces
        )
        wanted = marked_lines(own, base, reader.place.absolute_code(module))
    return "\n".join([*head, *wanted])


def says(reader: Reader, source: str, wanted: str) -> bool:
    """Whether a cell says what a section says, imports on top apart.

    Args:
        reader: How to read the cell.
        source: The cell's source.
        wanted: The section.
    """
    code = reader.read(source)
    if any(problem.severity == "error" for problem in code.problems):
        return False
    wanted = reader.place.absolute_code(wanted)
    if parse_quietly(wanted) is None:
        return False
    shown = {key for chunk in split_chunks(wanted) for key in chunk.keys}
    text = reader.place.absolute_code(code.text)
    kept = [
        chunk.text
        for chunk in split_chunks(text)
        if not chunk.imports or shown.intersection(chunk.keys)
    ]
    return same_code("\n".join(kept), wanted)


def _lines_of(lines: Sequence[str], units: Sequence[Unit]) -> list[str]:
    """The lines of units, with what stands between neighbours."""
    found: list[str] = []
    last: int | None = None
    for unit in units:
        between = lines[last : unit.start] if last is not None else []
        found += [*(line for line in between if not line.strip()), *lines[unit.start : unit.stop]]
        last = unit.stop
    return found


def _without_gap(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def _has_definition(text: str) -> bool:
    return any(_names(text))


def _names(text: str) -> Iterator[str]:
    for chunk in split_chunks(text):
        yield from chunk.names
