"""Posts a message to an address.

The body is signed as forges sign theirs, so that the other side can tell who speaks:
`X-Mlops-Signature: sha256=HEX`, the HMAC of the body (RFC 2104).
"""

from __future__ import annotations

import hashlib
import hmac
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from jupyter_mlops._version import __version__
from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.notices.delivery import (
    SILENCE,
    DeliveryError,
    UnreachableError,
    deadline,
    reason,
)

_SCHEMES: Final = {"http": HTTPConnection, "https": HTTPSConnection}
_PORTS: Final = {"http": 80, "https": 443}
#: Statuses with which the same is wanted elsewhere (RFC 9110, section 15.4).
_MOVED: Final = (301, 302, 307, 308)
#: How often a host may send us on.
_MOVES: Final = 3
_MULTIPLE_CHOICES: Final = 300
_OK: Final = 200
#: What an address may hold as it is: all that RFC 3986 reserves, and what is quoted already.
_SAFE: Final = "%/:=&?~#+!$,;'@()*[]"


def check_address(url: str) -> None:
    """Makes sure that something can be posted to an address.

    Raises:
        InvalidError: It is none of HTTP, or has a name and password in it.
    """
    _split(url)


def signature(key: str, body: bytes) -> str:
    """What proves that a body comes from who has the key."""
    return "sha256=" + hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def post(url: str, body: bytes, headers: dict[str, str]) -> None:
    """Posts JSON, following redirects on the same host.

    Args:
        url: The address.
        body: The document.
        headers: Besides those that any request has.

    Raises:
        InvalidError: The address is none.
        DeliveryError: The other side refused, or could not be reached; no part of the address but
            its host is in the message.
    """
    told = {
        "Content-Type": "application/json",
        "User-Agent": f"jupyter-mlops/{__version__}",
        **headers,
    }
    for _ in range(_MOVES + 1):
        address = _split(url)
        status, phrase, location = _exchange(address, body, told)
        if _OK <= status < _MULTIPLE_CHOICES:
            return
        if status not in _MOVED or not location:
            raise DeliveryError(f"{address.hostname} answered {status} {phrase}".rstrip())
        url = urljoin(url, location)
        if _place(_split(url)) != _place(address):
            raise DeliveryError(
                f"{address.hostname} sends us on to {_name(_split(url))}",
                hint="set that address, if it is the right one",
            )
    raise DeliveryError(f"{address.hostname} sends us in circles")


def _exchange(
    address: SplitResult, body: bytes, headers: dict[str, str]
) -> tuple[int, str, str | None]:
    """Status, its phrase, and where to go on."""
    connection, target = _connection(address)
    try:
        with deadline(lambda: connection.sock):
            connection.request("POST", target, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.reason, answer.getheader("Location")
    except (OSError, HTTPException, ValueError) as error:
        raise UnreachableError(f"{address.hostname}: {reason(error)}") from error
    finally:
        connection.close()


def _connection(address: SplitResult) -> tuple[HTTPConnection, str]:
    """A connection to a host, or to the proxy on the way there, and what to ask it for."""
    from urllib.request import getproxies, proxy_bypass

    host, port = _place(address)[1:]
    path = quote(address.path or "/", safe=_SAFE)
    target = f"{path}?{quote(address.query, safe=_SAFE)}" if address.query else path
    proxy = urlsplit("" if proxy_bypass(host) else getproxies().get(address.scheme, ""))
    if not proxy.hostname:
        return _SCHEMES[address.scheme](host, port, timeout=SILENCE), target
    connection = _SCHEMES[address.scheme](proxy.hostname, proxy.port or 80, timeout=SILENCE)
    if address.scheme == "https":
        connection.set_tunnel(host, port)
        return connection, target
    return connection, f"http://{address.netloc}{target}"


def _split(url: str) -> SplitResult:
    try:
        address = urlsplit(url)
        usable = address.scheme in _SCHEMES and bool(address.hostname) and address.port != 0
    except ValueError:  # a port that is no number, half of an IPv6 address
        usable = False
    if not usable:
        raise InvalidError(
            "a webhook's address is no HTTP address", hint="it looks like https://HOST/PATH"
        )
    if "@" in address.netloc:
        raise InvalidError(
            "a webhook's address has a name or a password in it",
            hint="keep the whole address as a secret, with a token in its path or its query",
        )
    return address


def _name(address: SplitResult) -> str:
    return f"{address.scheme}://{address.netloc}"


def _place(address: SplitResult) -> tuple[str, str, int]:
    """What has to stay the same when a host sends us on."""
    return address.scheme, address.hostname or "", address.port or _PORTS[address.scheme]
