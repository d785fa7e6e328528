"""A run's kernel process: start, connect, interrupt, end."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, Any, cast

import psutil
import zmq
from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.manager import AsyncKernelManager

from jupyter_mlops.jobs.attentive_channel import AttentiveChannel
from jupyter_mlops.jobs.failures import RunFailedError
from jupyter_mlops.jobs.model import Failure, FailureCode
from jupyter_mlops.jobs.processes import RUN_VARIABLE, processes_of_run
from jupyter_mlops.jobs.sockets import (
    make_socket_folder,
    remove_socket_folder,
    socket_folder,
    transport_in,
)
from jupyter_mlops.jobs.warm.assigned_kernel import (
    AssignedProvisioner,
    NotPreparedError,
    ask_for_kernel,
)

if TYPE_CHECKING:
    from jupyter_client.asynchronous.client import AsyncKernelClient
    from jupyter_client.connect import KernelConnectionInfo
    from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

_logger = logging.getLogger(__name__)

#: Lifts the kernel's own bound, for which ipykernel has no option; others refuse it silently.
_KEEP_OUTPUTS = (
    "(lambda io: io.schedule(lambda: io.socket.setsockopt(__import__('zmq').SNDHWM, 0)))"
    "(get_ipython().kernel.iopub_thread)"
)
#: A kernel that was started beforehand has read its environment with another mark.
_BEAR_MARK = f"__import__('os').environ[{RUN_VARIABLE!r}] = "
#: Wait for the first message on a subscription that may not be up yet, in seconds.
_SUBSCRIPTION_WAIT = 0.2
#: Wait for a reply before asking again, in seconds.
_REPLY_WAIT = 1.0
#: Most seconds that a killed kernel may take to end, and between two looks.
_DEATH_TIMEOUT = 5.0
_DEATH_POLL = 0.001


class Kernel:
    """A kernel started for one run and never used again.

    `launch` returns as soon as the process exists, so that the caller can do its own slow imports
    while the kernel boots; `connect` then waits for it.

    Args:
        name: Name of the kernelspec.
        run_id: The run that it is for.
        warm: Where a prepared kernel is to be had (`jobs.warm`); empty starts one.
    """

    def __init__(self, name: str, run_id: str, warm: str = "") -> None:
        self.name = name
        sockets = socket_folder(run_id)
        self.manager = AsyncKernelManager(
            kernel_name=name,
            transport=transport_in(sockets),
            connection_file=str(sockets / "kernel.json"),
        )
        #: What the kernel says of its language, once it is connected.
        self.language_info: dict[str, Any] = {}
        self._run_id = run_id
        self._warm = warm

    async def launch(self, cwd: Path) -> None:
        """Takes a prepared process, or starts one.

        Args:
            cwd: Its working directory.

        Raises:
            RunFailedError: The kernelspec or its command does not exist.
        """
        if self._warm:
            try:
                await self._take(cwd)
            except NotPreparedError as error:
                _logger.info("the kernel starts cold: %s", error)
            else:
                return
        await self._start(cwd)

    async def _take(self, cwd: Path) -> None:
        spec = self.manager.kernel_spec
        connection, process = await ask_for_kernel(
            self._warm,
            run_id=self._run_id,
            cwd=cwd,
            environment={**os.environ, **(spec.env if spec else {})},
            sockets=socket_folder(self._run_id),
        )
        provisioner = AssignedProvisioner(parent=self.manager, kernel_spec=spec)
        provisioner.process = process
        self.manager.load_connection_info(cast("KernelConnectionInfo", connection))
        self.manager.provisioner = provisioner

    async def _start(self, cwd: Path) -> None:
        remove_socket_folder(self._run_id)  # of a prepared kernel that ended too soon
        make_socket_folder(self._run_id)
        environment = {**os.environ, RUN_VARIABLE: self._run_id}
        arguments = ["--HistoryManager.hist_file=:memory:"] if self.manager.ipykernel else []
        try:
            await self.manager.start_kernel(
                cwd=str(cwd), env=environment, extra_arguments=arguments
            )
        except NoSuchKernel as error:
            raise RunFailedError(missing_kernel(self.name)) from error
        except OSError as error:
            message = f"the kernel {self.name!r} could not be started: {error}"
            raise RunFailedError(
                Failure(code=FailureCode.KERNEL_START, message=message, hint=_REINSTALL)
            ) from error

    async def connect(self, timeout: float) -> AsyncKernelClient:
        """Waits until the kernel answers and its outputs arrive here.

        The client library's own wait ends with a fixed pause to drain what other requests have
        printed. Nobody else talks to this kernel, so hearing one message proves the subscription.

        Args:
            timeout: Most seconds to wait.

        Returns:
            A client with its channels open.

        Raises:
            RunFailedError: The kernel died or did not answer in time.
        """
        client: AsyncKernelClient = self.manager.client(shell_channel_class=AttentiveChannel)
        # Without a bound on what waits to be read, since beyond it the kernel drops outputs.
        # (ZMQ_RCVHWM and ZMQ_SNDHWM in http://api.zeromq.org/master:zmq-setsockopt)
        client.context.setsockopt(zmq.RCVHWM, 0)
        # No heartbeat: that the process lives is asked of the system, and a thread less to end.
        client.start_channels(hb=False)
        client.allow_stdin = False
        try:
            await self._until_answered(client, timeout)
        except BaseException:
            # Left open, the sockets would hold up the end of ZeroMQ's context, and so the run's.
            client.stop_channels()
            raise
        if self.language_info.get("name") == "python" and not self._forked:
            client.execute(f"{_BEAR_MARK}{self._run_id!r}\n{_KEEP_OUTPUTS}", silent=True)
        return client

    async def _until_answered(self, client: AsyncKernelClient, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while not await self._answers(client):
            if not await self.manager.is_alive():
                message = f"the kernel {self.name!r} ended before it was ready"
                raise RunFailedError(
                    Failure(code=FailureCode.KERNEL_START, message=message, hint=_REINSTALL)
                )
            if time.monotonic() > deadline:
                message = f"the kernel {self.name!r} did not answer within {timeout:g} s"
                raise RunFailedError(Failure(code=FailureCode.KERNEL_START, message=message))

    @property
    def _forked(self) -> bool:
        """Whether the kernel has all this from its template."""
        process = getattr(self.manager.provisioner, "process", None)
        return bool(getattr(process, "forked", False))

    async def _answers(self, client: AsyncKernelClient) -> bool:
        client.kernel_info()
        try:
            reply = await client.get_shell_msg(timeout=_REPLY_WAIT)
            await client.get_iopub_msg(timeout=_SUBSCRIPTION_WAIT)
        except Empty:
            return False
        self.language_info = reply["content"].get("language_info", {})
        return True

    async def interrupt(self) -> None:
        """Interrupts the cell at work."""
        await self.manager.interrupt_kernel()

    async def kill(self) -> None:
        """Ends the process and its group at once, and frees what belonged to it."""
        provisioner = self.manager.provisioner
        if provisioner is not None and provisioner.has_process:
            # Those of its children that bear no mark are found as long as it lives.
            family = processes_of_run(self._run_id)
            await provisioner.kill()
            for process in family:
                with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                    process.kill()
            await _end_of(provisioner)
            await self.manager.cleanup_resources()
        remove_socket_folder(self._run_id)


async def _end_of(provisioner: KernelProvisionerBase) -> None:
    """Waits for the end of a killed process, which jupyter_client looks for ten times a second."""
    deadline = time.monotonic() + _DEATH_TIMEOUT
    while await provisioner.poll() is None:
        if time.monotonic() > deadline:
            _logger.warning("the kernel would not end")
            return
        await asyncio.sleep(_DEATH_POLL)
    await provisioner.wait()


def missing_kernel(name: str) -> Failure:
    """The failure of a run whose kernelspec is not installed."""
    return Failure(
        code=FailureCode.KERNEL_MISSING,
        message=f"there is no kernel {name!r} here",
        hint="choose one that `jupyter kernelspec list` shows, or install this one",
    )


_REINSTALL = "see the run's log; `jupyter kernelspec list` shows where the kernel is installed"
