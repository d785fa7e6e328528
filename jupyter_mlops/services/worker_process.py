"""The process of a worker: `python -m jupyter_mlops.services.worker_process`."""

from __future__ import annotations

import logging
import os
import signal
import sys
from pathlib import Path

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.jobs.home import default_home
from jupyter_mlops.services.desk import Desk, open_store
from jupyter_mlops.services.leaving import WorkOrder
from jupyter_mlops.services.work import Worker
from jupyter_mlops.settings import current_user

_logger = logging.getLogger(__name__)

#: The log of workers that were not started from a terminal is begun anew beyond this, in bytes.
_LOG_SIZE = 1_000_000


def work_here(order: WorkOrder) -> bool:
    """Is the worker of the user's home, in this process, until SIGTERM or nothing is left to do.

    Args:
        order: What it is to be.

    Returns:
        Whether it has been at work; False if another one was.

    Raises:
        StorageError: The home cannot be written.
    """
    home = default_home()
    store = open_store(home)
    try:
        worker = Worker(Desk(home=home, store=store, user=current_user()), order)
        for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
            number = getattr(signal, name, None)
            if number is not None:
                signal.signal(number, lambda *_: worker.stop())
        served = worker.work()
    finally:
        store.close()
    if worker.outdated:
        _begin_anew()
    return served


def main() -> int:
    """A worker on demand; what it says goes to its standard error."""
    _shorten(default_home().root / "worker.log")
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(name)s: %(message)s"
    )
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        work_here(WorkOrder())
    except MlopsError as error:
        _logger.error("%s", error.message)  # noqa: TRY400 - foreseen: a traceback tells no more
        return error.exit_status
    return 0


def _begin_anew() -> None:
    """Becomes the same command with the code that is installed now; pid and log stay."""
    _logger.info("another version was installed: beginning anew")
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - no shell wanted


def _shorten(log: Path) -> None:
    if log.exists() and log.stat().st_size > _LOG_SIZE:
        log.write_bytes(b"")


if __name__ == "__main__":
    sys.exit(main())
