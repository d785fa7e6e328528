"""Projects whose commits are checked, and what tests ask of their runs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from jupyter_mlops.checks.model import CheckName
from jupyter_mlops.checks.run_model import ACTIVE
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.services.check_desk import CheckDesk, FoundRun, get_check_run
from jupyter_mlops.services.start_checks import CheckRequest, start_checks
from tests.git.notebooks import NotebookRepository

T = TypeVar("T")

#: Most that anything here may take on a busy machine, in seconds.
PATIENCE = 120.0
#: A check that takes no time, so that most tests are about runs alone.
QUICK = (CheckName.SIZE,)


class CheckedProject(NotebookRepository):
    """A repository with a notebook, and its user."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.save("train.ipynb", "x = 1")
        self.first = self.committed("First")

    @property
    def home(self) -> Home:
        return Home(Path(os.environ["JUPYTER_MLOPS_HOME"]))

    @property
    def desk(self) -> CheckDesk:
        return CheckDesk(home=self.home, user="ada")

    @property
    def place(self) -> Path:
        """The folder of its runs."""
        return self.desk.store.project_folder(self.folder.resolve())

    def committed(self, subject: str) -> str:
        """Commits all that there is; the id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", subject)
        return self.git("rev-parse", "HEAD").strip()

    def start(self, **given: object) -> FoundRun:
        request = {"path": self.folder.resolve(), "checks": QUICK, **given}
        return start_checks(self.desk, CheckRequest(**request))  # type: ignore[arg-type]

    def look(self, run_id: str) -> FoundRun:
        return get_check_run(self.desk, run_id)

    def ended(self, run_id: str) -> FoundRun:
        """A run, once it has ended."""
        return wait_for(lambda: self._if_over(run_id))

    def checked(self, **given: object) -> FoundRun:
        return self.ended(self.start(**given).run.id)

    def _if_over(self, run_id: str) -> FoundRun | None:
        found = self.look(run_id)
        return None if found.run.state in ACTIVE else found


def wait_for(look: Callable[[], T | None]) -> T:
    """What `look` finds, as soon as it finds something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = look()
        if found is not None:
            return found
        time.sleep(0.02)
    raise TimeoutError
