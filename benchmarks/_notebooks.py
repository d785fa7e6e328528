"""The notebooks that benchmarks run."""

from __future__ import annotations

import json
from pathlib import Path


def write_notebook(file: Path, cells: int, source: str) -> Path:
    """Writes a notebook with a parameter `n` and equal code cells, the parameters cell among them.

    Args:
        file: Where.
        cells: How many code cells.
        source: What all but the first hold.
    """
    first = _cell(0, "n = 1", tags=["parameters"])
    document = {
        "cells": [first, *(_cell(number, source) for number in range(1, cells))],
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def _cell(number: int, source: str, **metadata: object) -> dict[str, object]:
    return {
        "cell_type": "code",
        "id": f"cell-{number}",
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
