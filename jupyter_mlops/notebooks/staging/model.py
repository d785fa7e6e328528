"""What is told and asked when changes of a notebook are chosen one by one.

Three versions count: *base*, the notebook in the last commit; *index*, what the next commit would
hold; *working*, the notebook at work, saved or not.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

#: Parts of a cell: `outputs` are its outputs and execution count, `source` is everything else,
#: its place among the other cells included.
Part = Literal["all", "source", "outputs"]

#: Whether the index has the working version of a part, or the base's, or another one: chosen
#: before it was edited once more.
PartState = Literal["unstaged", "staged", "older"]

#: What happened to a cell, the most telling first: a cell that was edited and rerun is `edited`.
#: `moved`: only its place differs; `rerun`: only outputs; `other`: only metadata or attachments.
CellKind = Literal["added", "removed", "edited", "moved", "rerun", "other"]

#: The key of what differs outside of the cells: the notebook's metadata and format.
NOTEBOOK = "notebook"


class CellChange(Struct, frozen=True, kw_only=True):
    """A cell of which base and working differ, not just by noise."""

    #: Names the change for `Choice`; the same as long as the cell is there, edited or not.
    key: str
    kind: CellKind
    #: Whether its place among the other cells differs, too.
    moved: bool
    #: Its index in base and in working, from 0; None where it isn't.
    base: int | None
    head: int | None
    #: Id of the working cell, of the base's if it was removed; None where cells have none.
    cell_id: str | None
    cell_type: str
    #: Of the working cell.
    execution_count: int | None
    #: First line of the source that says something, of the base's if it was removed; at most 120
    #: characters.
    preview: str
    #: Where the parts stand; None for one that doesn't differ.
    source: PartState | None
    outputs: PartState | None


class CellCounts(Struct, frozen=True, kw_only=True):
    """How many cells of each kind; `moved` counts also those that were edited or rerun besides."""

    added: int = 0
    removed: int = 0
    edited: int = 0
    moved: int = 0
    rerun: int = 0
    other: int = 0


class NotebookChanges(Struct, frozen=True, kw_only=True):
    """How base and working differ, and what of that is in the index."""

    #: In the order of working; a removed cell stands where it was among its neighbours.
    cells: list[CellChange]
    counts: CellCounts
    #: Where what differs outside of the cells stands; None if nothing does, but noise.
    notebook: PartState | None


class Choice(Struct, frozen=True, kw_only=True):
    """A change to put into the index, or to take out of it."""

    #: Of a `CellChange`, or `notebook`.
    key: str
    part: Part = "all"
