from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.parameters import read_parameters, resolve_values
from jupyter_mlops.notebooks.parameters.foreign import read_foreign
from tests.notebooks.parameters.builders import notebook

R: Any = {"kernelspec": {"name": "ir", "language": "R", "display_name": "R"}}


@pytest.mark.parametrize(("kernel", "language"), [("ir", "R"), ("julia-1.10", "julia"), ("x", "y")])
def test_where_papermill_reads_nothing_the_names_stay_open(kernel: str, language: str) -> None:
    assert read_foreign("x <- 1", kernel=kernel, language=language) == ((), False)


def test_a_notebook_in_r_takes_values_all_the_same() -> None:
    params = read_parameters(notebook("alpha <- 0.1", **R), name="train.ipynb")
    assert not params.complete
    assert params.json_schema()["additionalProperties"] is True
    assert resolve_values(params, {"alpha": 0.5}).inject == {"alpha": 0.5}


def test_what_papermill_reads_becomes_a_schema_as_far_as_it_goes() -> None:
    # papermill's only inspection is of Python, which its PySpark kernel shares.
    source = "n: int = 3  # how many\nname = 'x'\nok = None\nword: str = \"w\""
    found, complete = read_foreign(source, kernel="pysparkkernel", language="pyspark")
    assert complete
    assert [each.name for each in found] == ["n", "name", "ok", "word"]
    assert found[0].json_schema == {
        "title": "n",
        "description": "how many",
        "type": "integer",
        "default": 3,
    }
    assert found[1].expression == "'x'"
    assert found[2].known
    assert found[3].default == "w"
    assert [each.line for each in found] == [1, 2, 3, 4]
