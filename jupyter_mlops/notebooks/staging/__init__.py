"""Choosing, cell by cell, what of a notebook's changes a commit shall hold."""

from jupyter_mlops.notebooks.staging.cells import list_changes
from jupyter_mlops.notebooks.staging.model import (
    NOTEBOOK,
    CellChange,
    CellCounts,
    CellKind,
    Choice,
    NotebookChanges,
    Part,
    PartState,
)
from jupyter_mlops.notebooks.staging.stage import discard_choices, stage_choices, unstage_choices
from jupyter_mlops.notebooks.staging.texts import (
    TextHunk,
    discard_hunks,
    list_hunks,
    stage_hunks,
    unstage_hunks,
)
from jupyter_mlops.notebooks.staging.versions import Versions
from jupyter_mlops.notebooks.staging.words import describe_changes

__all__ = [
    "NOTEBOOK",
    "CellChange",
    "CellCounts",
    "CellKind",
    "Choice",
    "NotebookChanges",
    "Part",
    "PartState",
    "TextHunk",
    "Versions",
    "describe_changes",
    "discard_choices",
    "discard_hunks",
    "list_changes",
    "list_hunks",
    "stage_choices",
    "stage_hunks",
    "unstage_choices",
    "unstage_hunks",
]
