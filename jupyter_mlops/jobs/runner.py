"""The process of one run: `python -m jupyter_mlops.jobs.runner FOLDER`.

It is the leader of its own session, knows no server and no database, and answers for its run to the
end: whatever happens to the process that started it, the events and the notebook are written.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

from jupyter_mlops.errors import MlopsError, StorageError
from jupyter_mlops.jobs.events import EventWriter, RunEnded, RunStarted, now
from jupyter_mlops.jobs.failures import RunFailedError
from jupyter_mlops.jobs.folder import RunFolder, RunOrder
from jupyter_mlops.jobs.kernel import Kernel
from jupyter_mlops.jobs.model import Failure, FailureCode, RunState
from jupyter_mlops.jobs.processes import kill_run, this_process

_logger = logging.getLogger(__name__)

#: How often a runner shows that it lives, in seconds.
HEARTBEAT = 5.0


def main(arguments: list[str]) -> int:
    """Runs what a run folder orders.

    Args:
        arguments: The run folder.

    Returns:
        The exit status: 0 once the run's end is written, whatever it was; 1 if somebody else has
        taken the run up.
    """
    _skip_slow_import()
    folder = RunFolder(Path(arguments[0]))
    if not folder.claim():
        return 1
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s: %(message)s")
    terminated = threading.Event()
    _on_terminate(terminated.set)
    writer = EventWriter(folder.events)
    writer.write(RunStarted(at=now(), owner=this_process()))
    _beat(writer)
    order = folder.read_order()
    state, failure = _run(order, writer, lambda: terminated.is_set() or folder.cancel_requested)
    survivors = kill_run(order.run_id)
    if survivors:
        _logger.error("processes of the run would not end: %s", survivors)
    writer.write(RunEnded(at=now(), state=state, failure=failure))
    return 0


def _run(
    order: RunOrder, writer: EventWriter, cancelled: Callable[[], bool]
) -> tuple[RunState, Failure | None]:
    # zmq's sockets need a loop that selects, which is not the default on Windows.
    loop = asyncio.SelectorEventLoop()
    try:
        _execute(order, writer, cancelled, loop)
    except RunFailedError as error:
        return RunState.FAILED, error.failure
    except StorageError as error:
        failure = Failure(
            code=FailureCode.OUTPUT_UNWRITABLE, message=error.message, hint=error.hint
        )
        return RunState.FAILED, failure
    except MlopsError as error:
        return RunState.FAILED, Failure(
            code=FailureCode.INTERNAL, message=error.message, hint=error.hint
        )
    except Exception as error:
        from jupyter_mlops.jobs.execution import RunCancelledError

        if isinstance(error, RunCancelledError):
            return RunState.CANCELLED, None
        _logger.exception("the run ended on an error that it did not foresee")
        return RunState.FAILED, Failure(
            code=FailureCode.INTERNAL,
            message=f"{type(error).__name__}: {error}",
            hint="this is a bug of jupyter-mlops; the run's log has the traceback",
            traceback=tuple(traceback.format_exception(error)),
        )
    finally:
        _close(loop)
    return RunState.SUCCEEDED, None


def _close(loop: asyncio.AbstractEventLoop) -> None:
    """Ends what still waits, such as nbclient's watch over a kernel; the log is for others."""
    waiting = asyncio.all_tasks(loop)
    for task in waiting:
        task.cancel()
    if waiting:
        loop.run_until_complete(asyncio.gather(*waiting, return_exceptions=True))
    loop.close()


def _execute(
    order: RunOrder,
    writer: EventWriter,
    cancelled: Callable[[], bool],
    loop: asyncio.AbstractEventLoop,
) -> None:
    kernel = Kernel(order.kernel, order.run_id)
    loop.run_until_complete(kernel.launch(Path(order.notebook).parent))
    try:
        # The kernel boots while papermill, the slowest import of all, is read.
        from jupyter_mlops.jobs.papermill_run import run_through_papermill

        run_through_papermill(order, kernel, writer, cancelled, loop)
    finally:
        loop.run_until_complete(kernel.kill())


def _beat(writer: EventWriter) -> None:
    """Shows from now on, and as long as the process lives, that it does."""

    def beat() -> None:
        while not threading.Event().wait(HEARTBEAT):
            writer.touch()

    threading.Thread(target=beat, daemon=True, name="heartbeat").start()


def _on_terminate(stop: Callable[[], None]) -> None:
    for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, lambda *_: stop())


def _skip_slow_import() -> None:
    """Keeps jsonschema from building the grammar of international addresses, a second's work.

    jsonschema imports it if it can, for the `iri` format, and goes without it if it can't;
    notebooks have no such field. None in `sys.modules` says "can't"
    (The import system, Python reference).
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
