"""A run's kernel that was forked beforehand, as its runner sees it."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

from jupyter_mlops.jobs.model import Owner
from jupyter_mlops.jobs.processes import is_alive, owner_of
from jupyter_mlops.jobs.warm.freshness import environment_digest
from jupyter_mlops.jobs.warm.messages import KIND, receive, send

#: Most seconds to wait for a prepared kernel; a cold one takes about one.
_PATIENCE = 5.0


class NotPreparedError(Exception):
    """No prepared kernel is to be had for this run; it has to start one."""


async def ask_for_kernel(
    address: str, *, run_id: str, cwd: Path, environment: Mapping[str, str], sockets: Path
) -> tuple[dict[str, Any], AssignedKernel]:
    """Asks a template for a kernel.

    Args:
        address: The template's socket.
        run_id: The run that it is for.
        cwd: Its working directory.
        environment: What a new kernel's environment would be.
        sockets: The folder that its sockets will be in; must not exist.

    Returns:
        How to connect to it, and its process.

    Raises:
        NotPreparedError: The template refuses, or is not there any more.
    """
    order = {
        "run_id": run_id,
        "cwd": str(cwd),
        "environment": environment_digest(environment),
        "folder": str(sockets),
        "umask": _umask(),
        "parent": os.getpid(),
    }
    line = socket.socket(socket.AF_UNIX, KIND)
    try:
        line.settimeout(_PATIENCE)
        line.connect(address)
        send(line, order, (2,))
        answer = await asyncio.to_thread(_receive, line)
        forked = bool(answer.get("forked"))
        return answer["connection"], AssignedKernel(int(answer["pid"]), line, forked=forked)
    except (OSError, ValueError, KeyError, psutil.Error) as error:
        line.close()
        raise NotPreparedError(str(error)) from error


def _receive(line: socket.socket) -> dict[str, Any]:
    received = receive(line)
    if received is None:
        raise ConnectionResetError("the kernel ended before it was ready")
    answer, _ = received
    if "refused" in answer:
        raise ConnectionRefusedError(answer["refused"])
    return answer


class AssignedKernel:
    """A process that is no child of this one.

    Args:
        pid: Its id.
        line: The connection by which it notices that this process is gone.
        forked: Whether it was forked, and so knows its run in every respect.
    """

    def __init__(self, pid: int, line: socket.socket, *, forked: bool) -> None:
        self.pid = pid
        self.forked = forked
        self._line = line
        self._owner: Owner = owner_of(pid)
        self._handle = _pidfd(pid)

    def lives(self) -> bool:
        """Whether it has not ended."""
        if self._handle is None:
            return is_alive(self._owner)
        return not select.select([self._handle], [], [], 0)[0]

    def send_signal(self, number: int) -> None:
        """Sends a signal to the process and its group, if it has not ended."""
        if self.lives():
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def release(self) -> None:
        """Closes what is open for it."""
        self._line.close()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class AssignedProvisioner(KernelProvisionerBase):
    """What jupyter_client needs to know of a kernel that it has not started."""

    process: AssignedKernel | None = None

    @property
    def pid(self) -> int | None:
        """Its id."""
        return self.process.pid if self.process is not None else None

    @property
    def has_process(self) -> bool:
        """Whether there is one."""
        return self.process is not None

    async def poll(self) -> int | None:
        """None while it lives."""
        return None if self.process is not None and self.process.lives() else 0

    async def wait(self) -> int | None:
        """Waits for its end."""
        while await self.poll() is None:  # noqa: ASYNC110 - nothing says so by itself
            await asyncio.sleep(0.002)
        if self.process is not None:
            self.process.release()
            self.process = None
        return 0

    async def send_signal(self, signum: int) -> None:
        """Signals the kernel and its group."""
        if self.process is not None:
            self.process.send_signal(signum)

    async def kill(self, restart: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Kills the kernel and its group."""
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Terminates the kernel and its group."""
        await self.send_signal(signal.SIGTERM)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Never: a kernel serves one run."""
        raise NotImplementedError((cmd, kwargs))

    async def cleanup(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002
        """Nothing is left: the sockets' folder is removed with the run's."""


def _pidfd(pid: int) -> int | None:
    """A handle that can't come to mean another process (pidfd_open(2)), where there are such."""
    try:
        return os.pidfd_open(pid)
    except (AttributeError, OSError):
        return None


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
