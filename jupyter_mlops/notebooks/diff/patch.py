"""Applies a diff."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.notebooks.diff.cells import digest_notebook
from jupyter_mlops.notebooks.diff.model import AddedCell, NotebookDiff, PairedCell, UnchangedCells
from jupyter_mlops.notebooks.diff.operations import (
    Add,
    Change,
    Form,
    Lines,
    Op,
    Order,
    Remove,
    Replace,
    Splice,
    TextForm,
)
from jupyter_mlops.notebooks.diff.textforms import form_of, shape_text
from jupyter_mlops.notebooks.multiline import split_lines, text_of


def patch_notebook(base: dict[str, Any], diff: NotebookDiff) -> dict[str, Any]:
    """Makes the head of a diff out of its base.

    Args:
        base: The notebook that the diff was made from, as decoded. It is left as it is; what the
            diff doesn't touch is shared with the result.
        diff: The diff.

    Returns:
        The head, to the order of its keys.

    Raises:
        ConflictError: The diff was made from another notebook, or does not fit this one.
    """
    if diff.base.digest and digest_notebook(base) != diff.base.digest:
        raise ConflictError(
            "the diff was made from another notebook",
            hint="apply it to the very revision that it was made from",
        )
    try:
        cells = _patch_cells(base.get("cells", []), diff)
        head = patch_object({**base, "cells": cells}, diff.notebook)
    except (LookupError, TypeError, ValueError) as error:
        raise _misfit() from error
    if diff.head.digest and digest_notebook(head) != diff.head.digest:
        raise _misfit()
    return head


def _patch_cells(base: list[Any], diff: NotebookDiff) -> list[Any]:
    head: list[Any] = []
    for entry in diff.cells:
        if isinstance(entry, UnchangedCells):
            head += base[entry.base : entry.base + entry.count]
        elif isinstance(entry, AddedCell):
            head.append(entry.cell)
        elif isinstance(entry, PairedCell):
            head.append(patch_object(base[entry.base], entry.changes))
    return head


def _patch(value: Any, changes: list[Op]) -> Any:
    if isinstance(value, dict):
        return patch_object(value, changes)
    if any(isinstance(op, (Lines, Form)) for op in changes):
        return _patch_text(value, changes)
    return _patch_list(value, changes)


def patch_object(base: dict[str, Any], changes: list[Op]) -> dict[str, Any]:
    """Applies operations to an object, which is left as it is."""
    head = dict(base)
    for op in changes:
        if isinstance(op, Remove):
            del head[op.key]
        elif isinstance(op, Add):
            head = _inserted(head, op)
        elif isinstance(op, Replace):
            head[str(op.key)] = op.value
        elif isinstance(op, Change):
            head[str(op.key)] = _patch(head[str(op.key)], op.changes)
        elif isinstance(op, Order):
            head = {key: head[key] for key in op.keys}
        else:
            raise TypeError(type(op).__name__)
    return head


def _inserted(base: dict[str, Any], op: Add) -> dict[str, Any]:
    if op.at is None or op.at >= len(base):
        return {**base, op.key: op.value}
    items = list(base.items())
    return dict([*items[: op.at], (op.key, op.value), *items[op.at :]])


def _patch_list(base: list[Any], changes: list[Op]) -> list[Any]:
    head: list[Any] = []
    taken = 0
    for op in changes:
        if isinstance(op, Splice):
            head += [*base[taken : op.at], *op.added]
            taken = op.at + op.removed
        elif isinstance(op, (Replace, Change)):
            at = int(op.key)
            value = op.value if isinstance(op, Replace) else _patch(base[at], op.changes)
            head += [*base[taken:at], value]
            taken = at + 1
        else:
            raise TypeError(type(op).__name__)
    return head + base[taken:]


def _patch_text(base: Any, changes: list[Op]) -> Any:
    form: TextForm | None = form_of(base)
    lines = split_lines(text_of(base) or "")
    head: list[str] = []
    taken = 0
    for op in changes:
        if isinstance(op, Lines):
            head += [*lines[taken : op.at], *op.added]
            taken = op.at + op.removed
        elif isinstance(op, Form):
            form = op.form
        else:
            raise TypeError(type(op).__name__)
    if form is None:
        raise TypeError("no text")
    return shape_text("".join(head + lines[taken:]), form)


def _misfit() -> ConflictError:
    return ConflictError(
        "the diff does not fit this notebook",
        hint="it is damaged, or was made from another revision",
    )
