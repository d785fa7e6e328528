"""Starts a kernel of another interpreter or language before its run is known; looks after it."""

from __future__ import annotations

import json
import os
import re
import secrets
import select
import signal
import socket
import string
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_mlops.jobs.warm.kernel_pool import Place, leave_place
from jupyter_mlops.jobs.warm.mark import PLACEHOLDER, VARIABLE, MarkError, write_mark_of
from jupyter_mlops.jobs.warm.messages import receive, send

#: Most seconds until a kernel has bound its sockets, and between two looks.
_PATIENCE, _POLL = 60.0, 0.02
_PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


def keep_kernel(place: Place, command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Starts the kernel and waits: for its order, then for its end or its runner's.

    Args:
        place: Where the order comes from.
        command: The kernelspec's `argv`.
        environment: What the kernel is given, but for its mark.

    Returns:
        The exit status.
    """
    output, written = os.pipe()
    connection = _write_connection(place.folder)
    kernel = subprocess.Popen(  # noqa: S603 - what a kernelspec says, an argument list
        _complete(command, place.folder / "kernel.json"),
        stdin=subprocess.DEVNULL,
        stdout=written,
        stderr=written,
        env={**environment, VARIABLE: PLACEHOLDER},
        cwd=place.cwd,
        start_new_session=True,
    )
    os.close(written)
    try:
        _wait_until_bound(kernel, place)
        send(place.orders, {"ready": True})
        asked = receive(place.orders)
        place.orders.close()
        if asked is not None:
            order, (line, log) = asked
            _serve(kernel, order, connection, socket.socket(fileno=line), (output, log))
    finally:
        with suppress(ProcessLookupError):
            os.killpg(kernel.pid, signal.SIGKILL)
        kernel.wait()
        leave_place(place)
    return 0


def _write_connection(folder: Path) -> dict[str, Any]:
    connection = {
        "transport": "ipc",
        "ip": str(folder / "kernel-ipc"),
        "key": secrets.token_hex(32),
        "signature_scheme": "hmac-sha256",
        **{name: number for number, name in enumerate(_PORTS, 1)},
    }
    (folder / "kernel.json").write_text(json.dumps(connection), encoding="utf-8")
    return connection


def _complete(command: Sequence[str], connection_file: Path) -> list[str]:
    """The command with its gaps filled, as jupyter_client does."""
    filled = {"connection_file": str(connection_file), "prefix": sys.prefix}
    return [
        re.sub(r"\{([A-Za-z0-9_]+)\}", lambda gap: filled.get(gap[1], gap[0]), each)
        for each in command
    ]


def fill(environment: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """A kernelspec's own variables added to an environment, references to others resolved."""
    added = {name: string.Template(text).safe_substitute(environment) for name, text in own.items()}
    return {**environment, **added}


def _wait_until_bound(kernel: subprocess.Popen[bytes], place: Place) -> None:
    """Waits until the sockets are there: afterwards their folder can be given another name."""
    deadline = time.monotonic() + _PATIENCE
    while len(list(place.folder.glob("kernel-ipc-*"))) < len(_PORTS):
        # Nothing is ordered before it is ready, so that what can be read is the template's end.
        gone = select.select([place.orders], [], [], _POLL)[0]
        if gone or kernel.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(1)


def _serve(
    kernel: subprocess.Popen[bytes],
    order: dict[str, Any],
    connection: dict[str, Any],
    runner: socket.socket,
    pipe: tuple[int, int],
) -> None:
    runner.settimeout(None)
    try:
        write_mark_of(kernel.pid, order["run_id"])
        Path(order["own"]).rename(order["folder"])
    except (OSError, MarkError) as error:
        with suppress(OSError):
            send(runner, {"refused": f"{type(error).__name__}: {error}"})
        return
    connection["ip"] = str(Path(order["folder"], "kernel-ipc"))
    send(runner, {"pid": kernel.pid, "connection": connection})
    _look_after(kernel, runner, *pipe)


def _look_after(
    kernel: subprocess.Popen[bytes], runner: socket.socket, output: int, log: int
) -> None:
    """Copies what the kernel prints to the run's log, until it ends or its runner does."""
    handle = os.pidfd_open(kernel.pid)
    sources: list[Any] = [handle, runner, output]
    while True:
        found = select.select(sources, [], [])[0]
        if output in found:
            data = os.read(output, 65536)
            os.write(log, data)
            if not data:
                sources.remove(output)
        elif found:
            return
