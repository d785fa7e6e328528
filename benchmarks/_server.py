"""A real JupyterLab server for benchmarks."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

_TOKEN = "benchmark"  # noqa: S105 - of a server that lives for seconds, on the loopback
_PATIENCE = 60.0
_POLL = 0.005


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    #: Where, without the scheme.
    address: str
    #: How long it took from the command to the first answer, in seconds.
    started_in: float

    @property
    def events(self) -> str:
        """The address of the event stream."""
        return f"ws://{self.address}/api/events/subscribe?token={_TOKEN}"

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """What a request is answered with."""
        request = Request(
            f"http://{self.address}/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {_TOKEN}"},
        )
        with urlopen(request, timeout=_PATIENCE) as reply:  # noqa: S310 - our own server
            return json.loads(reply.read())


@contextmanager
def served(
    root: Path, home: Path, *, extension: bool = True, peers: Sequence[str] = ()
) -> Iterator[Server]:
    """Serves JupyterLab on a folder.

    Args:
        root: The folder.
        home: Where the record of runs lies.
        extension: Whether the server loads this project's extension.
        peers: Other extensions that it loads.

    Yields:
        The server.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    extensions = {"jupyter_mlops": extension, **dict.fromkeys(peers, True)}
    start = time.perf_counter()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            f"--port={port}",
            "--ServerApp.port_retries=0",
            f"--IdentityProvider.token={_TOKEN}",
            f"--ServerApp.root_dir={root}",
            f"--ServerApp.jpserver_extensions={extensions}",
        ],
        env={**os.environ, "JUPYTER_MLOPS_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield Server(address, time.perf_counter() - start)
    finally:
        process.terminate()
        process.wait()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.perf_counter() + _PATIENCE
    while not _answers(address):
        if process.poll() is not None or time.perf_counter() > deadline:
            raise RuntimeError("the server does not answer")
        time.sleep(_POLL)


def _answers(address: str) -> bool:
    try:
        with urlopen(f"http://{address}/api", timeout=_PATIENCE):
            return True
    except (URLError, ConnectionError):
        return False
