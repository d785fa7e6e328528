"""What a notebook says to the export, without a word about the project around it."""

from __future__ import annotations

import ast
import re
import warnings
from contextlib import suppress
from typing import Any

from msgspec import Struct

from jupyter_mlops.errors import NotebookInvalidError
from jupyter_mlops.modules.cells import (
    CellCode,
    read_exported,
    read_unmarked,
    without_magics,
)
from jupyter_mlops.modules.nbdev_docs import NotebookDocs, read_docs
from jupyter_mlops.notebooks.accessors import cell_source, language
from jupyter_mlops.notebooks.directives import Marks, nbdev_metadata, read_marks
from jupyter_mlops.notebooks.document import load_content

#: https://nbformat.readthedocs.io/en/latest/format_description.html#cell-ids
_ID = re.compile(r"[\w-]{1,64}", re.ASCII)
_MAY_CHECK = re.compile(r"^(assert\b|(?:\w+\.)*(?:test|assert)_)", re.MULTILINE)
_CHECK = re.compile(r"(test|assert)_")


class CellReading(Struct, frozen=True, array_like=True):
    """A cell of code."""

    #: As in `CellKey.cell`.
    id: str
    #: Its index in the notebook, from 0.
    index: int
    source: str
    marks: Marks
    #: None where it is neither marked nor checks or imports anything, and where it is no Python.
    code: CellCode | None
    #: Whether it checks something at its top level, by `assert` or by a call of `test_…`.
    checks: bool


class NotebookReading(Struct, frozen=True, array_like=True):
    """A notebook as the export sees it."""

    #: Its cells of code.
    cells: tuple[CellReading, ...] = ()
    #: What its last `default_exp` says; empty if it has none.
    default_module: str = ""
    #: The language that it is written in, if that is not Python; else empty.
    language: str = ""
    docs: NotebookDocs = NotebookDocs()
    #: Why it cannot be read; empty if it can.
    unreadable: str = ""


def read_cells(data: bytes, name: str, *, refuse_magics: bool) -> NotebookReading:
    """Reads what a notebook says to the export.

    Args:
        data: Its content.
        name: What to call it in messages.
        refuse_magics: Whether a magic without a plain equivalent is an error.
    """
    try:
        nb, _ = load_content(data, name=name)
    except NotebookInvalidError as error:
        return NotebookReading(unreadable=str(error))
    cells: list[dict[str, Any]] = nb["cells"]
    marks = [read_marks(cell) for cell in cells]
    spoken = language(nb) or "python"
    if not spoken.lower().lstrip("i").startswith("python"):
        return NotebookReading(cells=_unread(cells, marks), language=spoken)
    with warnings.catch_warnings():
        # Python's remarks about the cells' code are for those who run it.
        warnings.simplefilter("ignore")
        read = [
            _read_cell(cell, key, index, marks[index], refuse_magics=refuse_magics)
            for index, (cell, key) in enumerate(zip(cells, _keys(cells), strict=True))
            if cell.get("cell_type") == "code"
        ]
    return NotebookReading(
        cells=tuple(read), default_module=_default(nb, read), docs=read_docs(cells, marks)
    )


def binds(cell: CellReading, name: str) -> bool:
    """Whether a cell binds a name.

    One that is not marked is read for that: hardly anybody asks, and most cells are not marked.
    """
    if cell.code is not None:
        return name in cell.code.names.bound
    if cell.source.isascii() and name not in cell.source:
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        code = read_unmarked(cell.source, cell.marks.lines)
    return code is not None and name in code.names.bound


def _read_cell(
    cell: dict[str, Any], key: str, index: int, marks: Marks, *, refuse_magics: bool
) -> CellReading:
    source = cell_source(cell)
    wanted = bool(marks.targets) or marks.test or marks.setup
    checks = not marks.targets and _checks(source)
    code = None
    if wanted or checks:
        code = read_exported(source, marks.lines, refuse_magics=refuse_magics)
    elif "import" in source:  # which tests of the notebook may need
        code = read_unmarked(source, marks.lines)
    return CellReading(key, index, source, marks, code, checks)


def _unread(cells: list[dict[str, Any]], marks: list[Marks]) -> tuple[CellReading, ...]:
    """The marked cells of a notebook in another language."""
    return tuple(
        CellReading(key, index, cell_source(cell), marks[index], None, checks=False)
        for index, (cell, key) in enumerate(zip(cells, _keys(cells), strict=True))
        if marks[index].targets and cell.get("cell_type") == "code"
    )


def _keys(cells: list[dict[str, Any]]) -> list[str]:
    """What names each cell: its id if that is valid and no cell before has it, else its index."""
    keys: dict[str, None] = {}
    for index, cell in enumerate(cells):
        own = cell.get("id")
        valid = isinstance(own, str) and _ID.fullmatch(own) and own not in keys
        keys[str(own) if valid else f"@{index}"] = None
    return list(keys)


def _default(nb: dict[str, Any], cells: list[CellReading]) -> str:
    own = [cell.marks.default_module for cell in cells if cell.marks.default_module]
    if own:
        return own[-1]
    return next((value for name, value in nbdev_metadata(nb) if name == "default_exp"), "")


def _checks(source: str) -> bool:
    """Whether a cell has a top-level `assert`, or a call of `test_…` or `assert_…`."""
    if not _MAY_CHECK.search(source):
        return False
    for plain in (source, without_magics(source)):
        with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            return any(map(_is_check, ast.parse(plain).body))
    return False


def _is_check(node: ast.stmt) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
        return False
    called = node.value.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return bool(_CHECK.match(name))
