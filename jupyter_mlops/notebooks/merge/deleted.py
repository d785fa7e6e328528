"""A cell that one side deleted."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.merge.cells import CODE_KEYS, NOISE, MergedCell
from jupyter_mlops.notebooks.merge.conflicts import deleted_lines, with_conflict
from jupyter_mlops.notebooks.merge.model import MergeOptions
from jupyter_mlops.notebooks.merge.source import in_form_of
from jupyter_mlops.notebooks.merge.values import MISSING, Three, without_noise
from jupyter_mlops.notebooks.multiline import text_of


def merge_deleted(three: Three, options: MergeOptions) -> MergedCell | None:
    """What becomes of a cell of the base that one side, which is `MISSING`, deleted.

    Returns:
        The cell if the other side edited it, as a conflict or as the options settle it; None if
        that left it as it was, but for outputs and noise, or if the deletion counts.
    """
    deleter = "local" if three.local is MISSING else "remote"
    edited = three.remote if deleter == "local" else three.local
    if _decisions(three.base) == _decisions(edited) and same(*map(_rest, (three.base, edited))):
        return None
    if options.source != "mark":
        return None if options.source == deleter else MergedCell(edited)
    text = "\n".join(deleted_lines(_text(three.local), _text(three.remote), options))
    cell = {**edited, "source": in_form_of(edited.get("source"), text)}
    return MergedCell(with_conflict(cell, ["deleted"], three, options), ["deleted"])


def _text(side: Any) -> str | None:
    return None if side is MISSING else text_of(side.get("source")) or ""


def _decisions(cell: dict[str, Any]) -> tuple[Any, ...]:
    return cell.get("cell_type"), text_of(cell.get("source"))


def _rest(cell: dict[str, Any]) -> Any:
    """What else people decide about a cell."""
    known = ("source", *CODE_KEYS)
    return without_noise((), {key: cell[key] for key in cell if key not in known}, NOISE)
