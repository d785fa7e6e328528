"""Notebooks with conflicts in the agreed form, written by hand."""

from __future__ import annotations

from typing import Any


def code(source: Any, **more: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": "a",
        "metadata": {},
        "outputs": [],
        "source": source,
        **more,
    }


def markdown(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "a", "metadata": {}, "source": source, **more}


def side(cell: dict[str, Any] | None) -> dict[str, Any] | None:
    """A cell as a conflict holds it."""
    if cell is None:
        return None
    return {k: v for k, v in cell.items() if k not in ("outputs", "execution_count")}


def held(
    *kinds: str,
    base: dict[str, Any] | None,
    local: dict[str, Any] | None,
    remote: dict[str, Any] | None,
) -> dict[str, Any]:
    sides = {"base": side(base), "local": side(local), "remote": side(remote)}
    return {"jupyter-mlops": {"conflict": {"kinds": list(kinds), **sides}}}


def notebook(*cells: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    numbered = [{**cell, "id": f"cell-{number}"} for number, cell in enumerate(cells)]
    return {"cells": numbered, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


MARKED = "import a\n<<<<<<< local\nx = 1\n=======\nx = 2\n>>>>>>> remote\nprint(x)"
BASE, LOCAL, REMOTE = (f"import a\nx = {value}\nprint(x)" for value in (0, 1, 2))


def source_conflict(**more: Any) -> dict[str, Any]:
    """A cell that both sides edited."""
    metadata = held("source", base=code(BASE), local=code(LOCAL), remote=code(REMOTE))
    return code(MARKED, metadata=metadata, **more)


def deletion_conflict() -> dict[str, Any]:
    """A cell that local deleted and remote edited."""
    marked = "<<<<<<< local (deleted)\n=======\n# New\n>>>>>>> remote"
    metadata = held("deleted", base=markdown("# Old"), local=None, remote=markdown("# New"))
    return markdown(marked, metadata=metadata)
