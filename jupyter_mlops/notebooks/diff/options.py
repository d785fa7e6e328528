"""What a caller may ask of a diff."""

from __future__ import annotations

from msgspec import Struct


class DiffOptions(Struct, frozen=True, kw_only=True):
    """How to compare."""

    #: Compare code by its tokens, so that a reformatted cell reads "formatting only".
    ignore_formatting: bool = False
    #: Relative difference up to which numbers in tables count as close.
    tolerance: float = 1e-6
    #: Seconds after which the diff coarsens instead of going on.
    budget: float = 10.0
    #: Compare images by their pixels where Pillow is there.
    pixels: bool = True
