from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyter_mlops.errors import ParameterError
from jupyter_mlops.notebooks.document import read_notebook
from jupyter_mlops.notebooks.parameters import read_parameters, resolve_values
from tests.notebooks.parameters.builders import notebook

REAL = Path(__file__).parents[4] / "shared" / "notebooks"


def test_the_first_tagged_cell_counts() -> None:
    params = read_parameters(notebook("x = 1", "y = 2"), name="train.ipynb")
    assert [each.name for each in params.parameters] == ["x"]
    assert (params.cell_id, params.cell_index, params.place) == ("p0", 1, "train.ipynb, cell 2")


def test_source_may_be_a_list_of_lines() -> None:
    nb = notebook("")
    nb["cells"][1]["source"] = ["x = 1\n", "y = 2"]
    assert len(read_parameters(nb, name="train.ipynb").parameters) == 2


def test_a_notebook_without_tagged_cell_has_no_parameters() -> None:
    params = read_parameters(notebook("x = 1", tags=()), name="train.ipynb")
    assert (params.cell_id, params.cell_index, params.parameters) == (None, None, ())
    assert params.place == "train.ipynb"


def test_a_tagged_text_cell_assigns_nothing() -> None:
    nb = notebook("x = 1")
    nb["cells"][1]["cell_type"] = "markdown"
    params = read_parameters(nb, name="train.ipynb")
    assert (params.cell_index, params.parameters, params.complete) == (1, (), True)


@pytest.mark.parametrize(
    ("metadata", "kernel", "language"),
    [
        ({}, None, "python"),
        ({"language_info": {"name": "Python"}}, None, "python"),
        ({"kernelspec": {"name": "python3"}}, None, "python"),
        ({"kernelspec": {"name": "work"}, "language_info": {"name": "python"}}, None, "python"),
        ({"kernelspec": {"name": "ir", "language": "R"}}, None, "r"),
        ({"kernelspec": {"name": "ir", "language": "R"}}, "python3", "python"),
        ({"kernelspec": {"name": "python3"}, "language_info": {"name": "python"}}, "x", "python"),
    ],
)
def test_the_language_is_the_kernels(metadata: Any, kernel: str | None, language: str) -> None:
    params = read_parameters(notebook("x <- 1", tags=(), **metadata), name="n", kernel=kernel)
    assert params.language == language


@pytest.mark.skipif(not REAL.is_dir(), reason="the real notebooks are not beside this project")
def test_nearly_every_code_cell_of_real_notebooks_can_be_a_parameters_cell() -> None:
    read, refused = 0, []
    for file in sorted(REAL.glob("pairs/*/a.ipynb")):
        _, nb = read_notebook(file)
        for cell in nb["cells"]:
            alone = {**nb, "cells": [{**cell, "metadata": {"tags": ["parameters"]}}]}
            try:
                params = read_parameters(alone, name=file.name)
            except ParameterError as error:
                refused.append(error.message)
                continue
            read += 1
            known = [each for each in params.parameters if each.has_default]
            defaults = msgspec.structs.replace(params, parameters=tuple(known))
            assert resolve_values(defaults, {}).overrides == {}
    assert read > 1000
    assert len(refused) < read / 100, refused  # a few cells of real notebooks are not Python
