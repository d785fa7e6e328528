"""How many columns of a terminal a text takes."""

from __future__ import annotations

from functools import lru_cache


def width_of(text: str) -> int:
    """The columns that a text without control characters takes.

    Wide characters of East Asia and emoji take two, combining ones none (Unicode Standard
    Annex 11). A sequence of joined emoji counts as its parts, which is what most terminals draw.
    """
    return len(text) if text.isascii() else sum(map(character_width, text))


@lru_cache(maxsize=4096)
def character_width(character: str) -> int:
    """The columns that one character takes: 0, 1 or 2."""
    import unicodedata

    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
