"""Where the parts of each cell stand."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.cells import frame_of
from jupyter_mlops.notebooks.diff.metadata import notebook_changes
from jupyter_mlops.notebooks.document import Document
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.staging.model import PartState
from jupyter_mlops.notebooks.staging.parts import (
    outputs_differ,
    outputs_left,
    outputs_of,
    same_run,
    same_source,
    source_differs,
)
from jupyter_mlops.notebooks.staging.slot import Slot
from jupyter_mlops.notebooks.staging.slots import find_slots
from jupyter_mlops.notebooks.staging.versions import VERSIONS, Cell, Version, Versions

#: Seconds that comparing may take in all.
BUDGET = 10.0


@dataclass(frozen=True)
class State:
    """A cell, and where its parts stand."""

    slot: Slot
    #: None for a part that doesn't differ, in no version.
    source: PartState | None
    outputs: PartState | None
    #: Whether the index has, beside a source that isn't the base's, what cleaning left of outputs.
    cleaned: bool = False

    @property
    def quiet(self) -> bool:
        """Whether nothing differs but noise."""
        return self.source is None and self.outputs is None


@dataclass(frozen=True)
class Standing:
    """Where everything in a notebook stands."""

    cells: list[State]
    notebook: PartState | None


def find_states(versions: Versions, budget: Budget | None = None) -> Standing:
    """Compares the three versions of a notebook, part by part.

    Args:
        versions: The notebook.
        budget: Time; some seconds by default.
    """
    budget = budget or Budget(BUDGET)
    cells = []
    for slot in find_slots(versions, budget):
        source = _source_state(slot, budget)
        outputs, cleaned = _outputs_state(slot, source, budget)
        cells.append(State(slot, source, outputs, cleaned))
    return Standing(cells, _frame_state(versions))


def _source_state(slot: Slot, budget: Budget) -> PartState | None:
    base, index, working = (slot.cells.get(version) for version in VERSIONS)
    if index is None:
        if base is None:
            return "unstaged"
        return "staged" if working is None else "older"
    if base is not None and working is not None:
        return _paired_state(slot, base, index, working)
    if base is None:
        return "staged" if working is not None and _stands(slot, "working") else "older"
    as_base = _stands(slot, "base") and not outputs_differ(index, base, budget)
    return "unstaged" if as_base else "older"


def _paired_state(slot: Slot, base: Cell, index: Cell, working: Cell) -> PartState | None:
    """The state of a source that all three versions have."""
    if not slot.moved and not source_differs(base, working):
        return None if _stands(slot, "base") else "older"
    if same_source(index, base) and slot.places["index"] == slot.places["base"]:
        return "unstaged"
    if _stands(slot, "working"):
        return "staged"
    return "unstaged" if _stands(slot, "base") else "older"


def _stands(slot: Slot, version: Version) -> bool:
    """Whether the index has the source of a version, at its place."""
    if slot.places["index"] != slot.places[version]:
        return False
    return not source_differs(slot.cells["index"], slot.cells[version])


def _outputs_state(
    slot: Slot, source: PartState | None, budget: Budget
) -> tuple[PartState | None, bool]:
    """The state of the outputs, and whether cleaning has left those that the index has."""
    base, index, working = (slot.cells.get(version) for version in VERSIONS)
    if working is None or (index is None and base is not None):
        return None, False  # they go with their cell
    differ = outputs_differ(base, working, budget) if base else bool(outputs_of(working))
    reached = _reached(base, index, working, budget) if index else "unstaged"
    if reached == "older" and index and source in ("staged", "older"):
        cleaned = outputs_left(index, working)
        return ("unstaged" if cleaned else "older") if differ or not cleaned else None, cleaned
    return reached if differ or reached == "older" else None, False


def _reached(base: Cell | None, index: Cell, working: Cell, budget: Budget) -> PartState:
    """Whose outputs the index has; the base's in case of doubt if they are in every bit."""
    if base and same_run(index, base):
        return "unstaged"
    if not outputs_differ(index, working, budget):
        return "staged"
    return "unstaged" if base and not outputs_differ(index, base, budget) else "older"


def _frame_state(versions: Versions) -> PartState | None:
    """The state of what is not a cell.

    A notebook that is new, or gone, comes and goes with its first and last cell; only where it has
    none, there is something to choose.
    """
    base, index, working = (versions.document(version) for version in VERSIONS)
    if base is None or working is None:
        return _lone_frame_state(base or working, index, is_new=base is None)
    old, new = base.nb, working.nb
    if index is None or same(frame_of(index.nb), frame_of(old)):
        return "unstaged" if _frames_differ(old, new) else None
    at_work, at_base = (not _frames_differ(index.nb, nb) for nb in (new, old))
    if not _frames_differ(old, new):
        return None if at_base else "older"
    return "staged" if at_work else "unstaged" if at_base else "older"


def _lone_frame_state(
    found: Document | None, index: Document | None, *, is_new: bool
) -> PartState | None:
    """The same where only the index and one other version are there, if at all."""
    if found is None:
        return None if index is None or index.nb["cells"] else "older"
    if index is not None and _frames_differ(index.nb, found.nb):
        return "older"
    if found.nb["cells"] or (index and index.nb["cells"]):
        return None
    return "staged" if is_new == (index is not None) else "unstaged"


def _frames_differ(one: Cell, other: Cell) -> bool:
    return any(not change.noise for change in notebook_changes(one, other))
