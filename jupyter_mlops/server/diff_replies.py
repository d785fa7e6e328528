"""From comparisons to payloads."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.accessors import cell_source, language
from jupyter_mlops.notebooks.diff.cells import cells_of
from jupyter_mlops.notebooks.diff.model import (
    AddedCell,
    CellEntry,
    PairedCell,
    RemovedCell,
    UnchangedCells,
)
from jupyter_mlops.notebooks.diff.summary import fates
from jupyter_mlops.server.payloads.diffs import (
    DiffCell,
    DiffReply,
    DiffRequest,
    FoldedCell,
    ImageDiffReply,
    NotebookDiffReply,
    TextDiffReply,
)
from jupyter_mlops.services.diff_entry import HiddenCell, joined_outputs, outputs_at
from jupyter_mlops.services.diff_view import FileDiff, NotebookPair

_PYTHON = "text/x-python"


def diff_reply(key: str, request: DiffRequest, diff: FileDiff) -> DiffReply:
    """A comparison, with the id to ask for more by."""
    image = diff.image
    return DiffReply(
        id=key,
        path=request.path,
        base_path=request.base_path or request.path,
        base_name=diff.base_name,
        head_name=diff.head_name,
        status=diff.status,
        kind=diff.kind,
        notebook=None if diff.notebook is None else _notebook(diff.notebook),
        text=None if diff.text is None else TextDiffReply(base=diff.text[0], head=diff.text[1]),
        image=None
        if image is None
        else ImageDiffReply(
            base=image.base,
            head=image.head,
            heat_map=image.heat_map,
            base_picture=image.base_picture,
            head_picture=image.head_picture,
        ),
        problem=diff.problem,
        notes=list(diff.notes),
    )


def folded_cell(nb: dict[str, Any], hidden: HiddenCell) -> FoldedCell:
    """An unchanged cell of a notebook."""
    return FoldedCell(
        base=hidden.base,
        head=hidden.head,
        cell_type=str(hidden.cell.get("cell_type")),
        id=_text(hidden.cell.get("id")),
        execution_count=_number(hidden.cell.get("execution_count")),
        source=cell_source(hidden.cell),
        outputs=joined_outputs(nb, hidden.head),
    )


def _notebook(pair: NotebookPair) -> NotebookDiffReply:
    diff = pair.diff
    return NotebookDiffReply(
        summary=diff.summary,
        language=_mime(pair.head) or _mime(pair.base) or _PYTHON,
        metadata=diff.metadata,
        cells=[_cell(at, entry, pair) for at, entry in enumerate(diff.cells)],
        coarse=bool(diff.coarse),
    )


def _mime(nb: dict[str, Any]) -> str | None:
    """MIME type of a notebook's code."""
    metadata = nb.get("metadata")
    about = metadata.get("language_info") if isinstance(metadata, dict) else None
    told = _text(about.get("mimetype")) if isinstance(about, dict) else None
    name = language(nb)
    return told or (f"text/x-{name.lower()}" if name else None)


def _cell(at: int, entry: CellEntry, pair: NotebookPair) -> DiffCell:
    base = None if isinstance(entry, AddedCell) else entry.base
    head = None if isinstance(entry, RemovedCell) else entry.head
    folded = isinstance(entry, UnchangedCells)
    paired = entry if isinstance(entry, PairedCell) else None
    return DiffCell(
        entry=at,
        kind=_kind(entry),
        base=base,
        head=head,
        count=entry.count if isinstance(entry, UnchangedCells) else 1,
        noise=folded or (paired is not None and fates(paired) == ["unchanged"]),
        moved=paired is not None and paired.moved,
        source=paired.source if paired else None,
        outputs=paired.outputs if paired else [],
        metadata=paired.metadata if paired else [],
        base_outputs=0 if folded else len(outputs_at(pair.base, base)),
        head_outputs=0 if folded else len(outputs_at(pair.head, head)),
        split_from=entry.split_from if isinstance(entry, AddedCell) else None,
        joined_into=entry.joined_into if isinstance(entry, RemovedCell) else None,
        **_side("base", None if folded else _at(pair.base, base)),
        **_side("head", None if folded else _at(pair.head, head)),
    )


def _kind(entry: CellEntry) -> Any:
    return entry.__struct_config__.tag


def _at(nb: dict[str, Any], index: int | None) -> dict[str, Any] | None:
    return None if index is None else cells_of(nb)[index]


def _side(name: str, cell: dict[str, Any] | None) -> dict[str, Any]:
    about = cell or {}
    return {
        f"{name}_type": None if cell is None else str(about.get("cell_type")),
        f"{name}_id": _text(about.get("id")),
        f"{name}_count": _number(about.get("execution_count")),
        f"{name}_source": None if cell is None else cell_source(about),
    }


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _number(value: Any) -> int | None:
    return value if type(value) is int else None
