"""A section three-way: statement by statement, and by line where both sides edited the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from jupyter_mlops.modules.sync.chunks import Chunk, joined, parse_quietly, spaced, split_chunks
from jupyter_mlops.modules.sync.model import Clash, Piece
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.sequences import Range, diff_sequences
from jupyter_mlops.notebooks.merge.lines import clashes, merge_texts

if TYPE_CHECKING:
    from jupyter_mlops.modules.sync.model import Side


class Merge(NamedTuple):
    """A section that was merged."""

    #: What changes in the notebook's section, in order.
    pieces: tuple[Piece, ...]
    #: Whether either side has edits that the other doesn't have.
    notebook_edited: bool
    module_edited: bool

    @property
    def clashes(self) -> bool:
        """Whether anything is left to settle."""
        return any(piece.clash for piece in self.pieces)


class _Group(NamedTuple):
    """Neighbouring chunks of the three sides that differ."""

    base: slice
    notebook: slice
    module: slice
    notebook_edited: bool
    module_edited: bool


def merge_section(base: str, notebook: str, module: str, side: Side | None = None) -> Merge:
    """Merges a section.

    Args:
        base: It as of the last export.
        notebook: It as an export would write it now.
        module: It as the file has it.
        side: What takes a clash; None leaves it.
    """
    chunks = _Three(split_chunks(base), split_chunks(notebook), split_chunks(module))
    texts = (base, notebook, module)
    pieces = []
    edited = [False, False]
    for group in _groups(chunks):
        parts = [joined(text, part) for text, part in zip(texts, chunks.at(group), strict=True)]
        if parts[1] == parts[2]:
            continue
        edited[0] |= group.notebook_edited
        edited[1] |= group.module_edited
        if group.module_edited:
            pieces.append(_piece(group, parts, side))
    if len(pieces) > 1 and parse_quietly(assemble(notebook, pieces)) is None:
        pieces = [_all_clashing(chunks, texts, side)]
    return Merge(tuple(pieces), *edited)


def assemble(notebook: str, pieces: Sequence[Piece]) -> str:
    """The notebook's section with pieces in their place."""
    chunks = split_chunks(notebook)
    lines = notebook.split("\n")
    parts: list[str] = []
    done = 0
    for piece in pieces:
        first = chunks[piece.start].start if piece.start < len(chunks) else len(lines)
        stop = chunks[piece.stop - 1].stop if piece.stop > piece.start else first
        parts += ["\n".join(lines[done:first]).strip("\n"), piece.text]
        done = stop
    parts.append("\n".join(lines[done:]).strip("\n"))
    return spaced(parts)


class _Three(NamedTuple):
    base: list[Chunk]
    notebook: list[Chunk]
    module: list[Chunk]

    def at(self, group: _Group) -> list[list[Chunk]]:
        """What a group has of each side."""
        slices = (group.base, group.notebook, group.module)
        return [chunks[part] for chunks, part in zip(self, slices, strict=True)]


def _groups(chunks: _Three) -> Iterator[_Group]:
    """What differs from the base on either side; changes that overlap or touch together."""
    budget = Budget()
    # A notebook's text was formatted by whatever is installed now; a module's is as it was typed.
    ours = diff_sequences(
        [chunk.code for chunk in chunks.base], [chunk.code for chunk in chunks.notebook], budget
    )
    theirs = diff_sequences(
        [chunk.text for chunk in chunks.base], [chunk.text for chunk in chunks.module], budget
    )
    changes = sorted([(each, True) for each in ours] + [(each, False) for each in theirs])
    shifts = [0, 0]
    at = 0
    while at < len(changes):
        start, stop = changes[at][0].base, changes[at][0].base_end
        end = at
        while end < len(changes) and changes[end][0].base <= stop:
            stop = max(stop, changes[end][0].base_end)
            end += 1
        members = changes[at:end]
        mine = [each for each, of_notebook in members if of_notebook]
        other = [each for each, of_notebook in members if not of_notebook]
        after = [_shift(mine, shifts[0]), _shift(other, shifts[1])]
        notebook, module = (
            slice(start + before, stop + then) for before, then in zip(shifts, after, strict=True)
        )
        yield _Group(slice(start, stop), notebook, module, bool(mine), bool(other))
        shifts = after
        at = end


def _shift(changes: list[Range], before: int) -> int:
    return changes[-1].head_end - changes[-1].base_end if changes else before


def _piece(group: _Group, parts: list[str], side: Side | None) -> Piece:
    base, notebook, module = parts
    start, stop = group.notebook.start, group.notebook.stop
    if not group.notebook_edited:
        return Piece(start=start, stop=stop, text=module)
    stretches = merge_texts(base, notebook, module, Budget())
    if not clashes(stretches):
        merged = "\n".join(chain.from_iterable(stretches))  # type: ignore[arg-type] # no clash
        if parse_quietly(merged) is not None:
            return Piece(start=start, stop=stop, text=merged.strip("\n"))
    return _clashing(start, stop, parts, side)


def _clashing(start: int, stop: int, parts: Sequence[str], side: Side | None) -> Piece:
    base, notebook, module = parts
    if side is not None:
        return Piece(start=start, stop=stop, text=notebook if side == "notebook" else module)
    clash = Clash(notebook=notebook, base=base, module=module)
    return Piece(start=start, stop=stop, text=notebook, clash=clash)


def _all_clashing(chunks: _Three, texts: Sequence[str], side: Side | None) -> Piece:
    return _clashing(0, len(chunks.notebook), texts, side)
