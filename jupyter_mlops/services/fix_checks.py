"""Use case: mend notebooks of a project on somebody's behalf, none outside of what is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jupyter_mlops.checks.model import CheckName
from jupyter_mlops.errors import ForbiddenError
from jupyter_mlops.services.check_desk import CheckDesk
from jupyter_mlops.services.check_fix import Mended, fix_project
from jupyter_mlops.services.check_order import CheckOrder
from jupyter_mlops.services.start_checks import project_around


def fix_checks(
    desk: CheckDesk,
    path: Path,
    checks: Sequence[CheckName] | None = None,
    notebooks: Sequence[str] | None = None,
) -> Mended:
    """Mends what can be mended without a decision, in the working files.

    Args:
        desk: On whose behalf, and below which root.
        path: A file or folder in the project.
        checks: Only what these have found; all that are on by default.
        notebooks: Only these, by path below the project; all below the root by default.

    Raises:
        ForbiddenError: A notebook is outside of the root.
        NotFoundError: There is no such notebook.
        StaleError: A notebook was saved meanwhile.
        StorageError: A notebook cannot be written.
    """
    project = project_around(path)
    if notebooks is not None and not notebooks:
        return Mended(root=project, notebooks={})
    order = CheckOrder(
        folder=project,
        paths=_files(desk, project, notebooks),
        checks=None if checks is None else tuple(checks),
    )
    return fix_project(order, home=desk.home)


def _files(desk: CheckDesk, project: Path, notebooks: Sequence[str] | None) -> tuple[Path, ...]:
    if notebooks is None:
        begins_above = desk.root is not None and not project.is_relative_to(desk.root)
        return (desk.root,) if desk.root is not None and begins_above else ()
    files = tuple(project / path for path in notebooks)
    for file, path in zip(files, notebooks, strict=True):
        if desk.root is not None and not file.resolve().is_relative_to(desk.root):
            raise ForbiddenError(f"{path} lies outside of the server's root")
    return files
