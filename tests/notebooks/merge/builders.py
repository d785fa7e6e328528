"""Small notebooks to merge."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.accessors import cell_source


def code(source: str | list[str], **given: Any) -> dict[str, Any]:
    """A code cell that was not run."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": source,
        **given,
    }


def printed(text: str) -> dict[str, Any]:
    """An output."""
    return {"output_type": "stream", "name": "stdout", "text": text}


def book(*cells: dict[str, Any] | str, **given: Any) -> dict[str, Any]:
    """A notebook of format 4.4; sources stand for code cells."""
    made = [code(cell) if isinstance(cell, str) else cell for cell in cells]
    return {"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 4, **given}


def sources(nb: dict[str, Any]) -> list[str]:
    """The sources of a notebook's cells."""
    return [cell_source(cell) for cell in nb["cells"]]
