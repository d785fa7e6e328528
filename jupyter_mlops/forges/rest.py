"""Asking a forge's REST interface, as one person, for values of a known form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar
from urllib.parse import urlencode

import msgspec
from msgspec import Struct, field

from jupyter_mlops.forges.cache import Cache
from jupyter_mlops.forges.credential import Token
from jupyter_mlops.forges.failures import SenselessError
from jupyter_mlops.forges.limits import Limits, limits_of
from jupyter_mlops.forges.model import Place
from jupyter_mlops.forges.redirects import ask, origin_of
from jupyter_mlops.forges.refusals import refusal
from jupyter_mlops.forges.reply import Reply, next_url

T = TypeVar("T")
S = TypeVar("S")

_NOT_MODIFIED: Final = 304
_REFUSED: Final = 400
#: Most pages of a list, 100 items each, that are read.
PAGES: Final = 20
#: Said where there are more.
CUT: Final = "only the first 2,000 entries of a list are shown"
Query = Mapping[str, str | int]


class Manner(Struct, frozen=True, kw_only=True):
    """How a kind of forge wants to be asked."""

    #: Word before the token in `Authorization`.
    scheme: str = "Bearer"
    headers: Mapping[str, str] = field(default_factory=lambda: {"Accept": "application/json"})


class Kept(Struct, frozen=True, kw_only=True):
    """An answer, as it is kept."""

    etag: str
    content: bytes
    #: The header, which hosts leave out when they say that nothing is new.
    link: str = ""
    #: With which version of what it is about it stays as it is; empty if that is not known.
    stamp: str = ""


class Listing(Struct, Generic[T], frozen=True, kw_only=True):
    """A list that came in pages."""

    items: tuple[T, ...]
    #: Whether there are more than are read.
    cut: bool = False


class Rest:
    """The interface of one repository's host.

    Args:
        place: The repository.
        token: As whom; None for nobody in particular.
        cache: What it has answered before.
        manner: How it wants to be asked.
    """

    def __init__(self, place: Place, token: Token | None, cache: Cache, manner: Manner) -> None:
        self.place = place
        self._secret = "" if token is None else token.value
        self._cache = cache
        self._manner = manner
        self.limits: Limits = limits_of(place.api, "" if token is None else token.digest)
        #: How many requests were sent.
        self.sent = 0

    def get(self, path: str, kind: type[T], query: Query | None = None, *, stamp: str = "") -> T:
        """A value.

        Args:
            path: What is asked for, below the interface's address.
            kind: What it is.
            query: Parameters.
            stamp: The version of what it is about, where that is known already: if an answer for
                it is kept, nobody is asked.

        Raises:
            MlopsError: As `ForgeClient` says.
        """
        return self._take(self._url(path, query), kind, stamp, f"GET {path}")[0]

    def every(
        self,
        path: str,
        kind: type[T],
        items: Callable[[T], Sequence[S]],
        query: Query | None = None,
        *,
        stamp: str = "",
    ) -> Listing[S]:
        """A list, page by page.

        Args:
            path: As for `get`.
            kind: What a page is.
            items: What of a page is in the list.
            query: Parameters.
            stamp: As for `get`.

        Raises:
            MlopsError: As `ForgeClient` says.
        """
        url, found = self._url(path, query), list[S]()
        for _ in range(PAGES):
            page, link = self._take(url, kind, stamp, f"GET {path}")
            found.extend(items(page))
            url = next_url(link)
            if not url:
                return Listing(items=tuple(found))
            if origin_of(url) != origin_of(self.place.api):
                raise SenselessError(f"{self.place.host} has the next page on another host")
        return Listing(items=tuple(found), cut=True)

    def text(self, path: str) -> str:
        """A text, such as a log; never kept.

        Raises:
            MlopsError: As `ForgeClient` says.
        """
        reply = self._ask("GET", self._url(path, None), {"Accept": "*/*"})
        return reply.content.decode("utf-8-sig", "replace")

    def send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> bytes:
        """Changes something; asked once, whatever happens.

        Raises:
            MlopsError: As `ForgeClient` says.
        """
        headers = {} if body is None else {"Content-Type": "application/json"}
        data = None if body is None else msgspec.json.encode(body)
        return self._ask(method, self._url(path, None), headers, data).content

    def write(self, method: str, path: str, body: Mapping[str, Any], kind: type[T]) -> T:
        """Changes something, and reads what it is now.

        Raises:
            MlopsError: As `ForgeClient` says.
        """
        return self._decode(self.send(method, path, body), kind, f"{method} {path}")

    def _url(self, path: str, query: Query | None) -> str:
        return f"{self.place.api}{path}" + (f"?{urlencode(query)}" if query else "")

    def _take(self, url: str, kind: type[T], stamp: str, asked: str) -> tuple[T, str]:
        """A value, and the header that says where the next page is; kept once it makes sense."""
        known = self._cache.get(url, Kept)
        if known is not None and stamp and known.stamp == stamp:
            return self._decode(known.content, kind, asked), known.link
        headers = {"If-None-Match": known.etag} if known is not None and known.etag else {}
        reply = self._ask("GET", url, headers)
        if reply.status == _NOT_MODIFIED and known is not None:
            new = msgspec.structs.replace(known, stamp=stamp)
        else:
            etag, link = reply.headers.get("etag", ""), reply.headers.get("link", "")
            new = Kept(etag=etag, content=reply.content, link=link, stamp=stamp)
        value = self._decode(new.content, kind, asked)
        if new != known and (new.etag or new.stamp):
            self._cache.put(url, new)
        return value, new.link

    def _ask(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Reply:
        self.limits.check(self.place.host)
        own = {"Authorization": f"{self._manner.scheme} {self._secret}"} if self._secret else {}
        reply = ask(method, url, {**self._manner.headers, **headers}, body, private=own)
        self.sent += 1
        self.limits.note(reply)
        if reply.status >= _REFUSED:
            asked = f"{method} {url.removeprefix(self.place.api).partition('?')[0]}"
            raise refusal(reply, self.place.host, asked, self._secret)
        return reply

    def _decode(self, content: bytes, kind: type[T], asked: str) -> T:
        try:
            return msgspec.json.decode(content, type=kind)
        except msgspec.DecodeError as error:
            raise SenselessError(
                f"{self.place.host} answers {asked} with what its description doesn't promise",
                detail=str(error),
            ) from error
