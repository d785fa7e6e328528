"""Use case: mend what checks can mend without a decision."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.checks.registry import get_check
from jupyter_mlops.checks.selection import choose
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import StaleError, UnavailableError
from jupyter_mlops.files import write_atomically
from jupyter_mlops.jobs.home import Home, default_home
from jupyter_mlops.services.check import choose_checks, choose_notebooks
from jupyter_mlops.services.check_context import open_context
from jupyter_mlops.services.check_notebooks import ProjectNotebooks
from jupyter_mlops.services.project import PYPROJECT, project_of
from jupyter_mlops.settings.checks import read_checks_settings

if TYPE_CHECKING:
    from jupyter_mlops.checks.check import Check
    from jupyter_mlops.checks.ports import Context
    from jupyter_mlops.services.check_order import CheckOrder


class Mended(Struct, frozen=True, kw_only=True):
    """What was mended."""

    #: How many findings are gone, by path of the notebook below the project.
    notebooks: dict[str, int]
    #: The project's folder, links resolved.
    root: Path

    @property
    def fixed(self) -> int:
        """How many findings are gone in all."""
        return sum(self.notebooks.values())


def fix_project(order: CheckOrder, *, home: Home | None = None) -> Mended:
    """Mends working files: each is written once, whole, and only if nobody else has meanwhile.

    Args:
        order: Which checks and notebooks; what is not about files counts for nothing.
        home: Where it is kept what is known; the user's own by default.

    Raises:
        InvalidError: The settings, a path or a revision is not what it has to be.
        NotFoundError: There is no such notebook.
        StaleError: A notebook was saved meanwhile; those before it are mended.
        StorageError: A notebook cannot be written.
    """
    root = project_of(order.folder.resolve())
    settings = read_checks_settings(root / PYPROJECT)
    notebooks = ProjectNotebooks(root, settings)
    before = _read(root, choose_notebooks(order, notebooks))
    after = dict(before)
    counts: dict[str, int] = {}
    home = home or default_home()
    with open_context(order, notebooks, home, lambda: False, executes=False) as context:
        for name in choose_checks(order, settings):
            for path, count in _mend(get_check(name), after, context).items():
                counts[path] = counts.get(path, 0) + count
    for path, data in after.items():
        if data != before[path]:
            _write(root / path, path, before[path], data)
    return Mended(
        root=root,
        notebooks={path: counts.get(path, 0) for path in after if after[path] != before[path]},
    )


def _read(root: Path, paths: list[str]) -> dict[str, bytes]:
    found = {}
    for path in paths:
        file = root / path
        if file.is_file() and not file.is_symlink():
            found[path] = file.read_bytes()
    return found


def _mend(check: Check, contents: dict[str, bytes], context: Context) -> dict[str, int]:
    """Has one check mend notebooks in `contents`.

    Returns:
        How many findings are gone, by path.
    """
    settings = getattr(context.settings, check.name.value)
    paths = choose(contents, settings.paths, settings.exclude)
    subjects = [Subject(path, contents[path], context.root / path) for path in paths]
    readable = [subject for subject in subjects if subject.unreadable is None]
    try:
        fixed = check.fix(readable, context)
    except UnavailableError:  # what looks for it isn't installed, which a check tells
        return {}
    contents.update({path: each.data for path, each in fixed.items()})
    return {path: each.count for path, each in fixed.items()}


def _write(file: Path, name: str, before: bytes, after: bytes) -> None:
    try:
        same = file.read_bytes() == before
    except OSError:
        same = False
    if not same:
        raise StaleError(f"{name} was saved meanwhile, so it was not mended", hint="fix it again")
    write_atomically(file, after)
