"""A document that the Lab hasn't saved, as the bytes that saving it would give."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from jupyter_mlops.errors import InvalidError, MlopsError, StaleError
from jupyter_mlops.notebooks.document import load_document
from jupyter_mlops.notebooks.layout import Layout, encode
from jupyter_mlops.notebooks.writing import dump_notebook

_FORMAT = 4
#: What Jupyter takes out when it saves: nbformat's `strip_transient`.
_TRANSIENT = ("signature", "orig_nbformat", "orig_nbformat_minor")
_SEND_ALL = "send the whole document"


class Unsaved(Struct, frozen=True, kw_only=True):
    """A document as it is being edited."""

    #: Of a notebook, of format 4; else None.
    notebook: dict[str, Any] | None = None
    #: Ids of cells without `outputs` in `notebook`, for these are as in the file.
    outputs_on_disk: tuple[str, ...] = ()
    #: Of another file: its text.
    text: str | None = None


def unsaved_data(unsaved: Unsaved, saved: bytes | None, *, name: str) -> bytes:
    """What the file would hold once the document is saved.

    Args:
        unsaved: The document.
        saved: What the file holds now; None where there is none.
        name: What to call it in messages.

    Raises:
        InvalidError: There is no document, or no notebook, in it.
        StaleError: The file no longer has the outputs that weren't sent.
    """
    if unsaved.notebook is not None:
        return _notebook_data(unsaved, unsaved.notebook, saved, name)
    if unsaved.text is None:
        raise InvalidError(f"{name}: neither a notebook nor a text was sent")
    # The Lab edits with line feeds alone and saves with the line ends that it has read.
    ends = "\r\n" if saved is not None and b"\r\n" in saved else "\n"
    try:
        return unsaved.text.replace("\r\n", "\n").replace("\n", ends).encode()
    except UnicodeEncodeError as error:
        raise InvalidError(f"{name}: half of a character was sent") from error


def _notebook_data(
    unsaved: Unsaved, notebook: dict[str, Any], saved: bytes | None, name: str
) -> bytes:
    cells = notebook.get("cells")
    if notebook.get("nbformat") != _FORMAT or not isinstance(cells, list):
        raise InvalidError(f"{name}: what was sent is no notebook of format {_FORMAT}")
    if not all(isinstance(cell, dict) for cell in cells):
        raise InvalidError(f"{name}: what was sent has a cell that is none")
    if unsaved.outputs_on_disk:
        cells = _with_outputs(cells, set(unsaved.outputs_on_disk), saved, name)
    whole = {**notebook, "metadata": _without(notebook.get("metadata"), *_TRANSIENT)}
    whole["cells"] = [
        {**cell, "metadata": _without(cell.get("metadata"), "trusted")} for cell in cells
    ]
    try:
        split = msgspec.json.decode(dump_notebook(whole))
    except (AttributeError, TypeError, ValueError, RecursionError) as error:
        raise InvalidError(f"{name}: what was sent is no notebook: {error}") from error
    # Once more, since Jupyter spells numbers as Python does.
    return encode(split, Layout())


def _without(metadata: Any, *keys: str) -> Any:
    if not isinstance(metadata, dict):
        return {} if metadata is None else metadata
    return {key: value for key, value in metadata.items() if key not in keys}


def _with_outputs(
    cells: list[dict[str, Any]], wanted: set[str], saved: bytes | None, name: str
) -> list[dict[str, Any]]:
    """The cells with outputs from the file where they weren't sent."""
    if saved is None:
        raise StaleError(f"{name} is gone", hint=_SEND_ALL)
    try:
        disk = load_document(saved, name=name).nb["cells"]
    except MlopsError as error:
        raise StaleError(
            f"the outputs are not in the file: {error.message}", hint=_SEND_ALL
        ) from error
    outputs: dict[Any, Any] = {cell.get("id"): cell.get("outputs") for cell in disk if "id" in cell}
    filled = []
    for cell in cells:
        key = cell.get("id")
        if key not in wanted or "outputs" in cell:
            filled.append(cell)
            continue
        if not isinstance(outputs.get(key), list):
            raise StaleError(f"{name} on disk has no outputs of cell {key}", hint=_SEND_ALL)
        filled.append({**cell, "outputs": outputs[key]})
    return filled
