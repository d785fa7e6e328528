"""The form of a notebook diff: what `--format json` writes and `patch` reads.

A diff says everything twice. *Operations* are exact: applied to the base they give the head, to the
order of keys. *Views* are for people: which words, rows or pixels differ and what of it is noise.
Indices count from 0; `base` indices point into the base notebook, `head` indices into the head.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from jupyter_mlops.notebooks.diff.operations import Op
from jupyter_mlops.notebooks.diff.views import TextView, ValueChange, View


class OutputChange(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An output that differs, came or went."""

    #: Its index on each side; None where it has none.
    base: int | None
    head: int | None
    #: What a person sees of it: a MIME type, `stream/stdout`, `stream/stderr` or `error`; of the
    #: head where both sides have it.
    mime: str
    #: Whether nothing but noise differs.
    noise: bool = False
    #: How it differs; None if one side has none.
    view: View | None = None
    #: Whether time ran out before it was looked into.
    coarse: bool = False


class UnchangedCells(
    Struct, frozen=True, kw_only=True, omit_defaults=True, tag="unchanged", tag_field="kind"
):
    """A run of cells that are equal in every bit and stand in the same order."""

    base: int
    head: int
    count: int


class AddedCell(
    Struct, frozen=True, kw_only=True, omit_defaults=True, tag="added", tag_field="kind"
):
    """A cell that only the head has."""

    head: int
    cell: Any
    #: Base index of the cell that was split, one part of which this is.
    split_from: int | None = None


class RemovedCell(
    Struct, frozen=True, kw_only=True, omit_defaults=True, tag="removed", tag_field="kind"
):
    """A cell that only the base has."""

    base: int
    #: Head index of the cell that it was joined into.
    joined_into: int | None = None


class PairedCell(
    Struct, frozen=True, kw_only=True, omit_defaults=True, tag="paired", tag_field="kind"
):
    """A cell that both sides have, and that was moved, changed or both."""

    base: int
    head: int
    #: Whether its place among the other cells changed.
    moved: bool = False
    #: Exactly what to do to the base's cell.
    changes: list[Op] = []
    #: The cell types, if they differ.
    retyped: tuple[str, str] | None = None
    #: How the source differs; None if it doesn't.
    source: TextView | None = None
    #: Outputs that differ.
    outputs: list[OutputChange] = []
    #: Everything else: metadata, attachments, execution count, id.
    metadata: list[ValueChange] = []


CellEntry = UnchangedCells | AddedCell | RemovedCell | PairedCell


class Side(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the two notebooks."""

    nbformat: int
    nbformat_minor: int
    #: How many cells it has.
    cells: int
    #: Of its content, so that a patch meets the notebook it was made for (see `fingerprint.py`).
    digest: str = ""


class Summary(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many cells of each kind; a cell may be moved and edited, or moved and rerun."""

    added: int = 0
    removed: int = 0
    #: Source or type differs.
    edited: int = 0
    #: Only the formatting of the source differs; counted if that was asked for, and then not as
    #: edited.
    reformatted: int = 0
    moved: int = 0
    #: Only outputs differ, and not just by noise.
    rerun: int = 0
    #: Metadata or attachments differ, not just by noise, and neither source nor outputs do.
    other: int = 0
    #: Nothing but noise differs, or nothing at all.
    unchanged: int = 0


class Coarse(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where time ran out: the diff is right, but says it with larger pieces than it could."""

    part: Literal["alignment", "source", "outputs"]
    #: Head index of the cell; None for the alignment.
    head: int | None = None


class NotebookDiff(Struct, frozen=True, kw_only=True):
    """How the head differs from the base."""

    format: Literal["jupyter-mlops/notebook-diff"] = "jupyter-mlops/notebook-diff"
    version: Literal[1] = 1
    base: Side
    head: Side
    summary: Summary
    #: Exactly what to do to the base apart from its cells: metadata, format, unknown keys.
    notebook: list[Op] = []
    #: The same for people.
    metadata: list[ValueChange] = []
    #: In the head's order; a removed cell stands where it was among its neighbours.
    cells: list[CellEntry] = []
    #: Empty if there was time for everything.
    coarse: list[Coarse] = []

    @property
    def empty(self) -> bool:
        """Whether the notebooks are equal in every bit of their content."""
        return not self.notebook and all(isinstance(cell, UnchangedCells) for cell in self.cells)
