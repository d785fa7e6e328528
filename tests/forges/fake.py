"""A forge on loopback that answers from its published description."""

from __future__ import annotations

import hashlib
import json
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from tests.forges.description import Description


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was asked."""

    method: str
    #: Below the interface's address, decoded as the description has it.
    path: str
    query: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is answered; a list is cut into pages."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    #: Name of the list within the body, where it isn't the body itself.
    pages: str | None = None
    #: Whether it is as described, which a forge of tomorrow need not be.
    described: bool = True


@dataclass(kw_only=True)
class Trouble:
    """Something that goes wrong, a number of times, before the real answer."""

    method: str
    part: str
    answer: Answer | None = None
    seconds: float = 0.0
    times: int = 1


Route = Callable[[Request], Answer]


class Server(ThreadingHTTPServer):
    """Serves a forge."""

    daemon_threads = True
    fake: Fake


class Fake:
    """A forge; whatever departs from its description is kept in `faults`.

    Args:
        description: What it says of itself.
        prefix: Where its interface is, such as `/api/v3`.
        route: What it answers.
        sizes: Names of the parameters that say how long a page is, and which.
    """

    def __init__(
        self,
        description: Description,
        prefix: str,
        route: Route,
        *,
        sizes: tuple[str, str] = ("per_page", "page"),
        port: int = 0,
    ) -> None:
        self.description = description
        self.prefix = prefix
        self.route = route
        self.sizes = sizes
        self.faults: list[str] = []
        self.requests: list[Request] = []
        self.other: dict[str, Callable[[Request], Answer]] = {}
        self.most_at_once = 0
        self.limit: dict[str, str] = {}
        self.offline = False
        self._at_once = 0
        self._troubles: list[Trouble] = []
        self._lock = threading.Lock()
        self._server = Server(("127.0.0.1", port), Handler)
        self._server.fake = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.005}
        )
        self._thread.start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def asked(self, part: str = "", method: str = "") -> list[Request]:
        """Requests whose path has a part."""
        return [one for one in self.requests if part in one.path and method in ("", one.method)]

    def fail(self, part: str, status: int, body: Any = None, **more: Any) -> None:
        """Has the next requests fail: `headers`, `times` and `method` may be given."""
        said = {"message": f"{status}"} if body is None else body
        answer = Answer(status=status, body=said, headers=more.get("headers", {}))
        trouble = Trouble(
            method=more.get("method", ""), part=part, answer=answer, times=more.get("times", 1)
        )
        self._troubles.append(trouble)

    def cut(self, part: str, *, times: int = 1) -> None:
        """Cuts the connection of the next requests in the middle of the answer."""
        self._troubles.append(Trouble(method="", part=part, times=times))

    def slow(self, part: str, seconds: float, *, times: int = 1) -> None:
        """Leaves the next requests without an answer for a while."""
        self._troubles.append(Trouble(method="", part=part, seconds=seconds, times=times))

    def take_trouble(self, request: Request) -> Trouble | None:
        with self._lock:
            for trouble in self._troubles:
                fits = trouble.part in request.path and trouble.method in ("", request.method)
                if trouble.times > 0 and fits:
                    trouble.times -= 1
                    return trouble
        return None

    def answer(self, request: Request) -> Answer:
        """The answer, held against the description."""
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            answer = self.route(request)
        finally:
            with self._lock:
                self._at_once -= 1
        if answer.described:
            told = (request.method, request.path, answer.status, answer.body)
            faults = self.description.faults_of_reply(*told)
            self.faults += [f"{request}: reply: {fault}" for fault in faults]
        return self._page(request, answer)

    def take(self, request: Request) -> None:
        """Notes a request, and holds it against the description, whatever is answered."""
        self.requests.append(request)
        asked = (request.method, request.path, request.query, request.body)
        faults = self.description.faults_of_request(*asked)
        self.faults += [f"{request}: {fault}" for fault in faults]

    def _page(self, request: Request, answer: Answer) -> Answer:
        whole = answer.body if answer.pages is None else answer.body[answer.pages]
        if not isinstance(whole, list) or answer.status != 200:
            return answer
        size, number = self.sizes
        each = min(int(request.query.get(size, 30)), 100)
        page = int(request.query.get(number, 1))
        part = whole[(page - 1) * each : page * each]
        headers = dict(answer.headers)
        if page * each < len(whole):
            query = urlencode({**request.query, number: page + 1})
            url = f"{self.url}{self.prefix}{quote(request.path, safe='/%')}?{query}"
            headers["Link"] = f'<{url}>; rel="next", <{url}>; rel="last"'
        body = part if answer.pages is None else {**answer.body, answer.pages: part}
        return Answer(body=body, headers=headers)


class Handler(BaseHTTPRequestHandler):
    """One connection to a forge."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def _do(self) -> None:
        fake, parts = self.server.fake, urlsplit(self.path)
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = Request(
            method=self.command,
            path=parts.path.removeprefix(fake.prefix),
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers={key.lower(): value for key, value in self.headers.items()},
            body=json.loads(data) if data else None,
        )
        for path, route in fake.other.items():
            if parts.path.startswith(path):
                self._send(request, route(request))
                return
        if not parts.path.startswith(fake.prefix):  # somebody asks what kind of forge it is
            self._send(request, Answer(status=404, body={"message": "no such interface"}))
            return
        fake.take(request)
        if fake.offline:
            self.close_connection = True
            return
        trouble = fake.take_trouble(request)
        if trouble is None:
            self._send(request, fake.answer(request))
        elif trouble.answer is not None:
            self._send(request, trouble.answer)
        else:
            time.sleep(trouble.seconds)
            self._cut()

    def _cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(b'{"half": ')
            self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def _send(self, request: Request, answer: Answer) -> None:
        body = answer.body
        text = isinstance(body, str)
        content = b"" if body is None else (body if text else json.dumps(body)).encode()
        status, headers = answer.status, {**self.server.fake.limit, **answer.headers}
        if request.method == "GET" and status == 200 and not text:
            who = request.headers.get("authorization", "").encode()
            headers["ETag"] = f'W/"{hashlib.sha256(content + who).hexdigest()[:20]}"'
            if request.headers.get("if-none-match") == headers["ETag"]:
                status, content = 304, b""
                headers.pop("Link", None)
        self.send_response(status)
        kind = "text/plain; charset=utf-8" if text else "application/json; charset=utf-8"
        for key, value in {"Content-Type": kind, **headers}.items():
            self.send_header(key, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _do  # noqa: N815 - http.server's names
