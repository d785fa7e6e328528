"""Connections: one client a host, one request at a time."""

from __future__ import annotations

import random
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from jupyter_mlops._version import __version__
from jupyter_mlops.forges.failures import UnreachableError
from jupyter_mlops.forges.reply import Reply

if TYPE_CHECKING:
    import httpx

#: How long connecting, and a silence, may take, in seconds.
_CONNECT: Final = 5.0
SILENCE: Final = 15.0
#: How long an answer, and waiting for another's, may take altogether, in seconds.
_WHOLE: Final = 60.0
_TURN: Final = 30.0
#: Largest answer, in bytes.
_LARGEST: Final = 64 * 1024 * 1024
_TRIES: Final = 3
_FIRST_PAUSE: Final = 0.3
#: What a host says when it is only for the moment that it can't.
_PASSING: Final = (500, 502, 503, 504)


class Host:
    """A host, by its scheme, name and port.

    Args:
        origin: Such as `https://api.github.com`.
    """

    def __init__(self, origin: str) -> None:
        import httpx

        self.origin = origin
        self._turn = threading.Lock()
        self._client = httpx.Client(
            timeout=httpx.Timeout(SILENCE, connect=_CONNECT),
            follow_redirects=False,
            # Certificates are slow to load, and without TLS there is nothing to verify.
            verify=origin.startswith("https://"),
            headers={"User-Agent": f"jupyter-mlops/{__version__}"},
        )

    def ask(
        self, method: str, url: str, headers: dict[str, str], body: bytes | None = None
    ) -> Reply:
        """Asks, and reads the answer whole.

        What only reads is asked again, a little later, where the connection was cut or the host
        has a passing failure; anything else might be done twice.

        Raises:
            UnreachableError: There is no answer.
        """
        tries = _TRIES if method == "GET" else 1
        for count in range(1, tries + 1):
            last = count == tries
            reply = self._try(method, url, headers, body, last=last)
            if reply is not None and (reply.status not in _PASSING or last):
                return reply
            # With chance in it, lest many clients come back at the same moment.
            pause(_FIRST_PAUSE * 2 ** (count - 1) * random.uniform(0.5, 1.5))  # noqa: S311
        raise AssertionError  # pragma: no cover - the last try returns or raises

    def close(self) -> None:
        """Closes the connection."""
        self._client.close()

    def _try(
        self, method: str, url: str, headers: dict[str, str], body: bytes | None, *, last: bool
    ) -> Reply | None:
        import httpx

        name = self.origin.partition("://")[2]
        if not self._turn.acquire(timeout=_TURN):
            raise UnreachableError(f"{name} is still busy with an earlier request")
        try:
            with self._client.stream(method, url, headers=headers, content=body) as response:
                return _read(response, name)
        except httpx.TimeoutException as error:
            raise UnreachableError(f"{name} does not answer in time") from error
        except httpx.TransportError as error:
            if not last:
                return None
            raise UnreachableError(f"{name} cannot be reached", detail=_reason(error)) from error
        except (httpx.InvalidURL, httpx.DecodingError) as error:
            raise UnreachableError(f"{name} cannot be understood", detail=_reason(error)) from error
        finally:
            self._turn.release()


_HOSTS: dict[str, Host] = {}
_LOCK = threading.Lock()


def host_of(origin: str) -> Host:
    """The connection to a host."""
    with _LOCK:
        if origin not in _HOSTS:
            _HOSTS[origin] = Host(origin)
        return _HOSTS[origin]


def close_hosts() -> None:
    """Closes all connections; those that are asked for later are new."""
    with _LOCK:
        while _HOSTS:
            _HOSTS.popitem()[1].close()


def pause(seconds: float) -> None:
    """Waits before another try."""
    time.sleep(seconds)


def _read(response: httpx.Response, name: str) -> Reply:
    content, ends = bytearray(), time.monotonic() + _WHOLE
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > _LARGEST:
            raise UnreachableError(f"{name} answers more than {_LARGEST // 2**20} MB")
        if time.monotonic() > ends:
            raise UnreachableError(f"{name} does not come to an end in time")
    headers = {key.lower(): value for key, value in response.headers.items()}
    return Reply(status=response.status_code, headers=headers, content=bytes(content))


def _reason(error: Exception) -> str:
    """Why, without what httpx may tell of the request."""
    text = ""
    with suppress(Exception):
        text = str(error).splitlines()[0]
    return text or type(error).__name__
