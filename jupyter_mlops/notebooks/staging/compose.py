"""Puts a notebook together from chosen parts of its versions."""

from __future__ import annotations

from collections.abc import Collection, Container
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from jupyter_mlops.notebooks.diff.cells import frame_of
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.staging.ids import Placed, has_ids, settle_ids
from jupyter_mlops.notebooks.staging.model import NOTEBOOK, Part, PartState
from jupyter_mlops.notebooks.staging.parts import join
from jupyter_mlops.notebooks.staging.slot import Place, Slot
from jupyter_mlops.notebooks.staging.states import Standing, State
from jupyter_mlops.notebooks.staging.versions import VERSIONS, Cell, Version, Versions
from jupyter_mlops.notebooks.staging.wanted import Clean, Wanted


@dataclass(frozen=True)
class Aim:
    """Which version is changed, and towards which."""

    current: Version
    target: Version
    #: States in which outputs stay that weren't chosen together with their source.
    keeps: Container[PartState | None]
    #: What becomes of a cell of the target on its way.
    clean: Clean | None = None
    #: Whether what differs by noise only comes along, if there is nothing to clean of it.
    noise: bool = False


#: Where a notebook's metadata has the state of its widgets.
_WIDGETS = "widgets"
#: Where a cell of the notebook to be stands, it, and what it is a version of.
_Found = tuple[Place, Cell, Slot]


def compose(
    versions: Versions, standing: Standing, wanted: Wanted, aim: Aim
) -> dict[str, Any] | None:
    """The current version of a notebook with what is wanted as in the target.

    Args:
        versions: The notebook.
        standing: Where its parts stand.
        wanted: What is to be changed.
        aim: Which version is changed, and towards which.

    Returns:
        The notebook; None where nothing of it is left and the target has none.
    """
    places = (_place(state, wanted.get(state.slot.key, ()), aim) for state in standing.cells)
    found = sorted(filter(None, places), key=itemgetter(0))
    if not found and versions.document(aim.target) is None:
        return None
    frame = _frame(versions, standing, aim, wanted=NOTEBOOK in wanted)
    # The ids of one version stay: the base's, so that it doesn't matter what was chosen first, but
    # in the working file what is there.
    lasting: Version = "working" if aim.current == "working" else "base"
    document = versions.document(lasting)
    if document is None or has_ids(document.nb) != has_ids(frame):
        placed = [_placed(cell, slot, None) for _, cell, slot in found]
    else:
        placed = [_placed(cell, slot, lasting) for _, cell, slot in found]
    return {**frame, "cells": settle_ids(placed, named=has_ids(frame))}


def _place(state: State, wanted: Collection[Part], aim: Aim) -> _Found | None:
    slot = state.slot
    target, current = slot.cells.get(aim.target), slot.cells.get(aim.current)
    source = "source" in wanted and state.source is not None
    outputs = "outputs" in wanted and state.outputs is not None
    if target is not None and current is None and outputs:
        source = True  # outputs don't come without their cell
    if source and target is not None:
        return slot.places[aim.target], _with_source(state, outputs=outputs, aim=aim), slot
    if not source and current is not None:
        cell = _with_outputs(state, aim) if outputs else _as_it_is(state, aim)
        return slot.places[aim.current], cell, slot
    return None


def _placed(cell: Cell, slot: Slot, lasting: Version | None) -> Placed:
    """The cell with what decides on its id.

    Args:
        cell: The cell.
        slot: What it is a version of.
        lasting: The version whose ids stay, if any.
    """
    known = slot.cells.get(lasting) if lasting else None
    firm = known is not None and known.get("id") == cell.get("id")
    others = [slot.cells[version].get("id") for version in VERSIONS if version in slot.cells]
    return Placed(cell, firm=firm, others=others)


def _with_source(state: State, *, outputs: bool, aim: Aim) -> Cell:
    """The cell with the target's source, and with its outputs if these are chosen, too."""
    whole, current = state.slot.cells[aim.target], state.slot.cells.get(aim.current)
    cell = aim.clean(whole) if aim.clean else whole
    if outputs:
        return join(cell, whole)
    if state.outputs is None:
        return cell
    if current is None:
        return cell if aim.clean or aim.target == "base" else join(cell, None)
    return join(cell, current) if state.outputs in aim.keeps else cell


def _with_outputs(state: State, aim: Aim) -> Cell:
    """The cell with the target's outputs; with all of it where the rest is noise to stay."""
    target, current = state.slot.cells.get(aim.target), state.slot.cells[aim.current]
    if target is None or state.source is not None or not _is_clean(target, aim):
        return join(current, target)
    return target


def _as_it_is(state: State, aim: Aim) -> Cell:
    target = state.slot.cells.get(aim.target)
    if aim.noise and state.quiet and target and _is_clean(target, aim):
        return target
    return state.slot.cells[aim.current]


def _is_clean(cell: Cell, aim: Aim) -> bool:
    return aim.clean is None or same(aim.clean(cell), cell)


def _frame(versions: Versions, standing: Standing, aim: Aim, *, wanted: bool) -> dict[str, Any]:
    """What is not a cell."""
    current, target = versions.document(aim.current), versions.document(aim.target)
    chosen = wanted if standing.notebook is not None else aim.noise
    found = (target or current) if chosen or current is None else current
    found = found or versions.base or versions.working
    if found is None:
        return {}
    frame = frame_of(found.nb)
    if aim.clean and found is target:
        frame = _with_widgets_of(current.nb if current else {}, frame)
    return frame


def _with_widgets_of(current: dict[str, Any], frame: dict[str, Any]) -> dict[str, Any]:
    """The frame without the state of widgets, which are outputs, or with the one that was there."""
    metadata = frame.get("metadata")
    if not isinstance(metadata, dict) or _WIDGETS not in metadata:
        return frame
    kept = current.get("metadata")
    held = {_WIDGETS: kept[_WIDGETS]} if isinstance(kept, dict) and _WIDGETS in kept else {}
    left = {key: held.get(key, value) for key, value in metadata.items() if key != _WIDGETS or held}
    return {**frame, "metadata": left}
