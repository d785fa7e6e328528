"""What checks have in common that need executed notebooks."""

from __future__ import annotations

from typing import Final

from jupyter_mlops.checks.check import Check
from jupyter_mlops.checks.model import CheckName, Finding, Severity
from jupyter_mlops.checks.ports import Context, Execution, Executions
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import UnavailableError

#: What a check could not look at, since the notebook has failed before.
_UNSEEN: Final = {
    CheckName.TEST: "its tests were not called",
    CheckName.REPRODUCE: "its outputs were not compared",
    CheckName.GATES: "its metrics are not known",
}


class ExecutingCheck(Check):
    """A check of executed notebooks, which are known by what their execution follows from."""

    def key(self, subject: Subject, context: Context) -> str | None:
        """Nothing: executions are remembered, not what is said of them."""
        del subject, context
        return None


def executions_of(context: Context) -> Executions:
    """What executes notebooks.

    Raises:
        UnavailableError: Nothing may be run.
    """
    if context.executions is None:
        raise UnavailableError("notebooks are not executed here")
    return context.executions


def has_failed(execution: Execution) -> bool:
    """Whether a notebook did not come to its end; other checks have nothing to add then."""
    return execution.state != "succeeded"


def is_foreign(subject: Subject, execution: Execution) -> bool:
    """Whether a notebook is in another language, whose kernel isn't here: nobody can tell then."""
    return execution.code == "kernel-missing" and not subject.is_python


def not_run(
    check: CheckName, severity: Severity, subject: Subject, execution: Execution
) -> Finding:
    """The finding `not-run`: what could not be looked at hasn't passed, whoever else tells of it.

    Args:
        check: Whose finding.
        severity: Its weight.
        subject: The notebook.
        execution: That has failed.
    """
    return Finding(
        check=check,
        code="not-run",
        severity=severity,
        message=f"{_UNSEEN[check]}: it does not run to its end",
        hint=f"see why: jupyter mlops check --only execute {subject.path}",
        notebook=subject.path,
        parameters=execution.parameters,
    )
