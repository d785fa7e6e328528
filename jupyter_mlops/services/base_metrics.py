"""Metrics of a commit that others are compared with."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.checks.executing import has_failed
from jupyter_mlops.checks.gates import data_digest
from jupyter_mlops.checks.known import Known
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import MlopsError
from jupyter_mlops.git.checkouts import add_checkout, fill_checkout, remove_checkout
from jupyter_mlops.jobs.definition import Revision, RevisionKind
from jupyter_mlops.services.check_execution import CheckExecutions
from jupyter_mlops.services.check_tasks import tasks_of
from jupyter_mlops.services.revision import read_revision, root_around
from jupyter_mlops.settings.checks import ChecksSettings

_logger = logging.getLogger(__name__)

_VERSION: Final = 1
_TREE: Final = "tree"


class _Measured(Struct, frozen=True, kw_only=True):
    """What one execution of a notebook has reported."""

    #: Hash of the data that it was on; empty if it failed.
    data: str = ""
    metrics: Mapping[str, float] = {}


class CommitMetrics:
    """The port `BaseMetrics`: executes notebooks of a commit in a worktree of their own.

    A commit stays as it is, so that what it has reported once in an environment is known. It is to
    be closed at the end.

    Args:
        root: Folder of the project in the user's worktree, links resolved.
        settings: The project's as they are now, so that parameter sets are the same.
        commit: Finds the commit's full id, when it is needed; None if there is none.
        known: What is known from earlier.
        cancelled: Whether somebody wants it to stop.
    """

    def __init__(
        self,
        root: Path,
        settings: ChecksSettings,
        commit: Callable[[], str | None],
        known: Known,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._root = root
        self._settings = settings
        self._commit = commit
        self._known = known
        self._cancelled = cancelled
        self._found: str | None = None
        self._asked = False
        self._folder: Path | None = None

    def of(self, notebook: str, parameters: str, data: str) -> Mapping[str, float] | None:
        """Metrics of a notebook on the base; None where there are none on that data.

        Raises:
            CancelledError: Somebody wants it to stop.
        """
        commit = self._base()
        subject = None if commit is None else self._subject(commit, notebook)
        if commit is None or subject is None:
            return None
        tasks = tasks_of(self._root, self._settings, subject)
        task = next((each for each in tasks if each.name == parameters), None)
        if task is None:
            return None
        key = f"base {_VERSION} {commit} {notebook} {task.key}"
        measured = self._known.get(key, _Measured) if task.key else None
        if measured is None:
            measured = self._execute(commit, subject, parameters)
            if task.key:
                self._known.put(key, measured)
        return measured.metrics if measured.data == data else None

    def close(self) -> None:
        """Removes the worktree."""
        if self._folder is not None:
            remove_checkout(self._folder / _TREE)
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _base(self) -> str | None:
        if not self._asked:
            self._asked = True
            # There may be no such branch here, or no git.
            with suppress(MlopsError):
                self._found = self._commit()
        return self._found

    def _subject(self, commit: str, notebook: str) -> Subject | None:
        """The notebook as the commit has it; None if it has none that can be executed."""
        file = self._root / notebook
        try:
            found = read_revision(file, Revision(kind=RevisionKind.COMMIT, name=commit))
        except MlopsError:
            return None
        return Subject(notebook, found.data, file)

    def _execute(self, commit: str, subject: Subject, parameters: str) -> _Measured:
        try:
            root = self._checkout(commit)
        except MlopsError as error:
            _logger.warning("the base %s cannot be checked out: %s", commit[:7], error)
            return _Measured()
        there = Subject(subject.path, subject.data, root / subject.path)
        with closing(
            CheckExecutions(root, self._settings, self._known, cancelled=self._cancelled)
        ) as executions:
            found = executions.of(there)
        execution = next((each for each in found if each.parameters == parameters), None)
        if execution is None or has_failed(execution):
            return _Measured()
        return _Measured(data=data_digest(execution.inputs), metrics=execution.metrics)

    def _checkout(self, commit: str) -> Path:
        """The project's folder in a worktree of the commit."""
        around = root_around(self._root / "pyproject.toml")
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="mlops-base-")).resolve()
            add_checkout(around, self._folder / _TREE, commit)
            fill_checkout(self._folder / _TREE)
        return self._folder / _TREE / self._root.relative_to(around)
