from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyter_mlops.checks.subject import Subject


@pytest.mark.parametrize(
    ("metadata", "python"),
    [
        ({}, True),
        ({"kernelspec": {"name": "python3"}}, True),
        ({"kernelspec": {"name": "my-environment"}}, True),
        ({"kernelspec": {"name": "irene-3.12"}}, True),
        ({"kernelspec": {"name": "ir"}}, False),
        ({"kernelspec": {"name": "julia-1.10"}}, False),
        ({"kernelspec": {"name": "ir"}, "language_info": {"name": "python"}}, True),
        ({"kernelspec": {"name": "python3"}, "language_info": {"name": "R"}}, False),
        ({"kernelspec": {"name": "x", "language": "scala"}}, False),
        ({"jupytext": {"main_language": "R"}}, False),
        ({"jupytext": {"main_language": "python"}}, True),
    ],
)
def test_a_notebook_is_python_unless_it_or_its_kernel_says_otherwise(
    metadata: dict[str, Any], *, python: bool
) -> None:
    nb = {"cells": [], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    assert Subject("a.ipynb", msgspec.json.encode(nb), Path("a.ipynb")).is_python is python


def test_cells_without_ids_of_their_own_go_by_their_places() -> None:
    cells: list[dict[str, Any]] = [
        {"cell_type": "raw", "metadata": {}, "source": "", "id": each} for each in ("a", "b", "a")
    ]
    nb = {"cells": [*cells, {"cell_type": "raw", "source": []}], "metadata": {}, "nbformat": 4}
    subject = Subject("a.ipynb", msgspec.json.encode(nb), Path("a.ipynb"))
    assert [cell.key for cell in subject.cells] == ["@0", "b", "@2", "@3"]
