"""JSON values three-way: objects by key, everything else as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from jupyter_mlops.notebooks.equality import encoded, same
from jupyter_mlops.notebooks.merge.model import Choice

Path = tuple[str, ...]

#: Stands for the value of a key that an object doesn't have.
MISSING: Final = object()
#: A list that says the same in any order.
_TAGS: Path = ("metadata", "tags")


class Three(NamedTuple):
    """A value in the three notebooks; `MISSING` where there is none."""

    base: Any
    local: Any
    remote: Any

    def at(self, key: str) -> Three:
        """What the three objects hold under a key; what is no object holds nothing."""
        return Three(*(_get(side, key) for side in self))


@dataclass
class Rules:
    """How to settle what differs, and what could not be settled."""

    #: Paths at which local's value is as good as any other, with all below them.
    noise: Mapping[Path, str]
    choice: Choice
    #: Where both sides changed a value differently and nothing says which one to take.
    open: list[Path] = field(default_factory=list)

    def settle(self, path: Path, local: Any, remote: Any) -> Any:
        """Decides between two values, either of which may be missing."""
        if self.choice == "remote":
            return remote
        if self.choice == "union":
            return _unite(local, remote)
        if self.choice == "mark":
            self.open.append(path)
        return local


def three_way(three: Three) -> Any | None:
    """The side that changed the value, as a tuple of one; None if both changed it differently."""
    base, local, remote = three
    if same(local, remote) or same(remote, base):
        return (local,)
    return (remote,) if same(local, base) else None


def merge_value(path: Path, three: Three, rules: Rules) -> Any:
    """Merges a value.

    Args:
        path: Where it stands, for the rules.
        three: The value on the three sides.
        rules: How to settle what both sides changed; takes note of what stays open.

    Returns:
        The merged value, or `MISSING`. Nothing of the three is changed; parts are shared.
    """
    if (settled := three_way(three)) is not None:
        return settled[0]
    base, local, remote = three
    removed = local is MISSING or remote is MISSING
    if path in rules.noise:
        return MISSING if removed else local
    if path == _TAGS and all(side is MISSING or _is_texts(side) for side in three):
        return _merge_tags(three)
    if isinstance(local, dict) and isinstance(remote, dict):
        return merge_object(path, three, rules)
    if removed and _differ_by_noise(path, base, remote if local is MISSING else local, rules):
        return MISSING
    return rules.settle(path, local, remote)


def merge_object(path: Path, three: Three, rules: Rules) -> dict[str, Any]:
    """Merges objects by key; a base that is none counts as empty."""
    merged = {}
    for key in merged_keys(three.local, three.remote):
        value = merge_value((*path, key), three.at(key), rules)
        if value is not MISSING:
            merged[key] = value
    return merged


def merged_keys(local: Iterable[str], remote: Iterable[str]) -> list[str]:
    """The keys of both, sorted if each side has them sorted, else local's first."""
    one, other = list(local), list(remote)
    known = set(one)
    keys = one + [key for key in other if key not in known]
    return sorted(keys) if one == sorted(one) and other == sorted(other) else keys


def without_noise(path: Path, value: Any, noise: Mapping[Path, str]) -> Any:
    """A value without what is noise in it, its keys in one order so that it can be compared."""
    if not isinstance(value, dict):
        return value
    inner = {key: (*path, key) for key in sorted(value)}
    return {
        key: without_noise(there, value[key], noise)
        for key, there in inner.items()
        if there not in noise
    }


def _get(side: Any, key: str) -> Any:
    return side.get(key, MISSING) if isinstance(side, dict) else MISSING


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _merge_tags(three: Three) -> Any:
    base, local, remote = (() if side is MISSING else side for side in three)
    gone = {tag for tag in base if tag not in local or tag not in remote}
    tags = dict.fromkeys(tag for tag in [*local, *remote] if tag not in gone)
    if not tags and (three.local is MISSING or three.remote is MISSING):
        return MISSING
    return list(tags)


def _differ_by_noise(path: Path, base: Any, head: Any, rules: Rules) -> bool:
    return same(*(without_noise(path, side, rules.noise) for side in (base, head)))


def _unite(local: Any, remote: Any) -> Any:
    if isinstance(local, list) and isinstance(remote, list):
        known = {encoded(item) for item in local}
        return local + [item for item in remote if encoded(item) not in known]
    return remote if local is MISSING else local
