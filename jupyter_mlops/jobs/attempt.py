"""Carries out an order from the kernel's start to what the run leaves."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.jobs.artifacts import ArtifactReporter, keep_artifacts, matching_files
from jupyter_mlops.jobs.events import EventWriter, ModulesImported, RunEnded, now
from jupyter_mlops.jobs.failures import RunFailedError
from jupyter_mlops.jobs.folder import RunFolder, RunOrder
from jupyter_mlops.jobs.imported_modules import read_imported
from jupyter_mlops.jobs.kernel import Kernel
from jupyter_mlops.jobs.model import Artifact, Failure, FailureCode, RunState
from jupyter_mlops.jobs.processes import kill_run
from jupyter_mlops.jobs.redaction import Redactor
from jupyter_mlops.jobs.results import write_results
from jupyter_mlops.jobs.stopping import Stopper
from jupyter_mlops.jobs.usage import UsageMonitor
from jupyter_mlops.jobs.values import read_secrets
from jupyter_mlops.jobs.verdict import verdict

_logger = logging.getLogger(__name__)


class Attempt(Struct, frozen=True, kw_only=True):
    """What carrying out an order works with."""

    #: What to run.
    order: RunOrder
    #: The run's folder.
    folder: RunFolder
    #: Its event log.
    writer: EventWriter
    #: Whether somebody has asked to stop.
    cancelled: Callable[[], bool]
    #: Says when the execution has to end.
    stopper: Stopper
    #: Watches what the run uses.
    usage: UsageMonitor
    #: Remembers the files that the notebook names.
    artifacts: ArtifactReporter
    #: When it began, in seconds since the epoch.
    began: float


def carry_out(
    order: RunOrder, folder: RunFolder, writer: EventWriter, cancelled: Callable[[], bool]
) -> RunEnded:
    """Runs what is ordered; whatever happens, no process of it is left when this returns.

    Args:
        order: What to run.
        folder: The run's folder.
        writer: The run's event log.
        cancelled: Whether to stop.

    Returns:
        The run's last event, to be written.
    """
    usage = UsageMonitor(order.run_id, folder.usage, order.policy.memory_limit)
    attempt = Attempt(
        order=order,
        folder=folder,
        writer=writer,
        cancelled=cancelled,
        stopper=Stopper(cancelled, order.policy, usage.exceeded),
        usage=usage,
        artifacts=ArtifactReporter(order.working_folder),
        began=time.time(),
    )
    state, failure, redactor = RunState.SUCCEEDED, None, Redactor({})
    try:
        redactor = Redactor(_secrets(order))
        _execute(attempt, redactor)
    except Exception as error:  # noqa: BLE001 - the verdict tells bugs from failures
        state, failure = verdict(error, redactor)
    resources = usage.stop()
    if imported := read_imported(folder.imports):
        writer.write(ModulesImported(at=now(), modules=imported))
    survivors = kill_run(order.run_id)
    if survivors:
        _logger.error("processes of the run would not end: %s", survivors)
    artifacts = () if state is RunState.CANCELLED else _leave(attempt)
    redactor.mask(folder.log)
    return RunEnded(
        at=now(), state=state, failure=failure, resources=resources, artifacts=artifacts
    )


def _secrets(order: RunOrder) -> dict[str, str]:
    try:
        return read_secrets(order.parameters, base=Path(order.notebook).parent)
    except MlopsError as error:
        failure = Failure(code=FailureCode.SECRET_MISSING, message=error.message, hint=error.hint)
        raise RunFailedError(failure) from error


def _execute(attempt: Attempt, redactor: Redactor) -> None:
    # zmq's sockets need a loop that selects, which is not the default on Windows.
    loop = asyncio.SelectorEventLoop()
    kernel = Kernel(attempt.order.kernel, attempt.order.run_id, attempt.order.warm_kernel)
    try:
        loop.run_until_complete(kernel.launch(attempt.order.working_folder))
        attempt.usage.start(kernel_pid(kernel))
        # The kernel boots while papermill, the slowest import of all, is read.
        from jupyter_mlops.jobs.papermill_run import run_through_papermill

        run_through_papermill(attempt, kernel, redactor, loop)
    finally:
        loop.run_until_complete(kernel.kill())
        _close(loop)


def kernel_pid(kernel: Kernel) -> int | None:
    """The kernel's process."""
    pid = getattr(kernel.manager.provisioner, "pid", None)
    return pid if isinstance(pid, int) else None


def _close(loop: asyncio.AbstractEventLoop) -> None:
    """Ends what still waits, such as nbclient's watch over a kernel; the log is for others."""
    waiting = asyncio.all_tasks(loop)
    for task in waiting:
        task.cancel()
    if waiting:
        loop.run_until_complete(asyncio.gather(*waiting, return_exceptions=True))
    loop.close()


def _leave(attempt: Attempt) -> tuple[Artifact, ...]:
    """Writes the results that were wished for, and keeps what the run has made."""
    order, folder, stopped = attempt.order, attempt.order.working_folder, attempt.cancelled
    output, formats = Path(order.output), order.results.formats
    results = list(write_results(output, formats, run_id=order.run_id, stopped=stopped))
    matching = matching_files(folder, order.results.artifacts, since=attempt.began)
    made = [*attempt.artifacts.named.values(), *matching]
    return (
        *keep_artifacts(results, refuge=None, stopped=stopped),
        *keep_artifacts(made, refuge=order.artifact_refuge, stopped=stopped),
    )
