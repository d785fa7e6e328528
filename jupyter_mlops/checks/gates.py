"""The check that holds metrics to what was promised of them."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Final

from msgspec import Struct

from jupyter_mlops.checks.check import Checked
from jupyter_mlops.checks.executing import (
    ExecutingCheck,
    executions_of,
    has_failed,
    is_foreign,
    not_run,
)
from jupyter_mlops.checks.expression import Expression, UnknownMetricError
from jupyter_mlops.checks.model import CheckName, Finding, MetricChange
from jupyter_mlops.checks.ports import Context, Execution, Input
from jupyter_mlops.checks.selection import matches
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import InvalidError
from jupyter_mlops.settings.checks import Gate

#: Of files that a notebook reads, these are code, and may change between two states.
_CODE: Final = (".py", ".ipynb", ".toml", ".cfg")


class GatesCheck(ExecutingCheck):
    """Metrics have to be as good as was promised, and not worse than before.

    A notebook tells metrics by `jupyter_mlops.track.metric(accuracy=0.93)` or as scrapbook does.
    Rules hold for notebooks by pattern:

        [[tool.jupyter-mlops.checks.gates.rules]]
        notebook = "train.ipynb"
        expression = "metrics.accuracy >= 0.9 and metrics.rmse < 60"

        [[tool.jupyter-mlops.checks.gates.rules]]
        notebook = "train.ipynb"
        not-worse = "accuracy"
        better = "higher"
        tolerance = 0.01

    An expression has numbers, metrics, comparisons, `and`, `or`, `not`, arithmetic, `abs`, `min`,
    `max` and `round`; a metric whose name is no identifier is written as `metrics["val/loss"]`.

    `not-worse` compares with the base branch, whose notebook is executed once for that; only where
    both have read the same data, for on other data a number says little.

    Codes: `gate-failed`, `metric-worse`, `unknown-metric`, `invalid-expression`; `not-run`, where
    the notebook doesn't come to its end; `other-data`, a note: there is nothing to compare with.

    Settings: `rules`; besides what every check has: `severity`, `paths`, `exclude`, `ignore`.
    """

    name: ClassVar = CheckName.GATES
    title: ClassVar = "Gates"
    version: ClassVar = 1

    def run(self, subjects: Sequence[Subject], context: Context) -> Iterator[Checked]:
        """Executes notebooks that rules are for; tells of each in order."""
        rules = context.settings.gates.rules
        ruled = [each for each in subjects if _rules_for(each, rules)]
        for subject in subjects:
            if subject not in ruled:
                yield Checked(notebook=subject.path, skipped="no rule is for it")
        if not ruled:
            return
        executions = executions_of(context)
        executions.start(ruled)
        for subject in ruled:
            told = executions.of(subject)
            yield _judge(subject, told, _rules_for(subject, rules), context)


def data_digest(inputs: Sequence[Input]) -> str:
    """Names the data that an execution was on: the files that it has read but for code."""
    files = [each for each in inputs if not (each.folder or each.path.endswith(_CODE))]
    data = [f"{each.path}\0{each.digest}" for each in files]
    return hashlib.sha256("\n".join(sorted(data)).encode()).hexdigest()


class _Judged(Struct, frozen=True, kw_only=True):
    """What a finding is about."""

    subject: Subject
    execution: Execution

    def finding(self, code: str, message: str, about: str, hint: str = "") -> Finding:
        return Finding(
            check=CheckName.GATES,
            code=code,
            severity="note" if code == "other-data" else "error",
            message=message,
            hint=hint,
            notebook=self.subject.path,
            parameters=self.execution.parameters,
            key=about,
        )


def _rules_for(subject: Subject, rules: Sequence[Gate]) -> tuple[Gate, ...]:
    return tuple(rule for rule in rules if matches(rule.notebook, subject.path))


def _judge(
    subject: Subject, executions: tuple[Execution, ...], rules: tuple[Gate, ...], context: Context
) -> Checked:
    cached = all(each.cached for each in executions)
    absent = [each for each in executions if is_foreign(subject, each)]
    if absent:
        return Checked(notebook=subject.path, skipped=absent[0].message)
    findings: list[Finding] = []
    changes: list[MetricChange] = []
    for execution in executions:
        if has_failed(execution):
            findings.append(not_run(CheckName.GATES, "error", subject, execution))
            continue
        judged = _Judged(subject=subject, execution=execution)
        base = _base(judged, rules, context)
        for rule in rules:
            findings += _expression(judged, rule)
            findings += _not_worse(judged, rule, base, context)
        changes += _changes(judged, base)
    return Checked(
        notebook=subject.path, findings=tuple(findings), cached=cached, metrics=tuple(changes)
    )


def _base(judged: _Judged, rules: tuple[Gate, ...], context: Context) -> Mapping[str, float] | None:
    """The base's metrics, where a rule asks for them: it costs an execution."""
    if context.base is None or not any(rule.not_worse for rule in rules):
        return None
    data = data_digest(judged.execution.inputs)
    return context.base.of(judged.subject.path, judged.execution.parameters, data)


def _expression(judged: _Judged, rule: Gate) -> Iterator[Finding]:
    if rule.expression is None:
        return
    metrics = judged.execution.metrics
    try:
        expression = Expression(rule.expression)
        holds = expression.holds(metrics)
    except UnknownMetricError as error:
        yield _unknown(judged, error.name)
    except InvalidError as error:
        yield judged.finding("invalid-expression", error.message, rule.expression, error.hint)
    else:
        if not holds:
            values = ", ".join(
                f"{name} is {_number(metrics[name])}"
                for name in expression.names
                if name in metrics
            )
            message = f"{rule.expression} does not hold: {values}"
            yield judged.finding("gate-failed", message, rule.expression)


def _not_worse(
    judged: _Judged, rule: Gate, base: Mapping[str, float] | None, context: Context
) -> Iterator[Finding]:
    name = rule.not_worse
    if name is None:
        return
    value = judged.execution.metrics.get(name)
    if value is None:
        yield _unknown(judged, name)
    elif base is None or name not in base:
        why = "there is no base" if context.base is None else "the base has none on the same data"
        yield judged.finding("other-data", f"{name} is not compared: {why}", name)
    elif _is_worse(value, base[name], rule):
        message = f"{name} is {_number(value)}, and {_number(base[name])} on the base"
        hint = "" if not rule.tolerance else f"up to {rule.tolerance:g} of it is tolerated"
        yield judged.finding("metric-worse", message, name, hint)


def _is_worse(value: float, base: float, rule: Gate) -> bool:
    slack = rule.tolerance * abs(base)
    if math.isnan(value):
        return not math.isnan(base)
    return value < base - slack if rule.better == "higher" else value > base + slack


def _unknown(judged: _Judged, name: str) -> Finding:
    there = ", ".join(sorted(judged.execution.metrics)) or "none"
    message = f"it reports no metric {name}; those that it reports: {there}"
    hint = f"report it: jupyter_mlops.track.metric({name}=...)" if name.isidentifier() else ""
    return judged.finding("unknown-metric", message, name, hint)


def _changes(judged: _Judged, base: Mapping[str, float] | None) -> list[MetricChange]:
    return [
        MetricChange(
            notebook=judged.subject.path,
            parameters=judged.execution.parameters,
            name=name,
            value=value,
            base=None if base is None else base.get(name),
        )
        for name, value in judged.execution.metrics.items()
    ]


def _number(value: float) -> str:
    return f"{value:.6g}"
