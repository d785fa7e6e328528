"""Use case: look into an entry of a notebook's diff: outputs, and what a fold hides."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.notebooks.diff.cells import cells_of
from jupyter_mlops.notebooks.diff.model import (
    AddedCell,
    CellEntry,
    OutputChange,
    RemovedCell,
    UnchangedCells,
)
from jupyter_mlops.notebooks.diff.outputs import output_bytes
from jupyter_mlops.notebooks.diff.views import ImageView
from jupyter_mlops.notebooks.multiline import text_of
from jupyter_mlops.services.diff_view import NotebookPair
from jupyter_mlops.services.picture_diff import draw_heat_map


class EntryOutputs(Struct, frozen=True, kw_only=True):
    """What the cells of an entry have put out, texts joined."""

    base: list[Any]
    head: list[Any]
    #: By index in the entry's output changes: where pixels differ, as a `data:` URL.
    heat_maps: dict[str, str]
    #: The base's cell without its outputs, to put it back; None where it has none.
    base_cell: dict[str, Any] | None


class HiddenCell(Struct, frozen=True, kw_only=True):
    """An unchanged cell."""

    base: int
    head: int
    #: As the head has it.
    cell: dict[str, Any]


def read_entry(pair: NotebookPair, entry: int) -> EntryOutputs:
    """The outputs of an entry.

    Args:
        pair: The notebooks.
        entry: Its position in the diff.

    Raises:
        NotFoundError: There is no such entry.
    """
    found = _entry(pair, entry)
    base = None if isinstance(found, AddedCell) else found.base
    head = None if isinstance(found, RemovedCell) else found.head
    sides = outputs_at(pair.base, base), outputs_at(pair.head, head)
    changes = [] if isinstance(found, (AddedCell, RemovedCell, UnchangedCells)) else found.outputs
    drawn = {str(at): _heat_map(change, *sides) for at, change in enumerate(changes)}
    return EntryOutputs(
        base=[_joined(output) for output in sides[0]],
        head=[_joined(output) for output in sides[1]],
        heat_maps={at: url for at, url in drawn.items() if url is not None},
        base_cell=_without_outputs(pair.base, base),
    )


def read_folded(pair: NotebookPair, entry: int, *, start: int, limit: int) -> list[HiddenCell]:
    """Some of the cells that an entry of unchanged ones stands for.

    Args:
        pair: The notebooks.
        entry: Its position in the diff.
        start: How many to leave out at the start.
        limit: How many at most.

    Raises:
        NotFoundError: There is no such entry.
    """
    found = _entry(pair, entry)
    if not isinstance(found, UnchangedCells):
        return []
    cells = cells_of(pair.head)
    places = range(found.count)[start : start + limit]
    return [
        HiddenCell(base=found.base + at, head=found.head + at, cell=cells[found.head + at])
        for at in places
    ]


def outputs_at(nb: dict[str, Any], index: int | None) -> list[Any]:
    """The outputs of a cell; none where there is no cell, or it has none."""
    outputs = None if index is None else cells_of(nb)[index].get("outputs")
    return outputs if isinstance(outputs, list) else []


def joined_outputs(nb: dict[str, Any], index: int) -> list[Any]:
    """The outputs of a cell with each text as one string, as JupyterLab wants them."""
    return [_joined(output) for output in outputs_at(nb, index)]


def _without_outputs(nb: dict[str, Any], index: int | None) -> dict[str, Any] | None:
    """A cell with its source as one string."""
    if index is None:
        return None
    cell = cells_of(nb)[index]
    kept = {key: value for key, value in cell.items() if key != "outputs"}
    return {**kept, "source": _text(cell.get("source", ""))}


def _entry(pair: NotebookPair, entry: int) -> CellEntry:
    if entry >= len(pair.diff.cells):
        raise NotFoundError(f"the diff has no entry {entry}", hint="compare once more")
    return pair.diff.cells[entry]


def _heat_map(change: OutputChange, base: list[Any], head: list[Any]) -> str | None:
    view = change.view
    if not isinstance(view, ImageView) or change.base is None or change.head is None:
        return None
    if view.verdict == "same":
        return None
    sides = (
        output_bytes(base[change.base], view.base.mime),
        output_bytes(head[change.head], view.head.mime),
    )
    return draw_heat_map(*sides, view.head.mime)


def _joined(output: Any) -> Any:
    """An output with each text as one string; JSON data stays as it is."""
    if not isinstance(output, dict):
        return output
    joined = dict(output)
    if "text" in output:
        joined["text"] = _text(output["text"])
    if isinstance(output.get("data"), dict):
        joined["data"] = {
            mime: value if _is_json(mime) else _text(value)
            for mime, value in output["data"].items()
        }
    return joined


def _text(value: Any) -> Any:
    text = text_of(value)
    return value if text is None else text


def _is_json(mime: str) -> bool:
    return mime == "application/json" or mime.endswith("+json")
