"""What executes notebooks for checks: threads that wait for runs, and kernels made ready."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

import psutil

from jupyter_mlops.checks.ports import Execution
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import InvalidError
from jupyter_mlops.files import write_atomically
from jupyter_mlops.jobs.admission import slots_in_all
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.queue_model import Limits
from jupyter_mlops.jobs.warm.imports import early_imports
from jupyter_mlops.jobs.warm.nursery import Nursery
from jupyter_mlops.modules.project import read_project
from jupyter_mlops.services.check_copy import executed_copy
from jupyter_mlops.services.check_imports import Statements, best_for, shared_imports
from jupyter_mlops.services.check_result import broken
from jupyter_mlops.services.check_run import Workplace, carry_out_task
from jupyter_mlops.services.check_tasks import Task
from jupyter_mlops.services.kernels import choose_kernel
from jupyter_mlops.settings.checks import ExecuteSettings

#: Fewer executions than this start sooner from nothing than from processes that load first.
_WORTH_WARMING: Final = 3
#: Most kernels that wait for each kind of notebook.
_MOST_READY: Final = 4
#: Most seconds to wait for the process that runners are forked from, and between two looks.
_PATIENCE: Final = 20.0
_POLL: Final = 0.02

_SETTING: Final = "; the setting `kernel` of the check `execute` names one for all notebooks"
#: Of folders, before the id of the process whose they are.
_PREFIX: Final = "mlops-check-"

#: A notebook, how it is to be executed, and who waits for what comes of it.
Pending = tuple[Subject, Task, "Future[Execution]"]


class Engine:
    """Executes what it is given, some at a time, in the order in which it came.

    Args:
        root: Folder of the project, links resolved.
        settings: The project's.
        stopped: Whether to end all; asked often.
        remember: Called with what would come out again.
        expected: How many executions there are for a start.
    """

    def __init__(
        self,
        root: Path,
        settings: ExecuteSettings,
        *,
        stopped: Callable[[], bool],
        remember: Callable[[Task, Execution], None],
        expected: int,
    ) -> None:
        self._stopped = stopped
        self._remember = remember
        parallel = slots_in_all(Limits(slots=settings.parallel))
        self._warm = settings.warm and expected >= _WORTH_WARMING
        _sweep()
        self._scratch = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")).resolve()
        self._nursery = Nursery(
            Home(self._scratch), size=min(parallel, _MOST_READY) if self._warm else 0
        )
        self._place = Workplace(
            root=root,
            path=_own_folders(root),
            scratch=self._scratch,
            nursery=self._nursery,
            cancelled=stopped,
        )
        self._pool = ThreadPoolExecutor(parallel, thread_name_prefix="check")
        self._unfinished: set[Future[Execution]] = set()
        self._chosen: tuple[Statements, ...] = ()

    def begin(self, pending: list[Pending]) -> None:
        """Takes executions up; each future has its result in the end, whatever happens."""
        self._unfinished.update(future for _, _, future in pending)
        copies = [self._keep(subject) for subject, _, _ in pending]
        self._chosen = shared_imports([imports for _, imports in copies])
        ready = self._pool.submit(self._make_ready, {task.kernel for _, task, _ in pending})
        for (subject, task, future), copy in zip(pending, copies, strict=True):
            self._pool.submit(self._carry_out, subject, task, future, copy, ready)

    def close(self) -> None:
        """Waits until all is ended, which the answer of `stopped` brings about."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        for future in self._unfinished:
            if not future.done():
                future.set_result(Execution(parameters="", state="cancelled"))
        self._nursery.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _keep(self, subject: Subject) -> tuple[Path, Statements]:
        data = executed_copy(subject)
        copy = self._scratch / f"{hashlib.sha256(data).hexdigest()}.ipynb"
        write_atomically(copy, data, durable=False)
        return copy, frozenset(early_imports(data) if self._warm else ())

    def _make_ready(self, kernels: set[str]) -> None:
        """Has processes loaded that others are forked from, and waits for the slowest."""
        if not self._warm:
            return
        for kernel in kernels:
            for imports in self._chosen or (frozenset(),):
                self._nursery.kernel_address(kernel, Path(), tuple(sorted(imports)))
        deadline = time.monotonic() + _PATIENCE
        while self._nursery.loading and time.monotonic() < deadline and not self._stopped():
            time.sleep(_POLL)

    def _carry_out(
        self,
        subject: Subject,
        task: Task,
        future: Future[Execution],
        copy: tuple[Path, Statements],
        ready: Future[None],
    ) -> None:
        try:
            ready.result()
            future.set_result(self._execution(subject, task, *copy))
        except BaseException as error:  # noqa: BLE001 - whoever waits gets it
            future.set_exception(error)

    def _execution(
        self, subject: Subject, task: Task, copy: Path, imports: Statements
    ) -> Execution:
        if self._stopped():
            return Execution(parameters=task.name, state="cancelled")
        if not task.key:  # nothing is known of its kernel
            try:
                choose_kernel(task.kernel, None, notebook=subject.path)
            except InvalidError as error:
                return broken(task.name, "kernel-missing", error.message, f"{error.hint}{_SETTING}")
        chosen = best_for(imports, self._chosen)
        outcome = carry_out_task(task, subject, copy, self._place, chosen)
        if outcome.lasting:
            self._remember(task, outcome.execution)
        return outcome.execution


def _sweep() -> None:
    """Removes the folders of processes that were killed before they could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        pid = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if pid.isdecimal() and not psutil.pid_exists(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def _own_folders(root: Path) -> tuple[str, ...]:
    """Where the project's own modules are, so that none is taken from an installation of it."""
    try:
        source = root / read_project(root).source
    except InvalidError:
        source = root
    return tuple(dict.fromkeys(str(each.resolve()) for each in (source, root) if each.is_dir()))
