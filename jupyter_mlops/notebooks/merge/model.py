"""What a merge is asked and what it answers, and how conflicts are held in a notebook."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

#: The key under which a cell's (or the notebook's) metadata holds what a merge has to say.
KEY = "jupyter-mlops"
#: Key below it: the conflict that is left in this cell, as `CellConflict`.
CONFLICT = "conflict"
#: Key below it: true if the outputs were dropped because the source was merged.
STALE = "stale"

Choice = Literal["mark", "local", "remote", "union"]
ConflictKind = Literal["source", "deleted", "type", "outputs", "metadata", "attachments"]


class MergeOptions(Struct, frozen=True, kw_only=True):
    """How to settle what both sides changed differently."""

    #: Source, deletion against edit, cell type: `mark` leaves a conflict with markers, `union`
    #: takes both sides' lines.
    source: Choice = "mark"
    #: Outputs of a cell that both sides ran: `mark` drops them and marks the cell stale.
    outputs: Choice = "mark"
    #: Metadata and attachments by key: `mark` leaves a conflict.
    metadata: Choice = "mark"
    #: What to call the sides in markers.
    local_name: str = "local"
    remote_name: str = "remote"
    #: Seconds after which cells are aligned more coarsely.
    budget: float = 10.0


class CellConflict(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is left to settle in a cell, as its metadata holds it."""

    #: What both sides changed differently.
    kinds: list[ConflictKind]
    #: The cell in the three notebooks, without outputs unless these are in conflict; None where
    #: there is none.
    base: dict[str, Any] | None
    local: dict[str, Any] | None
    remote: dict[str, Any] | None
    #: What the sides are called in the markers.
    local_name: str = "local"
    remote_name: str = "remote"


class Conflict(Struct, frozen=True, kw_only=True):
    """A conflict that a merge has left."""

    #: Index of the cell in the merged notebook; None for the notebook's metadata.
    cell: int | None
    kinds: list[ConflictKind]


class Merged(Struct, frozen=True, kw_only=True):
    """The outcome of a merge."""

    #: A valid notebook, with markers where conflicts are left.
    nb: dict[str, Any]
    #: In order.
    conflicts: list[Conflict]
    #: For people: what was repaired, dropped or upgraded.
    notes: tuple[str, ...] = ()
