"""Notebooks in few words."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.staging.model import Choice, NotebookChanges, Part
from jupyter_mlops.notebooks.staging.versions import Versions
from tests.notebooks.staging.strategies import document

OUTPUT = {"output_type": "stream", "name": "stdout", "text": "hi\n"}
OTHER_OUTPUT = {"output_type": "stream", "name": "stdout", "text": "hello\n"}


def code(own: str, source: str, *outputs: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """A cell of code."""
    count = 1 if outputs else None
    cell: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": count,
        "id": own,
        "metadata": {},
    }
    return {**cell, "outputs": list(outputs), "source": source, **rest}


def prose(own: str, source: str) -> dict[str, Any]:
    """A cell of Markdown."""
    return {"cell_type": "markdown", "id": own, "metadata": {}, "source": source}


def notebook(*cells: dict[str, Any], minor: int = 5, **metadata: Any) -> dict[str, Any]:
    """A notebook."""
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": minor}


def versions(
    base: dict[str, Any] | None, working: dict[str, Any] | None, index: Any = "base"
) -> Versions:
    """The versions; the index is the base unless it is said what it is."""
    found = [base, base if index == "base" else index, working]
    documents = [None if nb is None else document(nb) for nb in found]
    return Versions(base=documents[0], index=documents[1], working=documents[2])


def choose(*keys: str, part: Part = "all") -> list[Choice]:
    """Choices of a part."""
    return [Choice(key=key, part=part) for key in keys]


def told(changes: NotebookChanges) -> list[tuple[str, str, str | None, str | None]]:
    """Key, kind and states of each change."""
    return [(each.key, each.kind, each.source, each.outputs) for each in changes.cells]


def without_outputs(cell: dict[str, Any]) -> dict[str, Any]:
    """Cleans a cell as `jupyter mlops clean` does by default."""
    if cell["cell_type"] != "code" or "keep_output" in cell["metadata"].get("tags", []):
        return cell
    if not cell["outputs"] and cell["execution_count"] is None:
        return cell
    return {**cell, "outputs": [], "execution_count": None}
