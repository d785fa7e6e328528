"""Servers on the loopback that take messages, or refuse them in the ways that servers do."""

from __future__ import annotations

import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass
class Posted:
    """A request that an HTTP server got."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Web:
    """An HTTP server: answers paths with a status and a location, all others with 200."""

    url: str
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    posted: list[Posted] = field(default_factory=list)


@contextmanager
def web_server() -> Iterator[Web]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            web.posted.append(Posted(self.path, dict(self.headers), body))
            status, location = web.answers.get(self.path, (200, ""))
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web = Web(f"http://127.0.0.1:{server.server_port}")
    with _served(server):
        yield web


@dataclass
class Mail:
    """A mail server: what it was told, and what it is like."""

    port: int = 0
    #: Its certificate, where it has one.
    context: ssl.SSLContext | None = None
    #: Whether it speaks TLS from the start.
    tls: bool = False
    #: What it answers to a command, in place of what it would.
    answers: dict[str, str] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)


class _MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, mail: Mail) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.mail = mail
        mail.port = self.server_address[1]

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is what some tests are about."""


class _Conversation(socketserver.StreamRequestHandler):
    server: _MailServer

    def handle(self) -> None:
        mail = self.server.mail
        if mail.tls:
            self._secure()
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            mail.commands.append(line)
            verb = line.split()[0].upper()
            self._say(mail.answers.get(verb) or self._answer(verb))
            self._go_on(verb)

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def _go_on(self, verb: str) -> None:
        mail = self.server.mail
        if verb == "STARTTLS" and mail.context is not None:
            self._secure()
        elif verb == "DATA" and verb not in mail.answers:
            mail.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            self._say("250 taken")

    def _answer(self, verb: str) -> str:
        mail = self.server.mail
        if verb == "EHLO":
            offered = "250-STARTTLS\r\n" if mail.context and not mail.tls else ""
            return f"250-here\r\n{offered}250 AUTH PLAIN"
        return _ANSWERS.get(verb, "250 fine")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())
        self.wfile.flush()

    def _secure(self) -> None:
        assert self.server.mail.context is not None
        super().finish()
        self.request = self.server.mail.context.wrap_socket(self.request, server_side=True)
        self.setup()


_ANSWERS = {
    "STARTTLS": "220 go",
    "DATA": "354 go on",
    "AUTH": "235 welcome",
    "QUIT": "221 bye",
}


@contextmanager
def mail_server(mail: Mail) -> Iterator[Mail]:
    with _served(_MailServer(mail)):
        yield mail


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate of `localhost` that nobody knows yet, and the context of a server with it."""
    file, key = folder / "cert.pem", folder / "key.pem"
    words = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(key), "-out", str(file)]
    subprocess.run(
        ["openssl", "req", "-x509", *words, *names, *files], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    return file, context


@contextmanager
def _served(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
