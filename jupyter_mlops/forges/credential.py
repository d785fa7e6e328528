"""A token for one host."""

from __future__ import annotations

import hashlib

from msgspec import Struct


class Token(Struct, frozen=True, kw_only=True):
    """What proves to a forge who asks, and the only host that may see it."""

    #: Host with its port, such as `github.com`: equal to `Place.host`.
    host: str
    value: str

    def __repr__(self) -> str:
        """Not the value: it must not get into a log or a traceback."""
        return f"Token(host={self.host!r})"

    @property
    def digest(self) -> str:
        """What tells tokens apart without telling them."""
        text = f"jupyter-mlops\0{self.host}\0{self.value}"
        return hashlib.sha256(text.encode()).hexdigest()[:32]
