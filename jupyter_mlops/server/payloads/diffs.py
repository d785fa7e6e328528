"""A file before and after, for the diff view."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from jupyter_mlops.notebooks.diff.model import OutputChange, Summary
from jupyter_mlops.notebooks.diff.views import Picture, TextView, ValueChange
from jupyter_mlops.server.payloads.changes import Unsaved


class DiffRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Compare two versions of a file."""

    #: Contents path of the file, in the head if it had another in the base.
    path: str
    #: Contents path in the base, if another.
    base_path: str | None = None
    #: A revision, `:index`, `:working`, or `:nothing`.
    base: str = "HEAD"
    head: str = ":working"
    #: The working document if it isn't saved.
    unsaved: Unsaved | None = None
    ignore_formatting: bool = False


class DiffCell(Struct, frozen=True, kw_only=True):
    """An entry of a notebook's diff, in the order to show them."""

    #: Its position in the list; names it for `EntryQuery`.
    entry: int
    kind: Literal["unchanged", "added", "removed", "paired"]
    #: Index of the cell, of the first one if unchanged; null where it isn't.
    base: int | None
    head: int | None
    #: How many unchanged cells; 1 of all other kinds.
    count: int
    #: Whether only noise differs, or nothing at all.
    noise: bool
    moved: bool
    #: Cell types; null where it isn't, and for unchanged ones.
    base_type: str | None
    head_type: str | None
    base_id: str | None
    head_id: str | None
    base_count: int | None
    head_count: int | None
    #: The texts; null where it isn't, and for unchanged ones.
    base_source: str | None
    head_source: str | None
    #: How the source differs; null if it doesn't, or one side has none.
    source: TextView | None
    #: Outputs that differ.
    outputs: list[OutputChange]
    #: How many outputs each side has.
    base_outputs: int
    head_outputs: int
    metadata: list[ValueChange]
    #: Index of the cell that this is a part of, or went into.
    split_from: int | None
    joined_into: int | None


class NotebookDiffReply(Struct, frozen=True, kw_only=True):
    """How two notebooks differ."""

    summary: Summary
    #: MIME type of the code, for the editor.
    language: str
    #: What differs outside of the cells.
    metadata: list[ValueChange]
    cells: list[DiffCell]
    #: Whether time ran out, so that it says more than it needs to.
    coarse: bool


class TextDiffReply(Struct, frozen=True, kw_only=True):
    """Two texts."""

    base: str
    head: str


class ImageDiffReply(Struct, frozen=True, kw_only=True):
    """Two images; data as `data:` URLs, null where there is none, or it is over 10 MB."""

    base: str | None
    head: str | None
    #: Where pixels differ; null if they could not be compared.
    heat_map: str | None
    base_picture: Picture | None
    head_picture: Picture | None


class DiffReply(Struct, frozen=True, kw_only=True):
    """A file before and after."""

    #: For the questions that follow; forgotten after some time.
    id: str
    path: str
    base_path: str
    #: What to call the sides.
    base_name: str
    head_name: str
    status: Literal["added", "deleted", "modified", "renamed", "unchanged"]
    kind: Literal["notebook", "text", "image", "binary"]
    notebook: NotebookDiffReply | None
    text: TextDiffReply | None
    image: ImageDiffReply | None
    #: Why the sides could not be compared; empty if they could.
    problem: str
    notes: list[str]


class EntryQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Outputs of an entry."""

    entry: Annotated[int, Meta(ge=0)]


class EntryReply(Struct, frozen=True, kw_only=True):
    """What the cells of an entry hold besides their source."""

    #: Outputs as nbformat has them.
    base: list[Any]
    head: list[Any]
    #: By index in `DiffCell.outputs`: where pixels differ, as a `data:` URL.
    heat_maps: dict[str, str]
    #: The base's cell without its outputs, to put it back; null where it has none.
    base_cell: dict[str, Any] | None = None


class FoldedQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cells that a fold hides."""

    entry: Annotated[int, Meta(ge=0)]
    start: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class FoldedCell(Struct, frozen=True, kw_only=True):
    """An unchanged cell."""

    base: int
    head: int
    cell_type: str
    id: str | None
    execution_count: int | None
    source: str
    outputs: list[Any]


class FoldedReply(Struct, frozen=True, kw_only=True):
    """Some of the cells that a fold hides."""

    cells: list[FoldedCell]
