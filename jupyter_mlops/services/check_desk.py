"""Whose runs of checks are meant, and where they are kept."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from jupyter_mlops.checks.run_files import CheckRecord, CheckRunFolder
from jupyter_mlops.checks.run_model import CheckRun
from jupyter_mlops.checks.run_store import CheckRunStore
from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.ids import is_id
from jupyter_mlops.services.check_life import current


class CheckDesk(Struct, frozen=True, kw_only=True):
    """What a use case about runs of checks needs to know of who asks."""

    home: Home
    #: Under whose name runs are filed; others' are not shown.
    user: str
    #: Only projects that have to do with this folder; all if there is none.
    root: Path | None = None

    @property
    def store(self) -> CheckRunStore:
        """The record."""
        return check_store(self.home)

    def shows(self, run: CheckRun) -> bool:
        """Whether a run is this user's and of a project around or below the root."""
        if run.user != self.user:
            return False
        project = Path(run.project)
        root = self.root
        return root is None or project.is_relative_to(root) or root.is_relative_to(project)


class FoundRun(Struct, frozen=True, kw_only=True):
    """A run of checks as it stands now."""

    folder: CheckRunFolder
    record: CheckRecord

    @property
    def run(self) -> CheckRun:
        """The run, without its report."""
        return self.record.run


def check_store(home: Home) -> CheckRunStore:
    """The record of all runs of checks."""
    return CheckRunStore(home.root / "checks" / "runs")


def get_check_run(desk: CheckDesk, run_id: str) -> FoundRun:
    """A run by its id.

    Raises:
        NotFoundError: There is no such run for this user.
    """
    folder = desk.store.find(run_id) if is_id(run_id) else None
    found = None if folder is None else look_at(desk, folder)
    if found is None:
        raise NotFoundError(f"there is no run {run_id[:40]} of checks")
    return found


def look_at(desk: CheckDesk, folder: CheckRunFolder) -> FoundRun | None:
    """A run as it stands now; None if it is gone, or not this user's."""
    record = folder.read()
    if record is None or not desk.shows(record.run):
        return None
    record = current(desk.home, folder, record)
    return FoundRun(folder=folder, record=record)
