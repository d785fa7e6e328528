"""Notebooks with git's conflict markers in their JSON, as a plain text merge leaves them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

import msgspec
from msgspec import Struct

from jupyter_mlops.errors import NotebookInvalidError
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.document import Document, load_document
from jupyter_mlops.notebooks.layout import BOM
from jupyter_mlops.notebooks.merge.blocks import Sides, split_sides
from jupyter_mlops.notebooks.merge.common import common_part
from jupyter_mlops.notebooks.merge.fitting import fit_to_type
from jupyter_mlops.notebooks.merge.model import Merged, MergeOptions
from jupyter_mlops.notebooks.merge.seams import mend_seams
from jupyter_mlops.notebooks.multiline import split_lines

_OPENING: Final = re.compile(rb"^<{7,}(?: .*)?\r?$", re.MULTILINE)
_WHOLE: Final = "take one side whole: git checkout --ours FILE, or --theirs"
_NO_BASE: Final = "without a base: what only one side has is kept, even if the other has deleted it"


class RawConflict(Struct, frozen=True, kw_only=True):
    """The texts of which a text merge has made one with conflicts.

    What merged cleanly is in all of them: git has forgotten which side it came from.
    """

    #: None if a conflict doesn't say what the base was, as in git's usual style.
    base: bytes | None
    local: bytes
    remote: bytes
    #: What the markers call the sides, such as `HEAD` and the name of a branch; may be empty.
    local_name: str
    remote_name: str


class Repaired(Struct, frozen=True, kw_only=True):
    """A notebook made of a file with markers in its JSON."""

    #: The local side, whose bytes and layout are kept where nothing changed.
    document: Document
    merged: Merged


def has_raw_markers(data: bytes) -> bool:
    """Whether conflict markers stand between a notebook's lines of JSON.

    JSON has no line that begins so: a line feed in a text is escaped.
    """
    return _OPENING.search(data) is not None


def split_raw(data: bytes, *, name: str = "the file") -> RawConflict:
    """Takes a text with git's conflict markers apart into the texts of the sides.

    Args:
        data: In git's styles `merge`, `diff3` or `zdiff3`, with any labels, sizes of markers and
            line ends.
        name: What to call it in messages.

    Raises:
        InvalidError: A conflict has no end.
    """
    lines = _lines(data)
    return _conflict(lines, split_sides(lines, name=name))


def repair_raw(
    data: bytes, name: str, *, options: MergeOptions | None = None, base: bytes | None = None
) -> Merged:
    """Merges what a text merge could not, such that it is a notebook again.

    Args:
        data: The notebook with markers in its JSON.
        name: What to call it in messages.
        options: How to settle conflicts; the sides are called as in the markers unless it says so.
        base: The base's content, if known from elsewhere. Without it, and where the markers have
            none that can be read, it is what the sides have in common.

    Raises:
        InvalidError: A conflict has no end, or a side is no notebook.
    """
    return repair(data, name, options=options, base=base).merged


def repair(
    data: bytes, name: str, *, options: MergeOptions | None = None, base: bytes | None = None
) -> Repaired:
    """Like `repair_raw`, with what is needed to write the notebook."""
    from jupyter_mlops.notebooks.merge import merge_notebooks

    lines = _lines(data)
    sides = split_sides(lines, name=name)
    conflict = _conflict(lines, sides)
    chosen = _named(options or MergeOptions(), conflict)
    local, remote = (
        _load(text, numbers, name, side)
        for text, numbers, side in (
            (conflict.local, sides.local, chosen.local_name),
            (conflict.remote, sides.remote, chosen.remote_name),
        )
    )
    found = _base(conflict.base if base is None else base)
    ours, theirs = _fitting(local.nb), _fitting(remote.nb)
    notes = [f"{name} held {_count(sides.blocks)} in its JSON"]
    if found is None:
        found = common_part(ours, theirs, Budget(chosen.budget))
        notes.append(
            "without a base: what only one side has is kept, even if the other has deleted it"
        )
    merged = merge_notebooks(found, ours, theirs, chosen)
    return Repaired(
        document=local,
        merged=Merged(nb=merged.nb, conflicts=merged.conflicts, notes=(*notes, *merged.notes)),
    )


def _lines(data: bytes) -> list[str]:
    """The lines, each byte as one character; so any encoding survives."""
    return split_lines(data.decode("latin-1"))


def _conflict(lines: Sequence[str], sides: Sides) -> RawConflict:
    def text(numbers: list[int]) -> bytes:
        return "".join([lines[number] for number in numbers]).encode("latin-1")

    return RawConflict(
        base=text(sides.base) if sides.has_base else None,
        local=text(sides.local),
        remote=text(sides.remote),
        local_name=_label(sides.local_name),
        remote_name=_label(sides.remote_name),
    )


def _label(name: str) -> str:
    return name.encode("latin-1").decode("utf-8", "replace")


def _named(options: MergeOptions, conflict: RawConflict) -> MergeOptions:
    """The options with the names that the markers have, where none were chosen."""
    usual = MergeOptions()
    names = {
        key: getattr(conflict, key)
        for key in ("local_name", "remote_name")
        if getattr(conflict, key) and getattr(options, key) == getattr(usual, key)
    }
    return msgspec.structs.replace(options, **names)


def _load(text: bytes, numbers: Sequence[int], name: str, side: str) -> Document:
    """Reads a side, with its commas mended if it must be.

    Raises:
        NotebookInvalidError: It is no notebook; named is the line of the file with the markers.
    """
    called = f"{name}, the side {side}"
    try:
        return _read_mended(text, called)
    except NotebookInvalidError as error:
        told = NotebookInvalidError(error.message, hint=_WHOLE)
        raise _fault(text, numbers, name, side) or told from error


def _read_mended(text: bytes, name: str) -> Document:
    try:
        return load_document(text, name=name)
    except NotebookInvalidError:
        mended = mend_seams(text)
        if mended == text:
            raise
    return load_document(mended, name=name)


def _fault(
    text: bytes, numbers: Sequence[int], name: str, side: str
) -> NotebookInvalidError | None:
    """Where a side stops being JSON, in lines of the file that it was taken from."""
    try:
        json.loads(text.removeprefix(BOM).decode())
    except json.JSONDecodeError as error:
        at = min(error.lineno, len(numbers)) - 1
        line = numbers[at] + 1 if numbers else 1
        return NotebookInvalidError(
            f"{name}, line {line}: here the side {side} is not JSON: {error.msg}",
            hint=_WHOLE,
        )
    except (ValueError, RecursionError):
        pass
    return None


def _fitting(nb: dict[str, Any]) -> dict[str, Any]:
    """A notebook whose cells are whole: of halves of two, git may have made one."""
    whole = {"metadata": {}, "source": ""}
    cells = [fit_to_type({**whole, **cell}, cell) for cell in nb["cells"]]
    return {**nb, "cells": cells}


def _base(data: bytes | None) -> dict[str, Any] | None:
    """The base, if it can be read; where both sides agree git shows no base in style zdiff3."""
    with suppress(NotebookInvalidError):
        return None if data is None else _read_mended(data, "the base").nb
    return None


def _count(blocks: int) -> str:
    return "a conflict of git's" if blocks == 1 else f"{blocks} conflicts of git's"
