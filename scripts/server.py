"""A Jupyter server for pictures: on a folder, with a store of its own, gone afterwards."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from scripts.console import FailedError
from scripts.places import ROOT, environ, program

#: Most seconds to wait until the server answers.
PATIENCE = 60.0


@contextmanager
def served(folder: Path, log: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Serves JupyterLab on a folder, open to the browser tests' helpers.

    Args:
        folder: Becomes the server's root.
        log: Gets what the server says.
        environment: Variables for the server.

    Yields:
        The server's URL.

    Raises:
        FailedError: It did not answer in time.
    """
    port = _free_port()
    command = [
        program("jupyter"),
        "lab",
        "--config=ui-tests/jupyter_server_test_config.py",
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.port={port}",
    ]
    with log.open("wb") as said:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environ(**environment),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://localhost:{port}"
            _wait(url, server, log)
            yield url
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _answers(url):
        if server.poll() is not None or time.monotonic() > deadline:
            raise FailedError(f"the server did not answer; {log} says why")
        time.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(f"{url}/api", timeout=1).close()  # noqa: S310 - our own server
    except OSError:
        return False
    return True
