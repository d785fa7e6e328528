"""Texts that a notebook holds as one string or as a list of lines."""

from __future__ import annotations

from typing import Any


def text_of(value: Any) -> str | None:
    """The text that a string or a list of strings holds; None for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        try:
            return "".join(value)
        except TypeError:  # not all of them are texts
            return None
    return None


def split_lines(text: str) -> list[str]:
    """Splits a text after each line feed, and nowhere else.

    `str.splitlines` also splits at form feeds and at Unicode's separators, which no editor shows
    as the end of a line.
    """
    lines = text.split("\n")
    last = lines.pop()
    lines = [line + "\n" for line in lines]
    return [*lines, last] if last else lines
