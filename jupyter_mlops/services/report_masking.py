"""Keeps secrets out of reports: what a diff quotes ends up in comments and mails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_mlops.notebooks.accessors import cell_source
from jupyter_mlops.services.check_masking import text_mask
from jupyter_mlops.services.project import PYPROJECT, project_of
from jupyter_mlops.settings.checks import read_checks_settings

Notebook = dict[str, Any]
_Mask = Callable[[str, bool], str]


def secrets_mask(folder: Path) -> Callable[[Notebook], Notebook] | None:
    """What puts a mask over secrets in notebooks, by the settings of the project's check.

    Args:
        folder: In the project.

    Returns:
        None where the check is off.

    Raises:
        InvalidError: The settings cannot be read.
    """
    settings = read_checks_settings(project_of(folder.resolve()) / PYPROJECT).secrets
    if settings.severity == "off":
        return None
    mask = text_mask(settings)
    return lambda nb: _mask_notebook(nb, mask)


def _mask_notebook(nb: Notebook, mask: _Mask) -> Notebook:
    """A notebook whose cells have no secrets in what people read; parts without stay the same."""
    cells = [_mask_cell(cell, mask) for cell in nb["cells"]]
    return {**nb, "cells": cells, "metadata": _mask_values(nb.get("metadata", {}), mask)}


def _mask_cell(cell: Notebook, mask: _Mask) -> Notebook:
    source = cell_source(cell)
    hidden = mask(source, cell.get("cell_type") == "code")
    changed: dict[str, Any] = {} if hidden == source else {"source": hidden}
    if "metadata" in cell:
        changed["metadata"] = _mask_values(cell["metadata"], mask)
    outputs = cell.get("outputs")
    if isinstance(outputs, list):
        changed["outputs"] = [_mask_output(output, mask) for output in outputs]
    return {**cell, **changed}


def _mask_output(output: Any, mask: _Mask) -> Any:
    if not isinstance(output, dict):
        return output
    masked = dict(output)
    for key in ("text", "evalue"):
        if key in masked:
            masked[key] = _mask_text(masked[key], mask)
    if isinstance(masked.get("data"), dict):
        masked["data"] = {
            mime: value if mime.startswith("image/") else _mask_data(value, mask)
            for mime, value in masked["data"].items()
        }
    lines = masked.get("traceback")
    if isinstance(lines, list) and all(isinstance(line, str) for line in lines):
        masked["traceback"] = mask("\n".join(lines), False).split("\n")  # noqa: FBT003
    return masked


def _mask_data(value: Any, mask: _Mask) -> Any:
    """What a MIME bundle holds: a text, or JSON."""
    return _mask_values(value, mask) if isinstance(value, dict) else _mask_text(value, mask)


def _mask_values(value: Any, mask: _Mask) -> Any:
    """JSON with masks in its texts; the state of widgets, which nobody reads, stays as it is."""
    if isinstance(value, str):
        return mask(value, False)  # noqa: FBT003
    if isinstance(value, list):
        return [_mask_values(item, mask) for item in value]
    if isinstance(value, dict):
        return {
            key: item if key == "widgets" else _mask_values(item, mask)
            for key, item in value.items()
        }
    return value


def _mask_text(value: Any, mask: _Mask) -> Any:
    """A text, which may be a list of its lines; anything else as it is."""
    listed = isinstance(value, list) and all(isinstance(line, str) for line in value)
    text = "".join(value) if listed else value
    if not isinstance(text, str):
        return value
    hidden = mask(text, False)  # noqa: FBT003
    return value if hidden == text else hidden
