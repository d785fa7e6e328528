"""What is to be synced, and what a sync has done."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from jupyter_mlops.modules.model import Finding, Question
from jupyter_mlops.modules.sync.model import Decisions
from jupyter_mlops.services.export_model import Exported


class SyncRequest(Struct, frozen=True, kw_only=True):
    """What is to be synced."""

    #: A file or folder of the project.
    path: Path
    #: Only modules of these names; None for all.
    modules: tuple[str, ...] | None = None
    #: Only modules that are made of these notebooks, or of notebooks in these folders, or that
    #: are these files; None for all.
    within: tuple[Path, ...] | None = None
    #: What the user has decided, by the module's name.
    decisions: Mapping[str, Decisions] = MappingProxyType({})
    #: Whether the status afterwards has the cells that have changed, which takes longer.
    details: bool = False


class Synced(Struct, frozen=True, kw_only=True):
    """What a sync has done."""

    #: The notebooks that were changed: paths below the project.
    notebooks: tuple[str, ...]
    #: How many cells were edited, added and removed.
    edited: int
    added: int
    removed: int
    #: How many conflicts were written into cells.
    conflicts: int
    #: What is open.
    questions: tuple[Question, ...]
    #: Why edits of modules could not be brought into a notebook.
    findings: tuple[Finding, ...]
    #: The export afterwards.
    exported: Exported
