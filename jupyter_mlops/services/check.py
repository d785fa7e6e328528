"""Use case: check the notebooks of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.checks.model import Report
    from jupyter_mlops.services.check_order import CheckOrder, CheckWatch


def check_project(order: CheckOrder, *, watch: CheckWatch | None = None) -> Report:
    """Checks a project; writes nothing but what is known.

    Args:
        order: What is to be checked.
        watch: Who hears of it meanwhile.

    Raises:
        InvalidError: The settings, a path or a revision is not what it has to be.
        NotFoundError: There is no such notebook.
        CancelledError: The watch wanted it to stop.
    """
    raise NotImplementedError
