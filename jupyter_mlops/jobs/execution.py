"""Executes the cells of a notebook, one after the other, until the end, an error or a cancel."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct
from nbclient.exceptions import CellExecutionError, DeadKernelError

from jupyter_mlops.errors import StorageError
from jupyter_mlops.jobs import kernel_imports, kernel_streams
from jupyter_mlops.jobs.client import StreamingClient, decode_quickly
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.failures import RunFailedError, cell_failure, kernel_death
from jupyter_mlops.jobs.hidden import HiddenValues, assign_hidden, execute_hidden
from jupyter_mlops.jobs.kernel import Kernel
from jupyter_mlops.jobs.model import CellRun, CellStatus, Failure, FailureCode
from jupyter_mlops.jobs.nudge import Nudge
from jupyter_mlops.jobs.redaction import Redactor
from jupyter_mlops.jobs.reporting import Reporter
from jupyter_mlops.jobs.saving import Saver
from jupyter_mlops.jobs.sent_source import sent
from jupyter_mlops.jobs.stopping import CellAtWork, Stopper

_logger = logging.getLogger(__name__)

#: How often a reason to stop is looked for, in seconds.
_STOP_POLL = 0.1
#: How long an interrupted cell may take to unwind before the kernel is killed, in seconds: whoever
#: cancels waits for it.
_CANCEL_GRACE = 1.0
_TIMEOUT_GRACE = 3.0


class Execution(Struct, frozen=True, kw_only=True):
    """How a notebook is to be executed."""

    #: A launched kernel.
    kernel: Kernel
    #: Who is told.
    reporter: Reporter
    #: Where the notebook goes as it fills.
    saver: Saver
    #: Whether to stop; asked ten times a second.
    stopper: Stopper
    #: Most seconds to wait for the kernel.
    start_timeout: float = 60.0
    #: Values that no cell holds.
    hidden: HiddenValues | None = None
    #: Takes secrets out of what the kernel says.
    redactor: Redactor = Redactor({})
    #: Where the kernel notes which modules made of notebook cells it imports.
    imports: Path | None = None
    #: What a Python kernel executes before the first cell, unseen.
    prologue: tuple[str, ...] = ()
    #: What it executes after the last one, unseen, if there was no error; nothing if empty.
    epilogue: str = ""
    #: Called at the end, while the kernel is still there.
    last_look: Callable[[], object] = lambda: None


async def execute_cells(nb: Any, how: Execution) -> None:
    """Executes a notebook in place, saves it, and ends its kernel.

    A cell that exits with status 0 (`sys.exit()`) ends the run well, as in papermill.

    Args:
        nb: The notebook, parameters injected.
        how: With what, and for whom.

    Raises:
        RunFailedError: A cell raised, the kernel died or never came up, or `how.stopper` said so.
        RunCancelledError: `how.stopper` said so.
        StorageError: The notebook could not be saved before the first cell or after the last.
    """
    client = StreamingClient(nb, how.kernel.manager, how.reporter, how.redactor)
    clear_outputs(nb)
    try:
        await _connect(client, how)
        await _execute_all(client, how)
    except Exception:
        await _end(client, how)
        try:
            how.saver.save_at_the_end(nb)
        except StorageError as error:  # what ended the run is the better answer
            _logger.warning("%s: %s", error.message, error.hint)
        raise
    await _end(client, how)
    how.saver.save_at_the_end(nb)


async def _execute_all(client: StreamingClient, how: Execution) -> None:
    nb = client.nb
    nb.metadata["language_info"] = how.kernel.language_info
    how.reporter.notebook_started(nb, sum(map(_is_executable, nb.cells)))
    how.saver.save(nb, durable=False)  # nothing has been computed yet
    hidden = how.hidden
    for index, cell in enumerate(nb.cells):
        if not _is_executable(cell):
            how.reporter.cell_passed(cell)
            continue
        if hidden is not None and index > hidden.after(nb):
            await assign_hidden(client.kc, hidden)
            hidden = None
        if await _execute_cell(client, index, cell, how):
            break
    client.set_widgets_metadata()
    if how.epilogue and how.kernel.language_info.get("name") == "python":
        await _execute_epilogue(client, how)


async def _execute_epilogue(client: StreamingClient, how: Execution) -> None:
    """Has the kernel execute it; the kernel's death ends it, too, and is for others to judge."""
    working = asyncio.ensure_future(execute_hidden(client.kc, how.epilogue))
    alive = asyncio.ensure_future(_until_dead(how.kernel))
    ended = asyncio.ensure_future(asyncio.wait({working, alive}, return_when="FIRST_COMPLETED"))
    try:
        reason = await _reason_to_stop(ended, how.stopper)
        if reason is not None:
            await _interrupt(working, how.kernel, reason)
            raise reason
    finally:
        for task in (ended, alive, working):
            await _drop(task)


async def _until_dead(kernel: Kernel) -> None:
    while await kernel.manager.is_alive():  # noqa: ASYNC110 - nothing says so by itself
        await asyncio.sleep(_STOP_POLL)


async def _end(client: StreamingClient, how: Execution) -> None:
    how.last_look()
    await how.kernel.kill()
    if client.kc is not None:
        client.kc.stop_channels()
    how.reporter.notebook_ended(client.nb)


async def _connect(client: StreamingClient, how: Execution) -> None:
    connecting = asyncio.ensure_future(how.kernel.connect(how.start_timeout))
    reason = await _reason_to_stop(connecting, how.stopper)
    if reason is not None:
        await _drop(connecting)
        raise reason
    client.kc = connecting.result()
    decode_quickly(client.kc.session)
    if how.kernel.language_info.get("name") == "python":
        # Not waited for: cells come after it, and a kernel that has no such streams refuses.
        sources = [sent(kernel_streams)]
        if how.imports is not None:
            sources.append(sent(kernel_imports, imports_log=str(how.imports)))
        sources.extend(how.prologue)
        client.kc.execute("\n".join(sources), silent=True)


async def _execute_cell(client: StreamingClient, index: int, cell: Any, how: Execution) -> bool:
    """Executes one cell; whether it asked to end the notebook here."""

    def save_when_due() -> None:
        if how.saver.due():
            client.settle()
            how.saver.save_on_the_way(client.nb)

    def look_after() -> None:
        save_when_due()
        nudge.give_when_due(client)

    nudge = Nudge()
    started_at, clock = now(), time.perf_counter()
    at_work = how.stopper.at_work(index, cell.get("id", ""))
    status, failure, exited = CellStatus.CANCELLED, None, False
    how.reporter.cell_started(index, cell)
    working = asyncio.ensure_future(client.async_execute_cell(cell, index))
    try:
        reason = await _reason_to_stop(working, how.stopper, at_work, look_after)
        if reason is not None:
            status = CellStatus.FAILED if isinstance(reason, RunFailedError) else status
            await _interrupt(working, how.kernel, reason)
            raise reason
        failure, exited = _outcome(working, index, cell)
        if failure and failure.code is FailureCode.KERNEL_DIED:
            failure = _cause_of_death(failure, how.stopper.reason(at_work))
        status = CellStatus.FAILED if failure else CellStatus.SUCCEEDED
    finally:
        client.finish_cell()
        cell_run = CellRun(
            index=index,
            cell_id=cell.get("id", ""),
            started_at=started_at,
            duration=time.perf_counter() - clock,
            status=status,
        )
        how.reporter.cell_ended(cell, cell_run)
    if failure is not None:
        raise RunFailedError(failure)
    save_when_due()
    return exited


async def _reason_to_stop(
    task: asyncio.Future[Any],
    stopper: Stopper,
    cell: CellAtWork | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Exception | None:
    """Waits for the task; why it has to be ended before it is done, if so."""
    while not task.done():
        reason = stopper.reason(cell)
        if reason is not None:
            return reason
        meanwhile()
        await asyncio.wait({task}, timeout=_STOP_POLL)
    return None


async def _interrupt(working: asyncio.Future[Any], kernel: Kernel, reason: Exception) -> None:
    """Gives the cell a moment to unwind, so that its traceback shows where it stood."""
    grace = _CANCEL_GRACE
    if isinstance(reason, RunFailedError):
        grace = _TIMEOUT_GRACE if reason.failure.code is FailureCode.TIMEOUT else 0
    if grace:
        await kernel.interrupt()
        await asyncio.wait({working}, timeout=grace)
    await _drop(working)


async def _drop(task: asyncio.Future[Any]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _outcome(working: asyncio.Future[Any], index: int, cell: Any) -> tuple[Failure | None, bool]:
    error = working.exception()
    if error is None:
        return None, False
    if isinstance(error, DeadKernelError):
        return kernel_death(index, cell), False
    if not isinstance(error, CellExecutionError):
        raise error
    if error.ename == "SystemExit" and error.evalue in {"", "0", "None"}:
        return None, True
    raised = [output for output in cell.outputs if output.output_type == "error"]
    said = raised[-1] if raised else {"ename": error.ename, "evalue": error.evalue}
    return cell_failure(index, cell, said), False


def _cause_of_death(death: Failure, reason: Exception | None) -> Failure:
    """Whoever had a reason to end the kernel has killed it."""
    return reason.failure if isinstance(reason, RunFailedError) else death


def clear_outputs(nb: Any) -> None:
    """Drops what earlier runs have left, which is wrong even where this one gets nowhere."""
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = None, []


def _is_executable(cell: Any) -> bool:
    return cell.cell_type == "code" and bool(cell.source.strip())
