"""Marks of a cell put on another one, and taken off again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from jupyter_mlops.modules.targets import named_module
from jupyter_mlops.notebooks.accessors import cell_source
from jupyter_mlops.notebooks.directives import cell_tags, read_marks

_DIRECTIVE: Final = re.compile(r"(\s*#\s*\|\s*)(export|exports|exporti)\b[ \t]*:?[ \t]*(.*?)\s*$")
_TAG: Final = re.compile(r"(export|exports|exporti)(?::\s*(.*))?")
_SEPARATORS: Final = re.compile(r"[\s,]+")


class Marking(NamedTuple):
    """How a cell says that it is exported to a module."""

    #: Lines of its source.
    lines: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class _Mark(NamedTuple):
    #: Its line in the source, from 0; -1 for a tag.
    line: int
    text: str
    #: What is in front of the targets.
    head: str
    targets: tuple[str, ...]


def marking_for(cell: dict[str, Any] | None, module: str, package: str) -> Marking:
    """How a new cell is marked for a module: as another one is, where that says so.

    Args:
        cell: A cell that is exported to the module; None if there is none.
        module: The module's name below the package.
        package: The package's import name.
    """
    marks = [] if cell is None else _meant(cell, module, package)
    lines: list[str] = []
    tags: list[str] = []
    for mark in marks:
        text = mark.text.strip() if len(mark.targets) < 2 else f"{mark.head.strip()} {module}"  # noqa: PLR2004
        (tags if mark.line < 0 else lines).append(text)
    if not marks:
        return Marking(lines=(f"#| export {module}",))
    return Marking(lines=tuple(lines), tags=tuple(tags))


def without_mark(cell: dict[str, Any], module: str, package: str) -> tuple[str, list[str]]:
    """A cell's source and tags once it is no longer exported to a module."""
    lines = cell_source(cell).split("\n")
    tags = cell_tags(cell)
    gone = set()
    for mark in _meant(cell, module, package):
        rest = [each for each in mark.targets if named_module(each, package).module != module]
        if mark.line < 0:
            tags.remove(mark.text)
        elif rest and mark.targets:
            lines[mark.line] = f"{mark.head}{', '.join(rest)}"
        else:
            gone.add(mark.line)
    return "\n".join(line for at, line in enumerate(lines) if at not in gone), tags


def _meant(cell: dict[str, Any], module: str, package: str) -> list[_Mark]:
    """The marks that export a cell to a module; those without a target if none names it."""
    marks = list(_marks(cell))
    named = [
        mark
        for mark in marks
        if any(named_module(target, package).module == module for target in mark.targets)
    ]
    return named or [mark for mark in marks if not mark.targets]


def _marks(cell: dict[str, Any]) -> Iterator[_Mark]:
    lines = cell_source(cell).split("\n")
    for at in read_marks(cell).lines:
        found = _DIRECTIVE.match(lines[at])
        if found:
            targets = tuple(each for each in _SEPARATORS.split(found[3]) if each)
            yield _Mark(at, lines[at], f"{found[1]}{found[2]} ", targets)
    for tag in cell_tags(cell):
        found = _TAG.fullmatch(tag)
        if found:
            target = (found[2] or "").strip()
            yield _Mark(-1, tag, found[1], (target,) if target else ())
