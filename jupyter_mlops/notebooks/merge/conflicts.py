"""Conflicts as they stand in a notebook: markers in the source, data in the metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from typing import Any, Final

import msgspec

from jupyter_mlops.notebooks.merge.lines import Clash, Stretch
from jupyter_mlops.notebooks.merge.model import (
    CONFLICT,
    KEY,
    CellConflict,
    ConflictKind,
    MergeOptions,
)
from jupyter_mlops.notebooks.merge.values import Three

_WIDTH: Final = 7
_LIKE_MARKER: Final = re.compile(r"<{7,}|\|{7,}|={7,}|>{7,}")


def settled_lines(stretches: Sequence[Stretch], options: MergeOptions) -> list[str]:
    """The lines of a merged text, with markers or as the options settle what clashes."""
    lines: list[str] = []
    for stretch in stretches:
        if not isinstance(stretch, Clash):
            lines += stretch
        elif options.source == "mark":
            lines += _marked(stretch, options.local_name, options.remote_name)
        else:
            lines += stretch.local if options.source in ("local", "union") else ()
            lines += stretch.remote if options.source in ("remote", "union") else ()
    return lines


def deleted_lines(local: str | None, remote: str | None, options: MergeOptions) -> list[str]:
    """The lines of a cell that one side, which is None, deleted and the other edited."""
    names = [
        f"{name} (deleted)" if text is None else name
        for text, name in ((local, options.local_name), (remote, options.remote_name))
    ]
    sides = ([] if text is None else text.split("\n") for text in (local, remote))
    return _marked(Clash(*sides), *names)


def with_conflict(
    owner: dict[str, Any], kinds: list[ConflictKind], three: Three, options: MergeOptions
) -> dict[str, Any]:
    """A copy of a merged cell, or frame of a notebook, that holds a conflict as data."""
    conflict = CellConflict(
        kinds=kinds,
        base=_recorded(three.base),
        local=_recorded(three.local),
        remote=_recorded(three.remote),
        local_name=options.local_name,
        remote_name=options.remote_name,
    )
    return with_entry(owner, CONFLICT, value=msgspec.to_builtins(conflict))


def with_entry(owner: dict[str, Any], key: str, *, value: Any) -> dict[str, Any]:
    """A copy of a cell or notebook whose metadata says something under our own key."""
    metadata = _as_object(owner.get("metadata"))
    ours = {**_as_object(metadata.get(KEY)), key: value}
    return {**owner, "metadata": {**metadata, KEY: ours}}


def without_entry(owner: dict[str, Any], key: str) -> dict[str, Any]:
    """The same without that entry; the cell or notebook itself if it has none."""
    metadata = _as_object(owner.get("metadata"))
    ours = _as_object(metadata.get(KEY))
    if key not in ours:
        return owner
    rest = {name: value for name, value in ours.items() if name != key}
    others = {name: value for name, value in metadata.items() if name != KEY}
    return {**owner, "metadata": {**metadata, KEY: rest} if rest else others}


def _recorded(side: Any) -> dict[str, Any] | None:
    """A side without outputs, and without an earlier conflict, of which records would pile up."""
    if not isinstance(side, dict):
        return None
    kept = {key: value for key, value in side.items() if key not in ("outputs", "cells")}
    return without_entry(kept, CONFLICT)


def _as_object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _marked(clash: Clash, local_name: str, remote_name: str) -> list[str]:
    width = _free_width(clash)
    return [
        _marker("<", width, local_name),
        *clash.local,
        "=" * width,
        *clash.remote,
        _marker(">", width, remote_name),
    ]


def _free_width(clash: Clash) -> int:
    """A width of markers that no line has: in Markdown `=======` underlines a heading."""
    found = (_LIKE_MARKER.match(line) for line in (*clash.local, *clash.remote))
    taken = {len(match[0]) for match in found if match}
    return next(width for width in count(_WIDTH) if width not in taken)


def _marker(sign: str, width: int, name: str) -> str:
    return f"{sign * width} {' '.join(name.split())}".rstrip()
