"""What asks forges: their clients, tokens and last answers, for as long as a program lives."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar
from weakref import WeakValueDictionary

from msgspec import Struct

from jupyter_mlops.errors import CredentialsError, NotFoundError, UnavailableError
from jupyter_mlops.forges.client import ForgeClient
from jupyter_mlops.forges.credential import Token
from jupyter_mlops.forges.model import Job, Place
from jupyter_mlops.forges.open import open_client
from jupyter_mlops.git.repository import find_worktree
from jupyter_mlops.services.forge_remotes import (
    ForgeRemote,
    place_of_remote,
    read_remotes,
)
from jupyter_mlops.services.forge_tokens import ForgeTokens, token_hint

T = TypeVar("T")

#: How many tokens of one host are tried, so that a host that refuses everything has an end.
_TRIES: Final = 4
#: How many jobs are remembered, for their logs.
_JOBS: Final = 5_000


class CiDesk:
    """Asks forges in the name of whoever runs this program; may be used from any thread.

    Args:
        folder: Where what forges have answered is kept, without any token.
        tokens: Finds tokens.
    """

    def __init__(self, folder: Path, tokens: ForgeTokens | None = None) -> None:
        self.folder = folder
        self.tokens = tokens or ForgeTokens()
        #: Looks at forges that have not ended, by what they look for.
        self.under_way: WeakValueDictionary[object, object] = WeakValueDictionary()
        self._clients: dict[tuple[Place, str], ForgeClient] = {}
        self._jobs: dict[tuple[Place, str], Job] = {}
        #: When commits that were not pushed at an earlier look were first seen to be, if they were.
        self._pushed: dict[str, float | None] = {}
        self._lock = threading.Lock()

    def ask(self, root: Path, place: Place, work: Callable[[ForgeClient], T]) -> T:
        """Asks a forge; where it refuses a token, with the next one, at last without any.

        Args:
            root: Of the worktree, whose settings may name a credential helper.
            place: The repository on the forge.
            work: What is asked; done again after a refusal.

        Raises:
            CredentialsError: The forge refuses every token that there is.
        """
        for _ in range(_TRIES):
            found = self.tokens.find(root, place)
            try:
                return work(self._client(place, None if found is None else found.token))
            except CredentialsError as error:
                if found is None:
                    hint = error.hint or token_hint(place)
                    raise CredentialsError(error.message, hint=hint) from error
                self.tokens.refuse(found)
        raise CredentialsError(f"{place.host} refuses every token", hint=token_hint(place))

    def remember(self, place: Place, jobs: tuple[Job, ...]) -> None:
        """Keeps jobs, so that their logs can be asked for by their ids."""
        with self._lock:
            for job in jobs:
                if job.id:
                    self._jobs.pop((place, job.id), None)
                    self._jobs[place, job.id] = job
            while len(self._jobs) > _JOBS:
                del self._jobs[next(iter(self._jobs))]

    def job(self, place: Place, job_id: str) -> Job:
        """A job by its id: as it was last heard of, else with nothing but its id."""
        known = self._jobs.get((place, job_id))
        return known or Job(id=job_id, name=job_id, state="unknown", has_log=True)

    def pushed_since(self, sha: str, *, pushed: bool) -> float:
        """For how long a commit is known to have been pushed, in seconds; no end if it always was.

        Args:
            sha: The commit.
            pushed: Whether it is now.
        """
        if not pushed:
            self._pushed[sha] = None
        elif sha in self._pushed:
            first = self._pushed[sha] = self._pushed[sha] or time.monotonic()
            return time.monotonic() - first
        return math.inf

    def _client(self, place: Place, token: Token | None) -> ForgeClient:
        key = (place, "" if token is None else token.digest)
        with self._lock:
            if key not in self._clients:
                self._clients[key] = open_client(place, token, self.folder)
            return self._clients[key]


def worktree_root(folder: Path) -> Path:
    """The root of the worktree around a folder, links resolved.

    Raises:
        NotFoundError: There is none.
    """
    root = find_worktree(folder)
    if root is None:
        raise NotFoundError("this repository is bare", hint="go to a worktree of it")
    return root.resolve()


class Spot(Struct, frozen=True, kw_only=True):
    """A repository here, and one of its remotes on a forge."""

    #: Of the worktree.
    root: Path
    remote: ForgeRemote
    place: Place


def find_spot(desk: CiDesk, root: Path, name: str | None = None) -> Spot:
    """A remote on a forge.

    Args:
        desk: Where hosts' answers are remembered.
        root: Of the worktree.
        name: Git's name of the remote; the first on a forge by default, the upstream's if it is.

    Raises:
        NotFoundError: There is no such remote, or none on a host that can be a forge.
        UnavailableError: Its host is no forge that is known.
    """
    remotes = read_remotes(root)
    chosen = [each for each in remotes.found if name in (None, each.name)]
    if not chosen:
        what = "no remote" if name is None else f"no remote {name!r}"
        raise NotFoundError(
            f"this repository has {what} on a forge",
            hint="git remote -v lists the remotes",
        )
    for remote in chosen:
        place = place_of_remote(remote, desk.folder)
        if place is not None:
            return Spot(root=root, remote=remote, place=place)
    raise unknown_forge(chosen[0])


def make_sure(desk: CiDesk, spot: Spot, can: bool, what: str) -> None:  # noqa: FBT001
    """Says why something cannot be done on a forge, before it is asked in vain.

    Args:
        desk: Who asks.
        spot: Which forge.
        can: Whether it can be done, by this forge and with the token that there is.
        what: What, such as `cancel a pipeline`.

    Raises:
        CredentialsError: It takes a token, and there is none.
        UnavailableError: This forge cannot do it.
    """
    if can:
        return
    host = spot.place.host
    if desk.tokens.known(spot.root, spot.place) is None:
        raise CredentialsError(
            f"{host} wants a token from whoever wants to {what}", hint=token_hint(spot.place)
        )
    raise UnavailableError(
        f"{host} has no way to {what} for programs", hint=f"its web page may: {spot.place.url}"
    )


def unknown_forge(remote: ForgeRemote) -> UnavailableError:
    """Says that a host is no forge that is known, and what to do."""
    host = remote.site.host
    return UnavailableError(
        f"{host}, the host of {remote.name}, is no forge that is known here, or cannot be reached",
        hint=f"if it is one: git config --global jupyter-mlops.{host}.forge "
        "github|gitlab|gitea|forgejo",
    )
