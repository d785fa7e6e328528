"""Objects settled key by key: where both sides have changed a key differently, by choice."""

from __future__ import annotations

from typing import Any, Literal

from jupyter_mlops.notebooks.equality import same

_MISSING: Any = object()

Side = Literal["local", "remote", "base", "both"]


def pick_values(
    choice: Side,
    merged: dict[str, Any],
    base: dict[str, Any],
    local: dict[str, Any],
    remote: dict[str, Any],
) -> dict[str, Any]:
    """Settles the keys that are in conflict.

    Args:
        choice: Whose value to take. `both` takes the items of both lists and, of anything else,
            local's value unless only remote has one.
        merged: What the merge has made of them; what is not in conflict stays as it is here.
        base: The object in the base.
        local: The object in the one side.
        remote: The object in the other.
    """
    picked = dict(merged)
    for key in [*local, *(key for key in [*remote, *base] if key not in local)]:
        values = [side.get(key, _MISSING) for side in (base, local, remote)]
        if _agree(*values):
            continue
        value = _pick(choice, *values)
        if value is _MISSING:
            picked.pop(key, None)
        else:
            picked[key] = value
    return picked


def _agree(base: Any, local: Any, remote: Any) -> bool:
    """Whether at most one side has changed a value, or both in the same way."""
    return _same(local, remote) or _same(base, local) or _same(base, remote)


def _same(one: Any, other: Any) -> bool:
    if one is _MISSING or other is _MISSING:
        return one is other
    return same(one, other)


def _pick(choice: Side, base: Any, local: Any, remote: Any) -> Any:
    if _agree(base, local, remote):
        return remote if _same(base, local) else local
    if isinstance(local, dict) and isinstance(remote, dict):
        old = base if isinstance(base, dict) else {}
        keys = [*local, *(key for key in [*remote, *old] if key not in local)]
        values = {
            key: _pick(choice, *(side.get(key, _MISSING) for side in (old, local, remote)))
            for key in dict.fromkeys(keys)
        }
        return {key: value for key, value in values.items() if value is not _MISSING}
    if choice == "both":
        if isinstance(local, list) and isinstance(remote, list):
            return [*local, *(item for item in remote if not any(same(item, o) for o in local))]
        return remote if local is _MISSING else local
    return {"base": base, "local": local, "remote": remote}[choice]
