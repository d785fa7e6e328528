"""Small notebooks, and what one rule makes of them."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.clean.rule import Rule
from jupyter_mlops.settings import CleanSettings

#: What nbstripout drops without being told; its own list is inside of its `main`.
KEYS = (
    "metadata.signature",
    "metadata.widgets",
    "cell.metadata.collapsed",
    "cell.metadata.ExecuteTime",
    "cell.metadata.execution",
    "cell.metadata.heading_collapsed",
    "cell.metadata.hidden",
    "cell.metadata.scrolled",
)
#: The same in our settings.
AS_NBSTRIPOUT: dict[str, Any] = {
    "metadata": "keep",
    "colab": "keep",
    "widgets": "drop",
    "extra_keys": KEYS,
    "ids": "sequential",
}


def cell(
    source: str = "1", /, *outputs: Any, kind: str = "code", **metadata: Any
) -> dict[str, Any]:
    made = {"cell_type": kind, "metadata": metadata, "source": source}
    return {**made, "execution_count": 1, "outputs": list(outputs)} if kind == "code" else made


def notebook(*cells: dict[str, Any], minor: int = 5, **metadata: Any) -> dict[str, Any]:
    return {
        "cells": list(cells),
        "metadata": metadata,
        "nbformat": 4,
        "nbformat_minor": minor,
    }


def stream(text: str = "x", name: str = "stdout") -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


def result(**data: Any) -> dict[str, Any]:
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}


def error() -> dict[str, Any]:
    return {"output_type": "error", "ename": "E", "evalue": "", "traceback": []}


def applied(rule: Rule, nb: dict[str, Any], **settings: Any) -> dict[str, Any]:
    return rule.apply(nb, CleanSettings(**settings))


def metadata_after(rule: Rule, settings: dict[str, Any], **metadata: Any) -> Any:
    """The metadata of the only cell of a notebook after that rule."""
    return applied(rule, notebook(cell(**metadata)), **settings)["cells"][0]["metadata"]
