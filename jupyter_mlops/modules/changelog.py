"""The changelog of a package: read, and written where a version is released.

Its form is that of https://keepachangelog.com/en/1.1.0/, as people write it: with brackets around
versions or without, with or without a date or a part of what is unreleased.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from jupyter_mlops.modules.version_steps import parse_version

#: The file's name, at the project's root.
CHANGELOG: Final = "CHANGELOG.md"

_UNRELEASED: Final = "unreleased"
_HEAD: Final = """\
# Changelog

All notable changes are listed here, in the form of
[Keep a Changelog](https://keepachangelog.com/en/1.1.0/); versions are those of
[Semantic Versioning](https://semver.org/spec/v2.0.0.html).

"""
_HEADING = re.compile(r"##[ \t]+(?P<open>\[?)(?P<name>[^\]\s(]+)")
_LARGE_HEADING = re.compile(r"^#{1,2}(?=[ \t])")
_FENCE = re.compile(r" {0,3}(```|~~~)")
#: `[1.2.0]: https://…`, as they stand at the end.
_LINK = re.compile(r"\[[^\]]+\]:\s")


class _Part(Struct, frozen=True, kw_only=True):
    """A second-level heading with what is below it."""

    name: str
    brackets: bool
    #: Lines, from 0: the heading's, and the one after the part's last.
    start: int
    end: int


def read_entry(text: str, version: str) -> str:
    """What a changelog says of a version, without the heading; empty if nothing.

    Args:
        text: The changelog.
        version: The version, or `unreleased`.
    """
    lines = _lines(text)
    part = _find(lines, version)
    return "\n".join(lines[part.start + 1 : part.end]).strip() if part else ""


def read_unreleased(text: str) -> str:
    """What a changelog says of what is to be released."""
    return read_entry(text, _UNRELEASED)


def with_entry(text: str, version: str, entry: str, day: date) -> str:
    """A changelog with what it says of a version, which takes the place of what it said before.

    What was unreleased is taken out if the entry has all of it.

    Args:
        text: The changelog; empty for a new one.
        version: The version.
        entry: What to say, in Markdown without a heading for the version.
        day: When it is released.
    """
    lines = _lines(text if text.strip() else _HEAD)
    entry_lines = _as_part(entry)
    _take_unreleased(lines, entry_lines)
    known = _find(lines, version)
    if known:
        lines[known.start + 1 : known.end] = ["", *entry_lines, ""]
    else:
        at = _place(lines)
        parts = list(_parts(lines))
        named = next((part for part in parts if part.name.lower() != _UNRELEASED), None)
        name = version if named and not named.brackets else f"[{version}]"
        gap = [] if at == 0 or not lines[at - 1].strip() else [""]
        lines[at:at] = [*gap, f"## {name} - {day.isoformat()}", "", *entry_lines, ""]
    made = "\n".join(lines).rstrip("\n") + "\n"
    return made.replace("\n", "\r\n") if "\r\n" in text else made


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


def _as_part(entry: str) -> list[str]:
    """The lines of an entry; headings that would end it are made smaller."""
    lines = _lines(entry.strip())
    outside = set(_outside_of_code(lines))
    return [
        _LARGE_HEADING.sub("###", line) if at in outside else line for at, line in enumerate(lines)
    ]


def _take_unreleased(lines: list[str], entry: list[str]) -> None:
    part = _find(lines, _UNRELEASED)
    if part is None:
        return
    said = {line.strip() for line in entry}
    body = lines[part.start + 1 : part.end]
    if all(line.strip() in said for line in body if line.strip() and not line.startswith("#")):
        lines[part.start + 1 : part.end] = [""]


def _place(lines: list[str]) -> int:
    """Where the newest version belongs: below what is unreleased, above all others."""
    parts = list(_parts(lines))
    for part in parts:
        if part.name.lower() == _UNRELEASED:
            return part.end
    if parts:
        return parts[0].start
    links = (at for at, line in enumerate(lines) if _LINK.match(line))
    end = len(lines) - (not lines[-1])
    return next(links, end)


def _find(lines: list[str], name: str) -> _Part | None:
    wanted = parse_version(name)
    for part in _parts(lines):
        if part.name.lower() == name.lower():
            return part
        if wanted is not None and parse_version(part.name) == wanted:
            return part
    return None


def _parts(lines: list[str]) -> Iterator[_Part]:
    outside = list(_outside_of_code(lines))
    ends = [at for at in outside if _LARGE_HEADING.match(lines[at]) or _LINK.match(lines[at])]
    for at in outside:
        if found := _HEADING.match(lines[at]):
            yield _Part(
                name=found["name"],
                brackets=bool(found["open"]),
                start=at,
                end=next((end for end in ends if end > at), len(lines)),
            )


def _outside_of_code(lines: list[str]) -> Iterator[int]:
    """Indices of the lines that are not within fences, in which a heading is none."""
    fence = ""
    for at, line in enumerate(lines):
        found = _FENCE.match(line)
        if not fence and not found:
            yield at
        elif found and not fence:
            fence = found[1]
        elif found and found[1] == fence:
            fence = ""
