"""What of the past is kept."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class Retention(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which runs go: those beyond any of the bounds, oldest first.

    Runs that have not ended, and those that somebody has marked to keep, always stay.
    """

    #: Days after its end at which a run goes; absent for never.
    max_age: Annotated[float, Meta(gt=0)] | None = None
    #: Most runs of a notebook that are kept; absent for no bound.
    max_runs: Annotated[int, Meta(ge=1)] | None = None
    #: Most bytes that records and logs may take; absent for no bound.
    max_size: Annotated[int, Meta(ge=1)] | None = None
    #: Whether the executed notebooks that a run has made in its output folder go with it.
    outputs: bool = False
