"""Tokens for forges: looked for where they already are, bound to a host, never told."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from jupyter_mlops.forges.credential import Token
from jupyter_mlops.forges.model import ForgeKind, Place
from jupyter_mlops.services.forge_token_environment import (
    environment_tokens,
    names_host,
    token_variables,
)
from jupyter_mlops.services.forge_token_programs import (
    KEYRING_SERVICE,
    gh_token,
    git_token,
    keyring_token,
)

#: How long what was found counts, and that nothing was, in seconds.
_KEPT = 300.0
_MISSED = 60.0


class FoundToken(Struct, frozen=True, kw_only=True):
    """A token and where it is from."""

    token: Token
    #: `GH_TOKEN`, `gh`, `git credential`, `keyring`.
    source: str


class TokenState(Struct, frozen=True, kw_only=True):
    """Whether there is a token for a host; never the token."""

    #: `refused`: the host did not accept what there is.
    state: Literal["present", "missing", "refused"]
    #: Where it is from; empty if missing.
    source: str = ""
    #: How to get the host one, where it is missing or refused; else empty.
    hint: str = ""


class _Known(Struct, frozen=True):
    found: FoundToken | None
    until: float


class _Refused(Struct, frozen=True):
    digest: str
    source: str
    #: Until when it isn't tried again; somebody may have given it more rights meanwhile.
    until: float


class ForgeTokens:
    """Finds tokens and remembers them for minutes, in memory alone.

    May be asked from any thread; a look-up takes as long as other programs do.

    Args:
        environ: The environment; the process's own by default.
        clock: Seconds that only grow.
    """

    def __init__(
        self,
        environ: Mapping[str, str] | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._environ = os.environ if environ is None else environ
        self._clock = clock
        self._known: dict[tuple[str, str], _Known] = {}
        self._refused: dict[str, list[_Refused]] = {}
        self._lock = threading.Lock()

    def find(self, root: Path, place: Place) -> FoundToken | None:
        """The token for a repository's host.

        Args:
            root: Of the worktree, whose settings may name a credential helper.
            place: The repository.

        Returns:
            None where there is none, or the host has refused all that there are.
        """
        key = (str(root), place.host)
        with self._lock:
            known = self._known.get(key)
        if known is None or known.until < self._clock():
            refused = {each.digest for each in self._refusals(place.host)}
            tokens = _look(root, place, self._environ)
            found = next((each for each in tokens if each.token.digest not in refused), None)
            known = _Known(found, self._clock() + (_KEPT if found else _MISSED))
            with self._lock:
                self._known[key] = known
        return known.found

    def known(self, root: Path, place: Place) -> FoundToken | None:
        """The token that was found before, without looking for one."""
        with self._lock:
            known = self._known.get((str(root), place.host))
        return None if known is None else known.found

    def refuse(self, found: FoundToken) -> None:
        """Forgets a token that its host did not accept; the next look is for another one."""
        host = found.token.host
        with self._lock:
            refused = _Refused(found.token.digest, found.source, self._clock() + _KEPT)
            self._refused.setdefault(host, []).append(refused)
            for key in [key for key in self._known if key[1] == host]:
                del self._known[key]

    def state(self, root: Path, place: Place) -> TokenState:
        """How it stands with a host's token, for people."""
        found = self.find(root, place)
        if found is not None:
            return TokenState(state="present", source=found.source)
        refused = self._refusals(place.host)
        if refused:
            source = refused[-1].source
            hint = f"{place.host} did not accept what {source} has: {token_hint(place)}"
            return TokenState(state="refused", source=source, hint=hint)
        return TokenState(state="missing", hint=token_hint(place))

    def _refusals(self, host: str) -> list[_Refused]:
        return [each for each in self._refused.get(host, []) if each.until >= self._clock()]


def token_hint(place: Place) -> str:
    """How to get a host a token, for people."""
    kind, host = place.kind, place.host
    ways = [f"gh auth login --hostname {host}"] if kind is ForgeKind.GITHUB else []
    named = names_host(kind, host)
    variable = token_variables(kind)[0]
    ways.append(f"set {variable}{f' and {named}' if named else ''} in the environment")
    ways.append("have git's credential helper remember a token")
    ways.append(f"keyring set {KEYRING_SERVICE} {host}")
    return f"{', or '.join(ways)}; it needs {_scopes(kind)}"


def _scopes(kind: ForgeKind) -> str:
    if kind is ForgeKind.GITHUB:
        return "Actions (write), Commit statuses (write), Pull requests (write), Contents (read)"
    if kind is ForgeKind.GITLAB:
        return "the scope api"
    return "the scopes write:repository and write:issue"


def _look(root: Path, place: Place, environ: Mapping[str, str]) -> Iterator[FoundToken]:
    """Tokens for a host, best first, each looked for only if those before are not wanted."""
    for value, source in _values(root, place, environ):
        if value:
            yield FoundToken(token=Token(host=place.host, value=value), source=source)


def _values(root: Path, place: Place, environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from environment_tokens(place.kind, place.host, environ)
    if place.kind is ForgeKind.GITHUB:
        yield gh_token(place.host), "gh"
    yield git_token(root, place), "git credential"
    yield keyring_token(place.host), "keyring"
