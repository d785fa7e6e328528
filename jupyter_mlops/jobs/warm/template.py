"""A template as its nursery sees it."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jupyter_mlops.jobs.warm.forking import SOCKET
from jupyter_mlops.jobs.warm.messages import KIND, receive

_logger = logging.getLogger(__name__)

#: Most seconds that a template may take to load.
_PATIENCE = 120.0
#: Most seconds that it may take to end, once its nursery has let go.
_GRACE = 2.0


#: Says how long prepared processes wait for a run before they go, in seconds; 0 prepares nothing.
IDLE_VARIABLE = "JUPYTER_MLOPS_WARM_IDLE"
_IDLE = 300.0


def idle_limit() -> float:
    """How long a template may be of no use before it goes, in seconds."""
    try:
        return float(os.environ.get(IDLE_VARIABLE, _IDLE))
    except ValueError:
        _logger.warning("%s is no number of seconds", IDLE_VARIABLE)
        return _IDLE


class Template:
    """A process that forks others.

    Args:
        module: The module to run.
        arguments: Its arguments, after its folder and the connection.
        environment: What it is given, and so its children.
    """

    def __init__(
        self, module: str, arguments: Sequence[str], environment: Mapping[str, str]
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mlops-warm-"))
        #: When it was last of use, by the monotonic clock.
        self.used_at = time.monotonic()
        #: Whether it has given up, so that another would be of no use either.
        self.failed = False
        #: What it has not imported, and why.
        self.left_out: dict[str, str] = {}
        self._started_at = self.used_at
        self._ready = False
        self._control, there = socket.socketpair(socket.AF_UNIX, KIND)
        self._control.settimeout(0)
        with there:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, an argument list
                [sys.executable, "-m", module, str(self.folder), str(there.fileno()), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(environment),
                cwd=self.folder,
                pass_fds=[there.fileno()],
                start_new_session=True,
            )

    @property
    def address(self) -> str:
        """Where it is asked."""
        return str(self.folder / SOCKET)

    @property
    def ready(self) -> bool:
        """Whether it may be asked."""
        self.hear()
        return self._ready and not self.failed and self.alive

    @property
    def was_ready(self) -> bool:
        """Whether it has ever been ready."""
        return self._ready

    @property
    def alive(self) -> bool:
        """Whether it has not ended, nor failed to get ready in time."""
        if self._process.poll() is not None:
            return False
        return self._ready or time.monotonic() - self._started_at < _PATIENCE

    def close(self) -> None:
        """Ends it; what it has forked for runs goes on."""
        self._control.close()
        threading.Thread(target=self._wait, daemon=True, name="template").start()

    def _wait(self) -> None:
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def hear(self) -> None:
        """Takes in what the template has said so far."""
        try:
            while (heard := receive(self._control)) is not None:
                self._note(heard[0])
        except OSError:  # nothing more, for now or for good
            return

    def _note(self, message: dict[str, Any]) -> None:
        if "ready" in message:
            self._ready = True
        elif "failed" in message:
            _logger.info("a template gives up: %s", message["failed"])
            self.failed = True
        else:
            _logger.info("not prepared: %s (%s)", message["left_out"], message["reason"])
            self.left_out[message["left_out"]] = message["reason"]
