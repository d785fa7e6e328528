"""Committed outputs beside those of a run."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.checks.ports import Execution
from jupyter_mlops.checks.reproduce import ReproduceCheck
from jupyter_mlops.errors import InvalidError
from jupyter_mlops.settings.checks import (
    ChecksSettings,
    ExecuteSettings,
    ParameterSet,
    ReproduceSettings,
    Sanitizer,
)
from tests.checks.executed import judged, succeeded
from tests.checks.notebooks import code, printed, shown, subject


def _codes(committed: list[Any], executed: list[Any], *, cell: Any = None, **how: Any) -> list[str]:
    cell = cell or code("x", *committed, count=1)
    checked = judged(
        ReproduceCheck(),
        subject(cell),
        succeeded(outputs={"c0": tuple(executed)}),
        settings=ChecksSettings(reproduce=ReproduceSettings(**how)),
    )
    return [found.code for found in checked.findings]


def _result(**data: Any) -> Any:
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}


def _error(name: str) -> Any:
    return {"output_type": "error", "ename": name, "evalue": "", "traceback": ["at 0x1234567"]}


def test_equal_outputs_are_no_finding() -> None:
    outputs = [printed("1\n"), shown(**{"text/plain": "x"}), _result(**{"text/plain": "2"})]
    assert _codes(outputs, outputs) == []


def test_another_count_and_pieces_of_a_stream_are_none_either() -> None:
    before = [printed("a\n"), _result(**{"text/plain": ["2"]}), printed("b\n")]
    after = [printed("a\nb\n"), {**_result(**{"text/plain": "2"}), "execution_count": 7}]
    assert _codes(before, after) == []


def test_another_text_is_told_with_the_difference() -> None:
    cell = code("print(x)", printed("one\ntwo\n"), count=1)
    checked = judged(
        ReproduceCheck(), subject(cell), succeeded(outputs={"c0": (printed("one\nthree\n"),)})
    )
    (found,) = checked.findings
    assert (found.code, found.severity, found.cell, found.output) == (
        "stdout-differs",
        "warning",
        "c0",
        0,
    )
    assert "-two\n+three" in found.detail


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        ([printed("a")], [], ["stdout-differs"]),
        ([shown(**{"text/plain": "a"})], [], ["output-missing"]),
        ([printed("a")], [printed("a"), shown(**{"text/plain": "b"})], ["output-new"]),
        ([_result(**{"text/plain": "a"})], [_result(**{"text/plain": "b"})], ["result-differs"]),
        ([_error("KeyError")], [_error("KeyError")], []),
        ([_error("KeyError")], [_error("NameError")], ["error-differs"]),
        ([_error("KeyError")], [shown(**{"text/plain": "b"})], ["error-differs"]),
        ([shown(**{"image/png": "AAAA"})], [shown(**{"text/plain": "b"})], ["type-differs"]),
    ],
)
def test_outputs_are_compared_one_by_one(before: Any, after: Any, codes: list[str]) -> None:
    assert _codes(before, after) == codes


def test_standard_error_is_compared_apart_from_standard_output() -> None:
    said = {"output_type": "stream", "name": "stderr", "text": "careful\n"}
    assert _codes([printed("a"), said], [said, printed("a")]) == []
    assert _codes([printed("a"), said], [printed("a")]) == ["stderr-differs"]


def test_data_that_are_json_are_compared_by_value() -> None:
    kind = "application/vnd.vegalite.v5+json"

    def chart(value: Any) -> Any:
        return shown(**{kind: {"data": [{"x": 1, "y": value}]}, "text/plain": "<chart>"})

    assert _codes([chart(0.1)], [chart(0.1 + 1e-12)]) == []
    assert _codes([chart(0.1)], [chart(0.2)]) == ["data-differs"]
    assert _codes([chart([1])], [chart([1, 2])]) == ["data-differs"]


def test_the_text_of_what_has_a_richer_form_is_not_compared() -> None:
    before = shown(**{"text/html": "<b>1</b>", "text/plain": "Figure 1"})
    after = shown(**{"text/html": "<b>1</b>", "text/plain": "Figure 2"})
    assert _codes([before], [after]) == []


def test_what_a_page_carries_out_is_not_compared() -> None:
    def widget(model: str) -> Any:
        return shown(**{"application/vnd.jupyter.widget-view+json": {"model_id": model}})

    def script(text: str) -> Any:
        return shown(**{"application/javascript": text})

    assert _codes([widget("a"), script("a")], [widget("b"), script("b")]) == []


@pytest.mark.parametrize(
    "cell",
    [
        code("x", printed("a"), tags=["not-reproducible"]),
        code("x", printed("a"), tags=["nbval-ignore-output"]),
        code("# NBVAL_IGNORE_OUTPUT\nx", printed("a")),
        code("# PYTEST_VALIDATE_IGNORE_OUTPUT\nx", printed("a")),
        code("x"),
    ],
)
def test_a_cell_can_be_left_out(cell: Any) -> None:
    assert _codes([], [printed("b")], cell=cell) == []


def test_a_cell_that_was_run_and_showed_nothing_is_compared_where_others_showed_something() -> None:
    for count, codes in ((2, ["stdout-differs"]), (None, [])):
        cells = (code("x", printed("a"), count=1), code("y", count=count))
        executed = succeeded(outputs={"c0": (printed("a"),), "c1": (printed("b"),)})
        checked = judged(ReproduceCheck(), subject(*cells), executed)
        assert [found.code for found in checked.findings] == codes


def test_a_word_in_a_text_leaves_nothing_out() -> None:
    cell = code("print('NBVAL_IGNORE_OUTPUT')", printed("a"))
    assert _codes([], [printed("b")], cell=cell) == ["stdout-differs"]


def test_the_user_can_have_more_left_out() -> None:
    rule = Sanitizer(pattern=r"build (\w)\d+", replace=r"build \1")
    assert _codes([printed("build b12")], [printed("build b13")], sanitize=(rule,)) == []
    with pytest.raises(InvalidError, match="no regular expression"):
        _codes([printed("a")], [], sanitize=(Sanitizer(pattern="("),))


def test_notebooks_without_outputs_need_not_be_executed() -> None:
    checked = judged(ReproduceCheck(), subject("x"))
    assert checked.skipped == "it has no outputs to compare"


def test_outputs_of_a_notebook_that_fails_do_not_come_out_again() -> None:
    failed = Execution(parameters="", state="failed")
    checked = judged(ReproduceCheck(), subject(code("x", printed("a"))), failed)
    (found,) = checked.findings
    assert (found.code, found.severity) == ("not-run", "warning")


def test_what_was_executed_with_other_values_is_not_compared() -> None:
    notebook = subject(code("x", printed("a")))
    other = succeeded(parameters="small", outputs={"c0": (printed("b"),)})
    sets = (
        ParameterSet(notebook="a.ipynb", name="small", values={"n": 1}),
        ParameterSet(notebook="a.ipynb", name="own"),
    )
    settings = ChecksSettings(execute=ExecuteSettings(parameters=sets))
    checked = judged(ReproduceCheck(), notebook, other, settings=settings)
    assert checked.skipped == "it is executed with other parameters than its own"
    own = succeeded(parameters="own", outputs={"c0": (printed("b"),)})
    checked = judged(ReproduceCheck(), notebook, other, own, settings=settings)
    assert [found.code for found in checked.findings] == ["stdout-differs"]
