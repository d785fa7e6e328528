"""Runners and kernels that are ready before they are asked for."""

from __future__ import annotations

import logging
import socket
import sys
import threading
import time
from pathlib import Path

import psutil

from jupyter_mlops.jobs.folder import RunFolder
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.launch import launch_runner, runner_environment
from jupyter_mlops.jobs.model import Owner
from jupyter_mlops.jobs.processes import owner_of, this_process
from jupyter_mlops.jobs.warm.kernel_templates import KernelTemplates
from jupyter_mlops.jobs.warm.messages import KIND, receive, send
from jupyter_mlops.jobs.warm.template import Template, idle_limit

_logger = logging.getLogger(__name__)

#: The kernel that comes with Jupyter.
_USUAL_KERNEL = "python3"
_RUNNERS = "jupyter_mlops.jobs.warm.runner_template"
#: Most seconds that a template may take to fork a runner.
_PATIENCE = 5.0
#: A template of runners that could not be loaded is tried again after so long, in seconds.
_RETRY = 600.0


class Nursery:
    """Starts runners and knows where kernels are ready; may be asked from any thread.

    Nothing fails because of it: where a template cannot be had, the run starts cold.

    Args:
        home: Where the record of runs lies.
        size: How many kernels to keep ready for each kind of notebook; 0 prepares nothing.
    """

    def __init__(self, home: Home, *, size: int) -> None:
        self._home = home
        self._enabled = sys.platform == "linux" and size > 0 and idle_limit() > 0
        self._lock = threading.Lock()
        self._kernels = KernelTemplates(size)
        self._runners: Template | None = None
        self._retry_at = 0.0

    def prepare(self) -> None:
        """Has templates of runners and of plain kernels loaded, in the background."""
        with self._lock:
            self._want_runners()
        self.kernel_address(_USUAL_KERNEL, Path())

    def launch(self, folder: RunFolder) -> Owner:
        """Starts the runner of a run as a process of its own session.

        Args:
            folder: The run's folder, with its order.

        Returns:
            The runner's process, which answers for the run from now on.
        """
        with self._lock:
            template = self._want_runners()
            address = template.address if template is not None and template.ready else ""
        if address:
            try:
                return _fork_runner(address, folder)
            except (OSError, KeyError, ValueError) as error:
                _logger.info("a run starts cold: %s", error)
        return launch_runner(folder)

    @property
    def loading(self) -> bool:
        """Whether a template of runners is being loaded, and so may be worth waiting for."""
        with self._lock:
            template = self._want_runners()
            return template is not None and not template.ready and template.alive

    def kernel_address(
        self, kernel: str, copy: Path, imports: tuple[str, ...] | None = None
    ) -> str:
        """Where a kernel for a notebook is ready, for `RunOrder.warm_kernel`.

        Asking also has one prepared for next time, so that this warms a kernel beforehand.

        Args:
            kernel: Name of the kernelspec.
            copy: The notebook, as it was kept for the run.
            imports: Those of its early imports that are to be done beforehand; all by default.
                Who runs many notebooks once each has them share what they have in common.

        Returns:
            The address; empty if none is ready.
        """
        if not self._enabled:
            return ""
        try:
            with self._lock:
                return self._kernels.address(kernel, copy, imports)
        except OSError as error:
            _logger.info("no kernel is prepared: %s", error)
            return ""

    def tick(self) -> None:
        """Once a second: lets go of what has ended or has not been used for a while."""
        with self._lock:
            self._kernels.tick()
            runners = self._runners
            if runners is None:
                return
            runners.hear()
            if not runners.alive or time.monotonic() - runners.used_at > idle_limit():
                self._drop_runners()

    def close(self) -> None:
        """Ends the templates; runners and kernels at work go on."""
        with self._lock:
            self._enabled = False
            self._kernels.close()
            if self._runners is not None:
                self._drop_runners()

    def _want_runners(self) -> Template | None:
        if self._runners is not None and not self._runners.alive:
            self._drop_runners()
        if self._runners is None and self._enabled and time.monotonic() >= self._retry_at:
            try:
                self._runners = Template(_RUNNERS, [], runner_environment())
            except OSError as error:
                _logger.info("no runner is prepared: %s", error)
                self._retry_at = time.monotonic() + _RETRY
        if self._runners is not None:
            self._runners.used_at = time.monotonic()
        return self._runners

    def _drop_runners(self) -> None:
        if self._runners is not None:
            if not self._runners.was_ready:
                self._retry_at = time.monotonic() + _RETRY
            self._runners.close()
            self._runners = None


def _fork_runner(address: str, folder: RunFolder) -> Owner:
    with socket.socket(socket.AF_UNIX, KIND) as line:
        line.settimeout(_PATIENCE)
        line.connect(address)
        send(line, {"folder": str(folder.root)})
        received = receive(line)
    if received is None:
        raise ConnectionResetError("the template of runners has gone")
    if "pid" not in received[0]:
        raise ConnectionRefusedError(received[0].get("refused"))
    pid = int(received[0]["pid"])
    try:
        return owner_of(pid)
    except psutil.NoSuchProcess:  # it has ended already
        return Owner(host=this_process().host, pid=pid, started=0.0)
