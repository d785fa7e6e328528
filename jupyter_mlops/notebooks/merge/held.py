"""Conflicts as a notebook's metadata holds them: read from anything, and taken out."""

from __future__ import annotations

from typing import Any, Final, get_args

import msgspec

from jupyter_mlops.notebooks.merge.model import CONFLICT, KEY, CellConflict, Conflict, ConflictKind

_KINDS: Final[tuple[ConflictKind, ...]] = get_args(ConflictKind)


def find_conflicts(nb: dict[str, Any]) -> list[Conflict]:
    """The conflicts that are left in a notebook: that of its own metadata, then those of cells.

    Args:
        nb: A notebook of format 4. What is no conflict in the agreed form doesn't count.
    """
    conflicts = []
    if own := read_conflict(nb):
        conflicts.append(Conflict(cell=None, kinds=own.kinds))
    for index, cell in enumerate(nb["cells"]):
        if held := read_conflict(cell):
            conflicts.append(Conflict(cell=index, kinds=held.kinds))
    return conflicts


def read_conflict(holder: dict[str, Any]) -> CellConflict | None:
    """The conflict that the metadata of a cell or of a notebook holds; None without one."""
    held = _below(_below(_below(holder, "metadata"), KEY), CONFLICT)
    if not isinstance(held, dict):
        return None
    found = held.get("kinds")
    kinds = [kind for kind in _KINDS if kind in found] if isinstance(found, list) else []
    sides = [held.get(side) for side in ("base", "local", "remote")]
    if not kinds or any(not (side is None or isinstance(side, dict)) for side in sides):
        return None
    conflict = CellConflict(kinds=kinds, base=sides[0], local=sides[1], remote=sides[2])
    names = {key: held.get(key) for key in ("local_name", "remote_name")}
    named = {key: name for key, name in names.items() if isinstance(name, str)}
    return msgspec.structs.replace(conflict, **named)


def without_conflict(metadata: dict[str, Any]) -> dict[str, Any]:
    """Metadata without the conflict, and without our key if nothing else is below it."""
    own = _below(metadata, KEY)
    if not isinstance(own, dict) or CONFLICT not in own:
        return metadata
    rest = {key: value for key, value in own.items() if key != CONFLICT}
    if rest:
        return {**metadata, KEY: rest}
    return {key: value for key, value in metadata.items() if key != KEY}


def _below(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None
