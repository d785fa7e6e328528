"""One look at one forge: what it says of a commit, or what is known where it doesn't answer."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.errors import MlopsError, RemoteError
from jupyter_mlops.forges.client import Answer, ForgeClient
from jupyter_mlops.forges.model import Capabilities, Place, RateLimit
from jupyter_mlops.forges.open import last_answer
from jupyter_mlops.services.ci_desk import CiDesk
from jupyter_mlops.services.forge_remotes import ForgeRemote, place_of_remote
from jupyter_mlops.services.forge_tokens import TokenState

_log = logging.getLogger(__name__)


class SlowError(RemoteError):
    """A forge has not answered yet; what it says will be there at a later look."""


class RemoteStatus(Struct, frozen=True, kw_only=True):
    """What one forge says of a commit."""

    remote: ForgeRemote
    place: Place
    #: None if it was not asked, or never heard.
    answer: Answer | None = None
    #: Why it could not be heard just now; None if it was.
    error: MlopsError | None = None
    token: TokenState = TokenState(state="missing")
    limit: RateLimit | None = None
    can: Capabilities = Capabilities()


def look_at(desk: CiDesk, root: Path, remote: ForgeRemote, sha: str | None) -> Look:
    """Begins a look, or joins the one that is under way: a host that hangs is asked once.

    Args:
        desk: Asks.
        root: Of the worktree.
        remote: The remote to ask.
        sha: The commit; None where the forge cannot know it, so that it isn't asked.
    """
    key = (root, remote.site, sha)
    look = desk.under_way.get(key)
    if not isinstance(look, Look) or look.done:
        look = desk.under_way[key] = Look(desk, root, remote, sha)
    return look


class Look:
    """Asks one forge in a thread of its own, and says what is known whenever it is asked to.

    Args:
        desk: Asks.
        root: Of the worktree.
        remote: The one to ask.
        sha: The commit; None where the forge cannot know it, so that it isn't asked.
    """

    def __init__(self, desk: CiDesk, root: Path, remote: ForgeRemote, sha: str | None) -> None:
        self.remote = remote
        self._desk, self._root, self._sha = desk, root, sha
        self._status: RemoteStatus | None = None
        self._bug: Exception | None = None
        self._done = threading.Event()
        # A daemon: a host that hangs must not keep the program from ending.
        threading.Thread(target=self._run, daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether it has ended."""
        return self._done.is_set()

    def result(self, patience: float) -> RemoteStatus | None:
        """What was found in time, else what is known; None where the host is no known forge."""
        finished = self._done.wait(patience)
        if self._bug is not None:
            raise self._bug
        if finished or self._status is None:
            return self._status
        status = self._status
        error = SlowError(f"{status.place.host} has not answered yet")
        return replace(status, answer=self._last(status.place), error=error)

    def _run(self) -> None:
        try:
            self._look()
        except MlopsError as error:
            if self._status is not None:
                answer = self._last(self._status.place)
                self._status = replace(self._status, answer=answer, error=error)
            else:
                _log.info("%s is on no forge: %s", self.remote.name, error)
        except Exception as error:  # noqa: BLE001 - a bug, which belongs to whoever waits
            self._bug = error
        finally:
            self._done.set()

    def _look(self) -> None:
        desk, root = self._desk, self._root
        place = place_of_remote(self.remote, desk.folder)
        if place is None:
            return
        status = RemoteStatus(remote=self.remote, place=place)
        self._status = status
        self._status = status = replace(status, token=desk.tokens.state(root, place))
        sha = self._sha
        if sha is None:
            return

        def ask(client: ForgeClient) -> tuple[Answer, Capabilities, RateLimit | None]:
            return client.commit(sha), client.capabilities(), client.rate_limit()

        try:
            answer, can, limit = desk.ask(root, place, ask)
        finally:  # a token that was refused meanwhile
            self._status = status = replace(status, token=desk.tokens.state(root, place))
        desk.remember(place, tuple(job for each in answer.pipelines for job in each.jobs))
        error = RemoteError(answer.trouble) if answer.trouble else None
        self._status = replace(status, answer=answer, error=error, can=can, limit=limit)

    def _last(self, place: Place) -> Answer | None:
        """What the forge last said, by the token that would be used now."""
        if self._sha is None:
            return None
        found = self._desk.tokens.known(self._root, place)
        return last_answer(place, found.token if found else None, self._desk.folder, self._sha)
