from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.clean.rules.execution_counts import ExecutionCounts
from tests.notebooks.clean.builders import applied, cell, notebook, result, stream


def test_counts_of_cells_and_their_outputs_become_null() -> None:
    nb = notebook(cell("1", stream(), result()))
    done = applied(ExecutionCounts(), nb)["cells"][0]
    assert done["execution_count"] is None
    assert done["outputs"] == [stream(), {**result(), "execution_count": None}]
    assert list(done) == list(nb["cells"][0])


def test_they_can_be_kept() -> None:
    nb = notebook(cell("1", result()))
    assert applied(ExecutionCounts(), nb, execution_counts="keep") is nb


def test_where_there_is_no_count_none_is_put() -> None:
    raw = {"cell_type": "code", "metadata": {}, "source": "", "outputs": [stream(), 3, None]}
    nb = notebook(raw, {**cell(), "execution_count": None}, {**cell("x", kind="raw")})
    assert applied(ExecutionCounts(), nb) is nb


def test_an_odd_count_is_cleared_too() -> None:
    odd: list[Any] = [0, "5", {"a": 1}, False]
    nb = notebook(*({**cell(), "execution_count": count} for count in odd))
    done = applied(ExecutionCounts(), nb)["cells"]
    assert [one["execution_count"] for one in done] == [None] * 4
