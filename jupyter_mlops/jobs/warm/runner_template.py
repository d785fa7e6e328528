"""Forks runners: `python -m jupyter_mlops.jobs.warm.runner_template FOLDER CONTROL`.

Everything that a runner imports is here already, the slowest being papermill. There is no zmq
context and no event loop yet: each child makes its own.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from pathlib import Path

from jupyter_mlops.jobs.warm.forking import (
    Watch,
    begin_child,
    begin_template,
    is_own,
    listen,
    template_in,
)
from jupyter_mlops.jobs.warm.freshness import Loaded
from jupyter_mlops.jobs.warm.messages import receive, send
from jupyter_mlops.jobs.warm.runner_imports import import_all


class RunnerTemplate:
    """Waits for orders; forks for each.

    Args:
        folder: The template's own folder.
        control: The connection to the nursery; the template ends when it closes.
    """

    def __init__(self, folder: Path, control: socket.socket) -> None:
        self._watch = Watch()
        self._door = listen(folder)
        self._watch.add(self._door, self._answer)
        self._watch.add(control, self._end)
        self._loaded = Loaded()
        self._ended = False
        self._ordered: Path | None = None

    def serve(self) -> Path | None:
        """Serves until the nursery is gone.

        Returns:
            In a child, the run folder to take up; in the template, None at the end.
        """
        while not self._ended and self._ordered is None:
            self._watch.wait(None)
        self._watch.close()
        return self._ordered

    def _end(self) -> None:
        self._ended = True

    def _answer(self) -> None:
        connection, _ = self._door.accept()
        with connection:
            order = receive(connection) if is_own(connection) else None
            if order is None:
                return
            folder = Path(order[0]["folder"])
            stale = self._loaded.changed()
            if stale:
                send(connection, {"refused": stale})
                self._ended = True
                return
            child = os.fork()
            if child:
                send(connection, {"pid": child})
            else:
                self._ordered = folder


def main() -> int:
    """Serves; in a child, runs the order."""
    own, control = Path(sys.argv[1]), socket.socket(fileno=int(sys.argv[2]))
    with template_in(own, control):
        begin_template()
        import_all()
        gc.collect()
        gc.freeze()  # so that no child writes to what it shares, which is what copies it
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        template = RunnerTemplate(own, control)
        send(control, {"ready": True})
        ordered = template.serve()
    if ordered is None:
        return 0
    begin_child()
    return _run(ordered)


def _run(folder: Path) -> int:
    """Is the runner, as if it had been started by `jobs.launch`."""
    os.chdir(folder)
    log = os.open(folder / "log.txt", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(log)
    from jupyter_mlops.jobs import runner

    sys.argv = [runner.__file__, str(folder)]
    return runner.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
