"""Executes notebooks for checks: each once for all of them, several at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from jupyter_mlops.checks.inputs import unchanged
from jupyter_mlops.checks.known import Known
from jupyter_mlops.checks.ports import Execution
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import CancelledError
from jupyter_mlops.services.check_tasks import Task, tasks_of
from jupyter_mlops.settings.checks import ChecksSettings

if TYPE_CHECKING:
    from jupyter_mlops.services.check_engine import Engine, Pending


class CheckExecutions:
    """The port `Executions`, on the engine that runs jobs, but for its queue and its record.

    It is to be closed at the end, also after an interrupt (`contextlib.closing`).

    Args:
        root: Folder of the project, links resolved: where its files are.
        settings: The project's.
        known: What is known from earlier.
        fresh: Whether what is known is not asked for; what comes of it is remembered.
        cancelled: Whether somebody wants it to stop.
    """

    def __init__(
        self,
        root: Path,
        settings: ChecksSettings,
        known: Known,
        *,
        fresh: bool = False,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._root = root
        self._settings = settings
        self._known = known
        self._fresh = fresh
        self._cancelled = cancelled
        self._closed = threading.Event()
        self._begun: dict[tuple[str, str], tuple[Future[Execution], ...]] = {}
        self._lock = threading.Lock()
        self._engine: Engine | None = None

    def start(self, subjects: Sequence[Subject]) -> None:
        """Begins with these in the background; those that are known need nothing."""
        with self._lock:
            pending: list[Pending] = []
            for subject in subjects:
                if _name(subject) in self._begun:
                    continue
                tasks = tasks_of(self._root, self._settings, subject)
                futures = tuple(Future[Execution]() for _ in tasks)
                self._begun[_name(subject)] = futures
                for task, future in zip(tasks, futures, strict=True):
                    known = self._find(task)
                    if known is None:
                        pending.append((subject, task, future))
                    else:
                        future.set_result(known)
            if pending:
                self._set_going(pending)

    def of(self, subject: Subject) -> tuple[Execution, ...]:
        """Waits for the executions of a notebook.

        Raises:
            CancelledError: Somebody wants it to stop.
        """
        self.start([subject])
        found = tuple(future.result() for future in self._begun[_name(subject)])
        if any(each.state == "cancelled" for each in found):
            raise CancelledError("the checks were cancelled")
        return found

    def close(self) -> None:
        """Ends what is at work, and all that was prepared."""
        self._closed.set()
        with self._lock:
            if self._engine is not None:
                self._engine.close()

    def _set_going(self, pending: list[Pending]) -> None:
        from jupyter_mlops.services.check_engine import Engine

        if self._engine is None:
            self._engine = Engine(
                self._root,
                self._settings.execute,
                stopped=self._stopped,
                remember=self._remember,
                expected=len(pending),
            )
        self._engine.begin(pending)

    def _stopped(self) -> bool:
        return self._closed.is_set() or self._cancelled()

    def _find(self, task: Task) -> Execution | None:
        if self._fresh or not task.key:
            return None
        found = self._known.get(task.key, Execution)
        if found is None or not unchanged(self._root, found.inputs):
            return None
        return replace(found, parameters=task.name, cached=True)

    def _remember(self, task: Task, execution: Execution) -> None:
        if task.key:
            self._known.put(task.key, execution)


def _name(subject: Subject) -> tuple[str, str]:
    return subject.path, subject.digest
