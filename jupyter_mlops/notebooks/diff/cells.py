"""A notebook in parts: its cells, and all that is not a cell."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.fingerprint import digest, quick_print


def cells_of(nb: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells of a notebook; none where it has no list of them."""
    cells = nb.get("cells")
    return cells if isinstance(cells, list) else []


def frame_of(nb: dict[str, Any]) -> dict[str, Any]:
    """The notebook without its cells, whose place among the keys stays."""
    return {**nb, "cells": None} if "cells" in nb else nb


def digest_notebook(nb: dict[str, Any]) -> str:
    """A hash of all content of a notebook, to the order of its keys, but for `NaN` or `null`."""
    return digest_parts(nb, [quick_print(cell) for cell in cells_of(nb)])


def digest_parts(nb: dict[str, Any], cells: list[bytes]) -> str:
    """The same from the quick prints of the cells, where these are known."""
    return digest([quick_print(frame_of(nb)), *cells])
