"""A git server with a password, on this machine's own loopback: `python -m tests.git.http_remote`.

Git's `http-backend` behind the standard library's server, see https://git-scm.com/docs/git-http-backend
"""

from __future__ import annotations

import argparse
import base64
import gzip
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_CHUNK = 1 << 14


class HttpRemote(ThreadingHTTPServer):
    """Serves the bare repositories in a folder.

    Args:
        root: The folder.
        port: Where to listen; any free port by default.
        user: Who may come in.
        password: With which password.
    """

    daemon_threads = True

    def __init__(self, root: Path, *, port: int = 0, user: str = "ada", password: str) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.root = root
        self.user = user
        self.password = password
        #: Seconds to wait before every reply that carries objects.
        self.delay = 0.0
        #: Bytes of such a reply after which the connection breaks.
        self.cut_after: int | None = None
        #: Requests as they came in, such as `GET /lab.git/info/refs 401`.
        self.seen: list[str] = []

    def url(self, name: str = "lab.git", *, user: str = "", password: str = "") -> str:
        """The address of a repository."""
        who = user + (f":{password}" if password else "")
        return f"http://{who + '@' if who else ''}127.0.0.1:{self.server_port}/{name}"

    def create(self, name: str = "lab.git") -> Path:
        """Makes an empty repository, whose branch is `main`."""
        folder = self.root / name
        subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(folder)], check=True)
        return folder

    def has_seen(self, request: str) -> bool:
        """Whether such a request came in."""
        return request in self.seen

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: clients that go away are part of the tests."""

    @contextmanager
    def running(self) -> Iterator[HttpRemote]:
        """Serves in a thread, as long as the block lasts."""
        thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.shutdown()
            self.server_close()
            thread.join(10)


class _Handler(BaseHTTPRequestHandler):
    server: HttpRemote
    protocol_version = "HTTP/1.0"
    timeout = 120.0

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self._body())

    def log_message(self, *_: object) -> None:
        """Keeps quiet."""

    def _serve(self, body: bytes) -> None:
        path = urlsplit(self.path).path
        if not self._allowed():
            self.server.seen.append(f"{self.command} {path} 401")
            self.send_response(HTTPStatus.UNAUTHORIZED)
            self.send_header("WWW-Authenticate", 'Basic realm="git"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.server.seen.append(f"{self.command} {path} 200")
        done = subprocess.run(
            ["git", "http-backend"],
            input=body,
            capture_output=True,
            check=False,
            env=self._variables(body),
            timeout=120,
        )
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = [line.split(": ", 1) for line in head.decode("latin-1").split("\r\n") if line]
        status = next((int(each[1][:3]) for each in headers if each[0] == "Status"), 200)
        self.send_response(status)
        for name, value in headers:
            if name != "Status":
                self.send_header(name, value)
        self.end_headers()
        self._send(content)

    def _send(self, content: bytes) -> None:
        limit = self.server.cut_after if self.command == "POST" else None
        if self.command == "POST":
            time.sleep(self.server.delay)
        with suppress(OSError):
            for start in range(0, len(content[:limit]), _CHUNK):
                self.wfile.write(content[:limit][start : start + _CHUNK])

    def _allowed(self) -> bool:
        given = self.headers.get("Authorization", "")
        expected = base64.b64encode(f"{self.server.user}:{self.server.password}".encode()).decode()
        return given == f"Basic {expected}"

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            data = b"".join(self._chunks())
        else:
            data = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        return gzip.decompress(data) if self.headers.get("Content-Encoding") == "gzip" else data

    def _chunks(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline().split(b";")[0], 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def _variables(self, body: bytes) -> dict[str, str]:
        address = urlsplit(self.path)
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.server.root),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_PROJECT_ROOT": str(self.server.root),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "PATH_INFO": unquote(address.path),
            "QUERY_STRING": address.query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "REMOTE_USER": self.server.user,
            "REMOTE_ADDR": "127.0.0.1",
        }


def main() -> None:
    """Serves until it is stopped; its first line on standard output is its address."""
    parser = argparse.ArgumentParser(description="Serve bare repositories with a password.")
    parser.add_argument("--root", type=Path, required=True, help="the folder of the repositories")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--user", default="ada")
    parser.add_argument("--password", required=True)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before replies")
    parser.add_argument("--cut-after", type=int, help="bytes after which connections break")
    parser.add_argument("--create", action="append", default=[], help="make this repository")
    args = parser.parse_args()
    args.root.mkdir(parents=True, exist_ok=True)
    remote = HttpRemote(args.root, port=args.port, user=args.user, password=args.password)
    remote.delay, remote.cut_after = args.delay, args.cut_after
    for name in args.create:
        if not (args.root / name).exists():
            remote.create(name)
    print(remote.url(""), flush=True)  # noqa: T201 - for whoever has started it
    with suppress(KeyboardInterrupt):
        remote.serve_forever()


if __name__ == "__main__":
    main()
