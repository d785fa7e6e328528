"""Names and passwords, held in memory as long as the server lives."""

from __future__ import annotations

import threading

from msgspec import Struct


class Credential(Struct, frozen=True, kw_only=True):
    """Who one is, and what proves it."""

    #: Empty where only the password counts, as for a key of ssh.
    username: str
    password: str

    def __repr__(self) -> str:
        """Not the password: it must not get into a log or a traceback."""
        return "Credential(...)"


class CredentialMemory:
    """What people have asked to remember; never written anywhere."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Credential] = {}
        self._lock = threading.Lock()

    def get(self, user: str, place: str, username: str = "") -> Credential | None:
        """What a user has given for a place.

        Args:
            user: Whose it is.
            place: The host with its protocol, or what ssh calls a key.
            username: The name that it has to be for, if it matters.
        """
        with self._lock:
            known = self._known.get((user, place))
        return known if known is None or username in ("", known.username) else None

    def put(self, user: str, place: str, credential: Credential) -> None:
        """Remembers."""
        with self._lock:
            self._known[user, place] = credential

    def drop(self, user: str, place: str, refused: Credential | None = None) -> None:
        """Forgets.

        Args:
            user: Whose it is.
            place: As for `get`.
            refused: Forget only this one, as there may be a newer.
        """
        with self._lock:
            if refused is None or self._known.get((user, place)) == refused:
                self._known.pop((user, place), None)
