"""Proposes what the changelog says of a release, from what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from jupyter_mlops.modules.api import PublicName
from jupyter_mlops.modules.versions import ApiChange

#: How many lines a group has at most, that people read them.
_MOST: Final = 60
_GROUPS: Final = ("Added", "Changed", "Removed")


def draft_entry(
    changes: Iterable[ApiChange], names: Mapping[str, PublicName], *, unreleased: str = ""
) -> str:
    """An entry in Markdown, without its heading.

    Args:
        changes: What has changed, the weightiest first.
        names: The public names as they are now.
        unreleased: What the changelog has of it already, which comes first.
    """
    groups: dict[str, list[str]] = {name: [] for name in _GROUPS}
    for change in changes:
        if change.name:
            groups[_group(change)].append(f"- {_line(change, names)}")
    parts = [unreleased] if unreleased else []
    parts += [
        "\n".join((f"### {name}", "", *_few(lines))) for name, lines in groups.items() if lines
    ]
    return "\n\n".join(parts)


def _group(change: ApiChange) -> str:
    return {"added": "Added", "removed": "Removed"}.get(change.kind, "Changed")


def _line(change: ApiChange, names: Mapping[str, PublicName]) -> str:
    known = names.get(change.name)
    if change.kind == "added" and known is not None:
        return _new_name(known)
    if change.kind == "removed":
        return f"`{change.name}`"
    message = change.message.removeprefix(change.name)
    said = f"`{change.name}`{message}" if message != change.message else message
    return f"**Incompatible:** {said}" if change.level == "major" else said


def _new_name(name: PublicName) -> str:
    owner = name.name.rpartition(".")[0]
    shown = name.name
    if name.signature:
        shown = f"{owner}.{name.signature}" if owner else name.signature
    return f"`{shown}`: {name.summary}" if name.summary else f"`{shown}`"


def _few(lines: list[str]) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"- and {len(lines) - _MOST} more"
