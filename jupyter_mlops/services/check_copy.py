"""The copy of a notebook that is executed for its checks."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from jupyter_mlops.checks.notebook_tests import TEST_TAG
from jupyter_mlops.checks.subject import Cell, Subject

#: What nbclient, and so every Jupyter tool, takes for "may raise".
_RAISES: Final = "raises-exception"
#: Cells that are not executed: nbmake's tag and nbval's.
_SKIPPED: Final = frozenset({"skip-execution", "nbval-skip"})
_ALLOWED: Final = frozenset({_RAISES, "nbval-raises-exception", TEST_TAG})
#: nbval's marks in comments, on lines of their own, say the same as its tags.
_MARK: Final = re.compile(r"^\s*#\s*NBVAL_(SKIP|RAISES_EXCEPTION)\s*$", re.MULTILINE)
_ID: Final = "mlops-"


def executed_copy(subject: Subject) -> bytes:
    """The notebook to execute: cells by number, without outputs and texts.

    Cells that may raise are tagged so, among them tests, whose errors are judged by another check;
    cells that are to be skipped are empty.

    Args:
        subject: A notebook that can be read.
    """
    metadata = subject.document.nb.get("metadata") or {}
    kept = {key: metadata[key] for key in ("kernelspec", "language_info") if key in metadata}
    cells = [_copied(subject, cell) for cell in subject.cells]
    nb = {"cells": cells, "metadata": kept, "nbformat": 4, "nbformat_minor": 5}
    text = json.dumps(nb, ensure_ascii=False)
    # Half of a surrogate pair, which an escape may make, is sent to no kernel by a browser either.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def allows_errors(subject: Subject) -> bool:
    """Whether the notebook's own metadata say that any of its cells may raise, as for nbmake."""
    return _execution(subject).get("allow_errors") is True


def own_cell_timeout(subject: Subject) -> float | None:
    """How long a cell may run by the notebook's own metadata, in seconds, as for nbmake."""
    found = _execution(subject).get("timeout")
    return float(found) if isinstance(found, (int, float)) and found > 0 else None


def may_raise(subject: Subject, cell: Cell) -> bool:
    """Whether a code cell may raise: by its tags, its comments, or the notebook's metadata."""
    named = bool(_ALLOWED & {*cell.tags}) or "RAISES_EXCEPTION" in _marks(cell)
    return named or allows_errors(subject)


def is_skipped(cell: Cell) -> bool:
    """Whether a code cell is not executed."""
    return bool(_SKIPPED & {*cell.tags}) or "SKIP" in _marks(cell)


def cell_id(index: int) -> str:
    """The id, in the copy, of a cell of the notebook."""
    return f"{_ID}{index}"


def index_of(cell_id: str | None) -> int | None:
    """The index of a cell of the notebook, by its id in the copy; None for a cell of our own."""
    number = (cell_id or "").removeprefix(_ID)
    return int(number) if number.isdecimal() and number != cell_id else None


def _copied(subject: Subject, cell: Cell) -> dict[str, Any]:
    copied: dict[str, Any] = {
        "cell_type": cell.kind,
        "id": cell_id(cell.index),
        "metadata": {"tags": list(cell.tags)},
        "source": "",
    }
    if cell.kind == "code":
        copied |= {"outputs": [], "execution_count": None}
        copied["source"] = "" if is_skipped(cell) else cell.source
        if may_raise(subject, cell):
            copied["metadata"]["tags"] = [*{*cell.tags, _RAISES}]
    return copied


def _marks(cell: Cell) -> set[str]:
    return set(_MARK.findall(cell.source)) if "NBVAL_" in cell.source else set()


def _execution(subject: Subject) -> dict[str, Any]:
    metadata = subject.document.nb.get("metadata")
    found = metadata.get("execution") if isinstance(metadata, dict) else None
    return found if isinstance(found, dict) else {}
