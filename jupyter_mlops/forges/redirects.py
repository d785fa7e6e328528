"""Following redirects without taking the token along."""

from __future__ import annotations

from typing import Final
from urllib.parse import urljoin, urlsplit

from jupyter_mlops.forges.failures import SenselessError
from jupyter_mlops.forges.hosts import host_of
from jupyter_mlops.forges.reply import Reply

_REDIRECTS: Final = (301, 302, 303, 307, 308)
#: Those that keep the method and the body: https://www.rfc-editor.org/rfc/rfc9110#section-15.4
_KEEP: Final = (307, 308)
_MOST: Final = 5
_DEFAULT_PORTS: Final = {"https": ":443", "http": ":80"}


def origin_of(url: str) -> str:
    """Scheme, name and port of an address."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2].lower()
    return f"{parts.scheme}://{host.removesuffix(_DEFAULT_PORTS.get(parts.scheme, ''))}"


def ask(
    method: str,
    url: str,
    headers: dict[str, str],
    body: bytes | None = None,
    *,
    private: dict[str, str],
) -> Reply:
    """Asks, and goes where the host says the answer is.

    Args:
        method: How it is asked.
        url: What is asked.
        headers: For everybody who is asked.
        body: What is sent.
        private: Headers for the host of `url` only: never for another that it points to.

    Raises:
        UnreachableError: There is no answer.
        SenselessError: It leads nowhere, or where nobody may listen.
    """
    home = origin_of(url)
    for _ in range(_MOST):
        here = origin_of(url)
        own = private if here == home else {}
        reply = host_of(here).ask(method, url, {**headers, **own}, body)
        if reply.status not in _REDIRECTS or "location" not in reply.headers:
            return reply
        url = _target(url, reply.headers["location"], home)
        if method != "GET" and (reply.status not in _KEEP or origin_of(url) != home):
            name = home.partition("://")[2]
            raise SenselessError(
                f"{name} has moved what was asked for: give the remote its new address",
            )
    raise SenselessError(f"{home.partition('://')[2]} sends us round in circles")


def _target(url: str, location: str, home: str) -> str:
    target = urljoin(url, location)
    scheme = urlsplit(target).scheme
    if scheme != "https" and not (scheme == "http" and home.startswith("http://")):
        name = home.partition("://")[2]
        raise SenselessError(f"{name} points to an address that is not safe to follow")
    return target
