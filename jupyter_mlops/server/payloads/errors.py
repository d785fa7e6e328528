"""How any failure is told."""

from __future__ import annotations

from msgspec import Struct


class ErrorReply(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Any failure."""

    #: Stable identifier of the kind of failure.
    code: str
    #: What went wrong.
    message: str
    #: What to do about it; may be empty.
    hint: str
    #: What another program said of it, such as a hook or a remote; may have several lines.
    detail: str = ""
