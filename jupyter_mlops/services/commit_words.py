"""The words of a suggested commit message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

Verb = Literal["add", "edit", "rename", "delete"]

#: In the order in which they are said.
_VERBS: Final[tuple[Verb, ...]] = ("add", "edit", "rename", "delete")
#: Longest subject, in characters: what logs and forges show in a line.
_LONGEST: Final = 72


class Change(Struct, frozen=True, kw_only=True):
    """What happened to a file."""

    verb: Verb
    #: What to call it.
    name: str
    #: What it was called before.
    old_name: str
    #: Its folder, `.` for the root.
    folder: str = "."
    #: Of a notebook: what happened to its cells, its name included; empty if nobody knows.
    cells: str = ""


def subject_of(changes: Sequence[Change]) -> str:
    """A subject for some changes: with cells, else with names, else with numbers, as fits.

    Returns:
        At most 72 characters; empty without any change.
    """
    if not changes:
        return ""
    where = _where(changes)
    numbers = _by_number(changes)
    said = (_by_cell(changes), _by_name(changes), numbers + where)
    return next((text for text in said if text and len(text) <= _LONGEST), numbers)


def _by_cell(changes: Sequence[Change]) -> str:
    """Such as `train: edit 2 cells; score: add 1 cell`; empty if other files changed as well."""
    if not all(change.cells and change.verb == "edit" for change in changes):
        return ""
    return "; ".join(change.cells for change in changes)


def _by_name(changes: Sequence[Change]) -> str:
    """Such as `Add data.csv and utils.py, edit train`."""
    said = []
    for verb in _VERBS:
        names = [_named(change) for change in changes if change.verb == verb]
        if names:
            *most, last = names
            said.append(f"{verb} {', '.join(most)} and {last}" if most else f"{verb} {last}")
    return _sentence(said)


def _by_number(changes: Sequence[Change]) -> str:
    """Such as `Add 2 files, edit 3`."""
    said: list[str] = []
    for verb in _VERBS:
        count = sum(change.verb == verb for change in changes)
        if count:
            noun = "" if said else (" file" if count == 1 else " files")
            said.append(f"{verb} {count}{noun}")
    return _sentence(said)


def _where(changes: Sequence[Change]) -> str:
    """The folder that all files are in; nothing for the root."""
    folder, *others = {change.folder for change in changes}
    return "" if others or folder == "." else f" in {folder}"


def _named(change: Change) -> str:
    if change.verb == "rename" and change.old_name != change.name:
        return f"{change.old_name} to {change.name}"
    return change.name


def _sentence(said: Sequence[str]) -> str:
    text = ", ".join(said)
    return text[0].upper() + text[1:]
