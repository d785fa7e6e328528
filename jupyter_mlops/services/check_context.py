"""What checks have to work with: git, modules and kernels, through the ports of `checks`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.checks.known import Known
from jupyter_mlops.checks.ports import Context

if TYPE_CHECKING:
    from jupyter_mlops.checks.model import Finding
    from jupyter_mlops.jobs.home import Home
    from jupyter_mlops.services.base_metrics import CommitMetrics
    from jupyter_mlops.services.check_execution import CheckExecutions
    from jupyter_mlops.services.check_notebooks import ProjectNotebooks
    from jupyter_mlops.services.check_order import CheckOrder


def known_folder(home: Home) -> Path:
    """Where it is kept what checks have found out."""
    return home.root / "checks" / "known"


@contextmanager
def open_context(
    order: CheckOrder,
    notebooks: ProjectNotebooks,
    home: Home,
    cancelled: Callable[[], bool],
    *,
    executes: bool,
) -> Iterator[Context]:
    """Opens what checks work with, and ends all that they have started.

    Args:
        order: What is to be checked.
        notebooks: Those of the project.
        home: Where it is kept what is known.
        cancelled: Whether to stop.
        executes: Whether notebooks may be executed.
    """
    known = Known(known_folder(home))
    with ExitStack() as stack:
        executions = base = None
        if executes:
            executions = _executions(order, notebooks, known, cancelled)
            stack.callback(executions.close)
            if any(rule.not_worse for rule in notebooks.settings.gates.rules):
                base = _base_metrics(order, notebooks, known, cancelled)
                stack.callback(base.close)
        yield Context(
            notebooks.root,
            notebooks.settings,
            executions=executions,
            module_findings=lambda: _module_findings(order, notebooks, home),
            module_tests=lambda: _module_tests(order, notebooks, known),
            base=base,
            files=None if notebooks.worktree is None else notebooks.files,
            cancelled=cancelled,
        )


def _module_findings(
    order: CheckOrder, notebooks: ProjectNotebooks, home: Home
) -> Sequence[Finding]:
    from jupyter_mlops.services.check_modules import find_module_findings

    # Modules are files: what the index holds of notebooks is not what they are compared with.
    return () if order.staged else find_module_findings(notebooks.root, home)


def _module_tests(
    order: CheckOrder, notebooks: ProjectNotebooks, known: Known
) -> Sequence[Finding]:
    from jupyter_mlops.services.check_module_tests import module_test_findings

    return module_test_findings(notebooks.root, known, fresh=order.fresh)


def _executions(
    order: CheckOrder, notebooks: ProjectNotebooks, known: Known, cancelled: Callable[[], bool]
) -> CheckExecutions:
    from jupyter_mlops.services.check_execution import CheckExecutions

    return CheckExecutions(
        notebooks.root, notebooks.settings, known, fresh=order.fresh, cancelled=cancelled
    )


def _base_metrics(
    order: CheckOrder, notebooks: ProjectNotebooks, known: Known, cancelled: Callable[[], bool]
) -> CommitMetrics:
    from jupyter_mlops.services.base_metrics import CommitMetrics
    from jupyter_mlops.services.check import base_commit

    return CommitMetrics(
        notebooks.root,
        notebooks.settings,
        lambda: base_commit(notebooks, order.base or ""),
        known,
        cancelled,
    )
