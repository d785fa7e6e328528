"""The process of one run: `python -m jupyter_mlops.jobs.runner FOLDER`.

It is the leader of its own session, knows no server and no database, and answers for its run to the
end: whatever happens to the process that started it, the events and the notebook are written.
"""

from __future__ import annotations

import logging
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from jupyter_mlops.jobs.attempt import carry_out
from jupyter_mlops.jobs.events import EventWriter, RunStarted, now
from jupyter_mlops.jobs.folder import RunFolder
from jupyter_mlops.jobs.model import Owner
from jupyter_mlops.jobs.processes import is_alive, this_process

#: How often a runner shows that it lives, in seconds.
HEARTBEAT = 5.0
#: How often it looks whether the process is still there that it must not outlive, in seconds.
_OWNER_INTERVAL = 1.0


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
    orphaned = _end_of(order.inspection.owner if order.inspection else None)
    writer.write(
        carry_out(
            order,
            folder,
            writer,
            lambda: terminated.is_set() or folder.cancel_requested or orphaned(),
        )
    )
    return 0


def _end_of(owner: Owner | None) -> Callable[[], bool]:
    """Tells whether a process has ended that the run is not to outlive."""
    seen = time.monotonic()

    def ended() -> bool:
        nonlocal seen
        if owner is None or time.monotonic() - seen < _OWNER_INTERVAL:
            return False
        gone = not is_alive(owner)
        seen = seen if gone else time.monotonic()
        return gone

    return ended


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
