"""Which notebooks patterns mean, as people know them from `.gitignore`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern means a file.

    A pattern without a slash means files and folders of that name anywhere, one with a slash goes
    from the project's folder. What means a folder means all below it. `*` and `?` stand for
    characters within a name, `**` for any number of folders.

    Args:
        pattern: Such as `train.ipynb`, `notebooks`, `/drafts/*.ipynb`, `**/old`.
        path: Of the file, below the project, with `/`.
    """
    return _compiled(pattern).fullmatch(path) is not None


def is_chosen(path: str, patterns: Sequence[str]) -> bool:
    """Whether patterns mean a file; of several the last that does counts, `!` takes out.

    Args:
        path: Of the file, below the project, with `/`.
        patterns: As for `matches`, each with `!` before it or without.
    """
    chosen = False
    for pattern in patterns:
        if matches(pattern.removeprefix("!"), path):
            chosen = not pattern.startswith("!")
    return chosen


def choose(paths: Iterable[str], only: Sequence[str], exclude: Sequence[str]) -> list[str]:
    """Those files that are meant and not left out.

    Args:
        paths: Of files, below the project, with `/`.
        only: Patterns of what is meant; all if there are none.
        exclude: Patterns of what is left out.
    """
    return [
        path
        for path in paths
        if (not only or is_chosen(path, only)) and not is_chosen(path, exclude)
    ]


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    wanted = pattern.removeprefix("./").rstrip("/")
    anchored = "/" in wanted
    wanted = wanted.lstrip("/")
    if wanted in ("", "."):
        return re.compile(r".*", re.DOTALL)
    text = "" if anchored else r"(?:.*/)?"
    parts = wanted.split("/")
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if part == "**":
            text += ".*" if last else r"(?:.*/)?"
        else:
            text += _name(part) + ("" if last else "/")
    return re.compile(rf"{text}(?:/.*)?", re.DOTALL)


def _name(part: str) -> str:
    """A name with wildcards as a regular expression."""
    text = ""
    at = 0
    while at < len(part):
        char = part[at]
        end = part.find("]", at + 2) if char == "[" else -1
        if end > 0:
            text += _one_of(part[at + 1 : end])
            at = end
        elif char == "\\" and at + 1 < len(part):
            at += 1
            text += re.escape(part[at])
        else:
            text += {"*": "[^/]*", "?": "[^/]"}.get(char, re.escape(char))
        at += 1
    return text


def _one_of(chars: str) -> str:
    """What stands between brackets as a regular expression; `!` means any other character."""
    others = chars.startswith(("!", "^"))
    chars = chars[1:] if others else chars
    meant = ""
    while chars:
        first, last, count = chars[0], chars[0], 1
        if chars[1:2] == "-" and len(chars) > 2:  # noqa: PLR2004 - both ends and what is between
            last, count = chars[2], 3
        if first <= last:  # else it is a range of nothing
            meant += f"{re.escape(first)}-{re.escape(last)}"
        chars = chars[count:]
    if not meant:
        return "[^/]" if others else "(?!)"
    return f"(?!/)[{'^' if others else ''}{meant}]"
