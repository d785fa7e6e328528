"""Metrics that have to keep what was promised of them."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.checks.gates import GatesCheck, data_digest
from jupyter_mlops.checks.model import MetricChange
from jupyter_mlops.checks.ports import BaseMetrics, Execution, Input
from jupyter_mlops.settings.checks import ChecksSettings, Gate, GatesSettings
from tests.checks.executed import OnTheBase, judged, succeeded
from tests.checks.notebooks import subject

DATA = (Input(path="data/train.csv", digest="1"), Input(path="own.py", digest="2"))
ON_IT = data_digest(DATA)


def _gate(
    rule: dict[str, Any], *executions: Execution, base: BaseMetrics | None = None
) -> list[tuple[str, str]]:
    settings = ChecksSettings(gates=GatesSettings(rules=(Gate(**rule),)))
    checked = judged(GatesCheck(), subject("1"), *executions, settings=settings, base=base)
    return [(found.code, found.message) for found in checked.findings]


def test_a_condition_that_holds_is_no_finding() -> None:
    assert not _gate({"expression": "metrics.r2 > 0.5"}, succeeded(metrics={"r2": 0.6}))


def test_one_that_does_not_is_told_with_the_values() -> None:
    assert _gate({"expression": "metrics.r2 > 0.5"}, succeeded(metrics={"r2": 0.25})) == [
        ("gate-failed", "metrics.r2 > 0.5 does not hold: r2 is 0.25")
    ]


def test_a_metric_that_is_not_reported_is_told_with_those_that_are() -> None:
    for rule in ({"expression": "metrics.f1 > 0.5"}, {"not_worse": "f1"}):
        ((code, message),) = _gate(rule, succeeded(metrics={"r2": 1.0, "a": 1.0}))
        assert code == "unknown-metric"
        assert message == "it reports no metric f1; those that it reports: a, r2"


def test_a_condition_that_is_none_is_told() -> None:
    ((code, _),) = _gate({"expression": "open('x')"}, succeeded(metrics={"r2": 1.0}))
    assert code == "invalid-expression"


@pytest.mark.parametrize(
    ("better", "tolerance", "value", "codes"),
    [
        ("higher", 0, 0.9, []),
        ("higher", 0, 0.95, []),
        ("higher", 0, 0.89, ["metric-worse"]),
        ("higher", 0.02, 0.89, []),
        ("lower", 0, 0.91, ["metric-worse"]),
        ("lower", 0, 0.89, []),
        ("higher", 0, float("nan"), ["metric-worse"]),
    ],
)
def test_a_metric_may_not_be_worse_than_on_the_base(
    better: str, tolerance: float, value: float, codes: list[str]
) -> None:
    rule = {"not_worse": "r2", "better": better, "tolerance": tolerance}
    execution = succeeded(metrics={"r2": value}, inputs=DATA)
    found = _gate(rule, execution, base=OnTheBase(ON_IT, r2=0.9))
    assert [code for code, _ in found] == codes


def test_on_other_data_it_is_not_compared() -> None:
    execution = succeeded(metrics={"r2": 0.1}, inputs=DATA)
    found = _gate({"not_worse": "r2"}, execution, base=OnTheBase("else", r2=0.9))
    assert found == [
        ("other-data", "r2 is not compared: the base has none on the same data"),
    ]
    assert _gate({"not_worse": "r2"}, execution)[0][1] == "r2 is not compared: there is no base"


def test_code_is_no_data() -> None:
    edited = (DATA[0], Input(path="own.py", digest="3"))
    assert data_digest(edited) == ON_IT
    assert data_digest((Input(path="data/train.csv", digest="4"),)) != ON_IT


def test_a_notebook_that_no_rule_means_is_left_alone() -> None:
    settings = ChecksSettings(gates=GatesSettings(rules=(Gate(notebook="b.ipynb"),)))
    checked = judged(GatesCheck(), subject("1"), succeeded(), settings=settings)
    assert checked.skipped == "no rule is for it"


def test_one_that_fails_has_not_passed_its_gate() -> None:
    settings = ChecksSettings(gates=GatesSettings(rules=(Gate(expression="metrics.r2 > 1"),)))
    failed = Execution(parameters="", state="failed")
    checked = judged(GatesCheck(), subject("1"), failed, settings=settings)
    (found,) = checked.findings
    assert (found.code, found.severity) == ("not-run", "error")
    assert found.message == "its metrics are not known: it does not run to its end"


def test_each_parameter_set_is_held_to_it_and_metrics_go_with_the_verdict() -> None:
    settings = ChecksSettings(
        gates=GatesSettings(rules=(Gate(expression="metrics.r2 > 0.5"), Gate(not_worse="r2")))
    )
    checked = judged(
        GatesCheck(),
        subject("1"),
        succeeded(parameters="small", metrics={"r2": 0.4}, inputs=DATA),
        succeeded(parameters="large", metrics={"r2": 0.8}, inputs=DATA),
        settings=settings,
        base=OnTheBase(ON_IT, r2=0.3),
    )
    assert [(found.code, found.parameters) for found in checked.findings] == [
        ("gate-failed", "small")
    ]
    assert checked.metrics == (
        MetricChange(notebook="a.ipynb", parameters="small", name="r2", value=0.4, base=0.3),
        MetricChange(notebook="a.ipynb", parameters="large", name="r2", value=0.8, base=0.3),
    )
