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

    def module_findings() -> Sequence[Finding]:
        if order.staged:
            return ()
        from jupyter_mlops.services.check_modules import find_module_findings

        return find_module_findings(notebooks.root, home)

    known = Known(known_folder(home))

    def module_tests() -> Sequence[Finding]:
        from jupyter_mlops.services.check_module_tests import module_test_findings

        return module_test_findings(notebooks.root, known, fresh=order.fresh)

    with ExitStack() as stack:
        executions = base = None
        if executes:
            from jupyter_mlops.services.check_execution import CheckExecutions

            executions = CheckExecutions(
                notebooks.root,
                notebooks.settings,
                known,
                fresh=order.fresh,
                cancelled=cancelled,
            )
            stack.callback(executions.close)
            if any(rule.not_worse for rule in notebooks.settings.gates.rules):
                base = _base_metrics(order, notebooks, known, cancelled)
                stack.callback(base.close)
        yield Context(
            notebooks.root,
            notebooks.settings,
            executions=executions,
            module_findings=module_findings,
            module_tests=module_tests,
            base=base,
            files=None if notebooks.worktree is None else notebooks.files,
            cancelled=cancelled,
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
