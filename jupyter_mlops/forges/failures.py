"""What can go wrong between us and a forge, where the one error tree is not exact enough."""

from __future__ import annotations

from jupyter_mlops.errors import RemoteError


class UnreachableError(RemoteError):
    """The host didn't answer, or only that it can't just now: what it last said still counts."""


class NotPermittedError(RemoteError):
    """The host knows who asks, and doesn't let them do this."""


class SenselessError(RemoteError):
    """The host has answered something else than its description promises."""
