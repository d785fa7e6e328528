"""What checks have in common that need executed notebooks."""

from __future__ import annotations

from jupyter_mlops.checks.check import Check
from jupyter_mlops.checks.ports import Context, Execution, Executions
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import UnavailableError


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
