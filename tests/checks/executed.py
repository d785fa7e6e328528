"""Executions that are known beforehand, for checks of what came of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jupyter_mlops.checks.check import Check, Checked
from jupyter_mlops.checks.ports import BaseMetrics, Context, Execution
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.settings.checks import ChecksSettings


class Told:
    """Gives each notebook the executions that it was made with."""

    def __init__(self, *executions: Execution) -> None:
        self._executions = executions

    def start(self, subjects: Sequence[Subject]) -> None:
        pass

    def of(self, subject: Subject) -> tuple[Execution, ...]:  # noqa: ARG002 - the port's
        return self._executions


class OnTheBase:
    """A base on which every notebook has reported the same, on some data."""

    def __init__(self, data: str = "", **metrics: float) -> None:
        self._data = data
        self._metrics = metrics

    def of(
        self,
        notebook: str,  # noqa: ARG002 - the port's
        parameters: str,  # noqa: ARG002
        data: str,
    ) -> Mapping[str, float] | None:
        return self._metrics if data == self._data else None


def succeeded(**known: Any) -> Execution:
    return Execution(**{"parameters": "", "state": "succeeded", **known})


def judged(
    check: Check,
    subject: Subject,
    *executions: Execution,
    settings: ChecksSettings | None = None,
    base: BaseMetrics | None = None,
) -> Checked:
    """What a check says of a notebook that was executed so."""
    told = Told(*executions)
    context = Context(Path("nowhere"), settings or ChecksSettings(), executions=told, base=base)
    (checked,) = check.run([subject], context)
    return checked
