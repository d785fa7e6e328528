"""How an operation talks to a remote: with answers to its questions, and clear words of failure."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from jupyter_mlops.errors import (
    CancelledError,
    CredentialsError,
    InvalidError,
    MlopsError,
    RemoteError,
)
from jupyter_mlops.git.ask_server import AskServer
from jupyter_mlops.git.configuration import Configuration
from jupyter_mlops.git.progress import Step
from jupyter_mlops.git.remote_env import remote_env
from jupyter_mlops.git.transfer import Transferred, Watch, transfer
from jupyter_mlops.git.urls import mask_urls, read_url
from jupyter_mlops.services.asking import Asking
from jupyter_mlops.services.credentials import Credential

#: How often a remote may refuse who asks before it is given up.
_ATTEMPTS = 3
#: What is kept of what git said.
_LONGEST = 4000


class RemoteLine:
    """Git's way to remotes, for one operation; use it with `contextlib.closing`.

    Args:
        asking: Answers questions for passwords.
        tell: Hears how far it is.
        cancelled: Set to end whatever runs.
        waiting: Whether the user is being asked just now.
    """

    def __init__(
        self,
        asking: Asking,
        *,
        tell: Callable[[Step], None],
        cancelled: threading.Event,
        waiting: Callable[[], bool],
    ) -> None:
        self._asking = asking
        self._server = AskServer(asking.answer)
        self._watch = Watch(tell=tell, cancelled=cancelled, asking=waiting)

    def close(self) -> None:
        """Answers no more questions."""
        self._server.close()

    def run(
        self,
        folder: Path,
        *arguments: str,
        configuration: Configuration | None = None,
        settings: Mapping[str, str] = MappingProxyType({}),
    ) -> Transferred:
        """Runs a git command that talks to a remote, again if a password was wrong.

        Args:
            folder: Where.
            arguments: The command and its arguments, without secrets.
            configuration: Of the repository, if there is one already.
            settings: Over those of the user.

        Returns:
            How it ended, without secrets in what was said.

        Raises:
            CancelledError: It was cancelled.
            RemoteError: Nothing moved any more.
        """
        rewritten = {}
        for address in _with_passwords(configuration):
            bare = self.know(address)
            rewritten[f"url.{bare}.insteadOf"] = address
        env = remote_env(
            helper=self._server.helper(),
            variables=self._server.variables(),
            own_ssh=configuration is not None and bool(configuration.get("core.sshcommand")),
            settings={**settings, **rewritten},
        )
        for _ in range(_ATTEMPTS):
            self._asking.rejected = False
            done = transfer(folder, arguments, env=env, watch=self._watch)
            if not done.status or not self._asking.rejected or self._asking.unanswered:
                break
        return Transferred(
            status=done.status, output=self._shown(done.output), said=self._shown(done.said)
        )

    def check(self) -> None:
        """Makes sure that it goes on.

        Raises:
            CancelledError: It was cancelled.
        """
        if self._watch.cancelled.is_set():
            raise CancelledError("cancelled")

    def know(self, url: str) -> str:
        """Takes the password out of an address, to answer with it when git asks.

        Git would show it to everybody on this machine, among its arguments.

        Raises:
            InvalidError: It is no address of a repository.

        Returns:
            The address without it.
        """
        address = read_url(url)
        if address.password:
            known = Credential(username=address.username, password=address.password)
            self._asking.know(address.host, known)
        return address.url

    def failure(self, done: Transferred, remote: str) -> MlopsError:
        """What to say of a command that has failed.

        Args:
            done: How it ended.
            remote: What the user calls the remote, or its address.
        """
        remote = self._shown(remote)
        detail = done.said[-_LONGEST:]
        if self._asking.unanswered:
            return CredentialsError(
                f"{remote} asked who you are, and there was no answer",
                hint="try again, and give a name and a password or token",
            )
        if self._asking.rejected:
            return CredentialsError(
                f"{remote} did not accept the name and password",
                hint="most hosts want a token in place of the password; try again with one",
                detail=detail,
            )
        return RemoteError(
            f"{remote} could not be reached, or refused",
            hint="look at what it said, and whether the address is right",
            detail=detail,
        )

    def _shown(self, text: str) -> str:
        return self._asking.mask(mask_urls(text))


def _with_passwords(configuration: Configuration | None) -> list[str]:
    """The addresses of remotes that have a password in them."""
    values = {} if configuration is None else configuration.values
    found = []
    for key, value in values.items():
        if key.startswith("remote.") and key.endswith((".url", ".pushurl")):
            with suppress(InvalidError):  # what is no address, git itself will say
                if read_url(value).password:
                    found.append(value)
    return found
