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

    with ExitStack() as stack:
        executions = None
        if executes:
            from jupyter_mlops.services.check_execution import CheckExecutions

            executions = CheckExecutions(
                notebooks.root,
                notebooks.settings,
                Known(known_folder(home)),
                fresh=order.fresh,
                cancelled=cancelled,
            )
            stack.callback(executions.close)
        yield Context(
            notebooks.root,
            notebooks.settings,
            executions=executions,
            module_findings=module_findings,
            cancelled=cancelled,
        )
