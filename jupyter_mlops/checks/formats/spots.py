"""Where findings are, beyond what they say themselves."""

from __future__ import annotations

from msgspec import Struct


class Spot(Struct, frozen=True, kw_only=True):
    """The place of a finding in its file."""

    #: The line of the notebook's file, from 1, that the cell's line stands in.
    file_line: int | None = None
    #: The line of the cell's source; empty where it must not be shown.
    source: str = ""
