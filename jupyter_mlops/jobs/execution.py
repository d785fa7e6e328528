"""Executes the cells of a notebook, one after the other, until the end, an error or a cancel."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from nbclient.exceptions import CellExecutionError, DeadKernelError

from jupyter_mlops.errors import StorageError
from jupyter_mlops.jobs.client import StreamingClient
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.failures import RunFailedError, cell_failure, kernel_death
from jupyter_mlops.jobs.kernel import Kernel
from jupyter_mlops.jobs.model import CellRun, CellStatus, Failure
from jupyter_mlops.jobs.reporting import Reporter
from jupyter_mlops.jobs.saving import Saver

_logger = logging.getLogger(__name__)

#: How often a wish to cancel is looked for, in seconds.
_CANCEL_POLL = 0.1
#: How long an interrupted cell may take to unwind before the kernel is killed, in seconds.
_INTERRUPT_GRACE = 0.4


class RunCancelledError(Exception):
    """Ends the execution of a run that was cancelled."""


class Execution(Struct, frozen=True, kw_only=True):
    """How a notebook is to be executed."""

    #: A launched kernel.
    kernel: Kernel
    #: Who is told.
    reporter: Reporter
    #: Where the notebook goes as it fills.
    saver: Saver
    #: Whether to stop; asked ten times a second.
    cancelled: Callable[[], bool]
    #: Most seconds to wait for the kernel.
    start_timeout: float = 60.0


async def execute_cells(nb: Any, how: Execution) -> None:
    """Executes a notebook in place, saves it, and ends its kernel.

    A cell that exits with status 0 (`sys.exit()`) ends the run well, as in papermill.

    Args:
        nb: The notebook, parameters injected.
        how: With what, and for whom.

    Raises:
        RunFailedError: A cell raised, or the kernel died or never came up.
        RunCancelledError: `how.cancelled` said so.
        StorageError: The notebook could not be saved before the first cell or after the last.
    """
    client = StreamingClient(nb, how.kernel.manager, how.reporter.output_changed)
    _clear_outputs(nb)
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
    cells = [(i, cell) for i, cell in enumerate(nb.cells) if _is_executable(cell)]
    nb.metadata["language_info"] = how.kernel.language_info
    how.reporter.notebook_started(nb, len(cells))
    how.saver.save(nb)
    for index, cell in cells:
        if await _execute_cell(client, index, cell, how):
            break
    client.set_widgets_metadata()


async def _end(client: StreamingClient, how: Execution) -> None:
    await how.kernel.kill()
    if client.kc is not None:
        client.kc.stop_channels()
    how.reporter.notebook_ended(client.nb)


async def _connect(client: StreamingClient, how: Execution) -> None:
    connecting = asyncio.ensure_future(how.kernel.connect(how.start_timeout))
    if not await _done_before_cancel(connecting, how.cancelled):
        await _drop(connecting)
        raise RunCancelledError
    client.kc = connecting.result()


async def _execute_cell(client: StreamingClient, index: int, cell: Any, how: Execution) -> bool:
    """Executes one cell; whether it asked to end the notebook here."""

    def save_when_due() -> None:
        if how.saver.due():
            client.settle()
            how.saver.save_on_the_way(client.nb)

    started_at, clock = now(), time.perf_counter()
    status, failure, exited = CellStatus.CANCELLED, None, False
    how.reporter.cell_started(index, cell)
    working = asyncio.ensure_future(client.async_execute_cell(cell, index))
    try:
        if not await _done_before_cancel(working, how.cancelled, save_when_due):
            await _interrupt(working, how.kernel)
            raise RunCancelledError
        failure, exited = _outcome(working, index, cell)
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


async def _done_before_cancel(
    task: asyncio.Future[Any],
    cancelled: Callable[[], bool],
    meanwhile: Callable[[], None] = lambda: None,
) -> bool:
    while not task.done():
        if cancelled():
            return False
        meanwhile()
        await asyncio.wait({task}, timeout=_CANCEL_POLL)
    return True


async def _interrupt(working: asyncio.Future[Any], kernel: Kernel) -> None:
    """Gives the cell a moment to unwind, so that its traceback shows where it stood."""
    await kernel.interrupt()
    await asyncio.wait({working}, timeout=_INTERRUPT_GRACE)
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


def _clear_outputs(nb: Any) -> None:
    """Drops what earlier runs have left, which is wrong even where this one gets nowhere."""
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = None, []


def _is_executable(cell: Any) -> bool:
    return cell.cell_type == "code" and bool(cell.source.strip())
