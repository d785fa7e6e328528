"""Jupyter servers with the extension as processes of their own, to be killed."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from msgspec import Struct

from tests.server.helpers import PATIENCE


class Server(Struct):
    """A Jupyter server in a process of its own."""

    process: subprocess.Popen[bytes]
    log: Path
    port: int

    def ask(self, method: str, path: str, body: object = None) -> Any:
        request = Request(
            f"http://127.0.0.1:{self.port}/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "token abc"},
        )
        with urlopen(request, timeout=PATIENCE) as reply:  # noqa: S310 - our own server
            return json.loads(reply.read())

    def run(self, run_id: str) -> Any:
        return self.ask("GET", f"mlops/api/v1/runs/{run_id}")

    def answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        try:
            return bool(self.ask("GET", "api"))
        except (URLError, ConnectionError):
            return False

    def kill(self) -> None:
        """As a machine out of memory would."""
        self.process.kill()
        self.process.wait()


#: Launches a server, with options of Python's; it may not answer yet.
Launch = Callable[..., Server]


@contextmanager
def servers_of(root: Path, logs: Path) -> Iterator[Launch]:
    """What launches servers on a folder; every one of them ends with the block.

    Args:
        root: The folder.
        logs: Where they write what they say.
    """
    servers: list[Server] = []

    def launch(*options: str) -> Server:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        log = logs / f"server{len(servers)}.log"
        command = [sys.executable, *options, "-m", "jupyter_server", "--no-browser"]
        command += [f"--port={port}", "--ServerApp.port_retries=0", "--allow-root"]
        command += ["--IdentityProvider.token=abc", f"--ServerApp.root_dir={root}"]
        command += ["--ServerApp.jpserver_extensions={'jupyter_mlops': True}"]
        with log.open("wb") as stream:
            process = subprocess.Popen(command, stdout=stream, stderr=stream)
        servers.append(Server(process, log, port))
        return servers[-1]

    try:
        yield launch
    finally:
        for server in servers:
            server.kill()


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)
