"""Notebooks of the kinds that papermill is tested with come out as papermill leaves them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.jobs.model import FailureCode, RunState
from tests.jobs.builders import notebook
from tests.jobs.orders import carry_out
from tests.jobs.peers import by_papermill, shown

pytestmark = pytest.mark.filterwarnings("ignore")  # papermill's own, of its libraries


def markdown(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "m", "metadata": {}, "source": text}


def ran_before(document: dict[str, Any]) -> dict[str, Any]:
    """The notebook with what an earlier run has left in its first cell."""
    old = {"output_type": "stream", "name": "stdout", "text": "old"}
    document["cells"][0] |= {"execution_count": 9, "outputs": [old]}
    return document


GOOD = {
    "plain": ran_before(
        notebook("x = 1\nx", "", "print('é 🐍 \u2028 done')", "%%capture it\nprint(2)", "it.stdout")
    ),
    "tagged": {
        **notebook(language_info={"name": "python"}),
        "cells": [markdown("# Title"), *notebook("print(2)", "", parameters="a = 1")["cells"]],
    },
}
BAD = {
    "an exception": {
        **notebook(),
        "cells": [
            markdown("text"),
            *notebook("print('before')", "def f(x): return 1 / x\nf(0)", "'never'")["cells"],
        ],
    },
    "a syntax error": notebook("print 'python 2'", "1"),
    "an exit with a status": notebook("import sys\nprint('going')", "sys.exit(1)", "3"),
    "an interrupt of its own": notebook("raise KeyboardInterrupt", "2"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_succeeds_there_succeeds_here(tmp_path: Path, name: str) -> None:
    theirs, well = by_papermill(tmp_path, GOOD[name])
    ours = carry_out(tmp_path, document=GOOD[name])
    assert well
    assert ours.end.state is RunState.SUCCEEDED, ours.log
    assert shown(ours.nb) == shown(theirs)


@pytest.mark.parametrize("name", BAD)
def test_what_fails_there_fails_here_at_the_same_place(tmp_path: Path, name: str) -> None:
    theirs, well = by_papermill(tmp_path, BAD[name])
    ours = carry_out(tmp_path, document=BAD[name])
    assert not well
    assert ours.end.state is RunState.FAILED
    assert ours.end.failure is not None
    assert ours.end.failure.code is FailureCode.CELL_ERROR
    assert shown(ours.nb) == shown(theirs)


@pytest.mark.parametrize("leave", ["sys.exit(0)", "raise SystemExit"])
def test_an_exit_without_a_status_ends_the_run_well(tmp_path: Path, leave: str) -> None:
    """papermill calls the cell failed and the run good; here both are."""
    document = notebook("import sys\nprint('going')", leave, "print('never')")
    theirs, well = by_papermill(tmp_path, document)
    ours = carry_out(tmp_path, document=document)
    assert well
    assert ours.end.state is RunState.SUCCEEDED
    assert shown(ours.nb, statuses=False) == shown(theirs, statuses=False)
    statuses = [cell.metadata.papermill.status for cell in ours.nb.cells]
    assert statuses == ["completed", "completed", "pending"]


PARAMETERS: dict[str, Any] = {
    "text": 'it\'s "quoted"\nand {braced} \\ é',
    "number": 1e-07,
    "whole": -3,
    "flag": True,
    "nothing": None,
    "names": ["a", 1, None, {"deep": [1.5]}],
    "table": {"key with space": {"x": [1, 2]}, "empty": {}},
}


def test_parameters_arrive_as_there(tmp_path: Path) -> None:
    document = notebook(
        "print([text, number, whole, flag, nothing, names, table])",
        parameters="text = number = whole = flag = nothing = names = table = None",
    )
    theirs, well = by_papermill(tmp_path, document, parameters=PARAMETERS)
    ours = carry_out(tmp_path, document=document, parameters=PARAMETERS)
    assert well
    assert ours.end.state is RunState.SUCCEEDED, ours.log
    assert shown(ours.nb)[2] == shown(theirs)[2]
    assert ours.nb.cells[1].metadata.tags == theirs.cells[1].metadata.tags
    assert ours.nb.metadata.papermill.parameters == theirs.metadata.papermill.parameters


def test_an_injected_cell_is_replaced_by_the_next_run(tmp_path: Path) -> None:
    document = notebook("print(a)", parameters="a = 1")
    injected = {**document["cells"][0], "id": "i", "source": "a = 5"}
    injected["metadata"] = {"tags": ["injected-parameters"]}
    document["cells"].insert(1, injected)
    theirs, _ = by_papermill(tmp_path, document, parameters={"a": 2})
    ours = carry_out(tmp_path, document=document, parameters={"a": 2})
    assert [cell.source for cell in ours.nb.cells] == [cell.source for cell in theirs.cells]
    assert shown(ours.nb) == shown(theirs)


def test_without_a_parameters_cell_values_are_refused(tmp_path: Path) -> None:
    """papermill puts them before the first cell, where what follows may overwrite them."""
    refused = carry_out(tmp_path, "a = 1", parameters={"a": 2})
    assert refused.end.failure is not None
    assert "no parameters cell" in refused.end.failure.message
