"""The project of notebooks that the benchmark of checks checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

#: How many there are of each kind; thirty in all.
_KINDS = {"pandas": 12, "plot": 6, "plain": 12}

_SOURCES: dict[str, list[str]] = {
    "plain": [
        "import math\nn = {n}",
        "values = [math.sqrt(i + n) for i in range(1000)]\nprint(round(sum(values), 3))",
        "def mean(numbers):\n    return sum(numbers) / len(numbers)\n\nmean([1.0, 2.0, {n}])",
    ],
    "pandas": [
        "import numpy as np\nimport pandas as pd\n\nn = {n}",
        "frame = pd.read_csv('data.csv').assign(scaled=lambda f: f.value * n)\nframe.head()",
        "frame.scaled.mean()",
        "print(np.linspace(0, n, 5))",
    ],
    "plot": [
        "import matplotlib.pyplot as plt\nimport numpy as np\nimport pandas as pd\n\nn = {n}",
        "frame = pd.read_csv('data.csv')\nframe.describe()",
        "plt.plot(np.sin(frame.value * n))\nplt.title('sine of {n}')\nplt.show()",
    ],
}


def write_project(root: Path) -> list[Path]:
    """Writes thirty small notebooks, as analysts have them, and the data that they read.

    Args:
        root: An empty folder.

    Returns:
        The notebooks.
    """
    rows = "\n".join(f"{number},{number * 0.5}" for number in range(500))
    (root / "data.csv").write_text(f"id,value\n{rows}\n", encoding="utf-8")
    (root / "pyproject.toml").write_text('[project]\nname = "checked"\nversion = "0"\n')
    files = []
    for kind, count in _KINDS.items():
        for number in range(1, count + 1):
            file = root / f"{kind}_{number}.ipynb"
            file.write_text(json.dumps(_notebook(kind, number)), encoding="utf-8")
            files.append(file)
    return files


def _notebook(kind: str, number: int) -> dict[str, Any]:
    sources = [source.replace("{n}", str(number)) for source in _SOURCES[kind]]
    return {
        "cells": [
            {
                "cell_type": "markdown",
                "id": "title",
                "metadata": {},
                "source": f"# {kind} {number}",
            },
            *(_cell(index, source) for index, source in enumerate(sources)),
        ],
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cell(index: int, source: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": f"cell-{index}",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
