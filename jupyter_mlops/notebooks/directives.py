"""Cell tags and `#|` lines: what a notebook's author says about a cell.

The directives are those of nbdev (https://nbdev.fast.ai/explanations/directives.html), and so is
where they may stand: on lines of their own before any code or other comment, with nothing but
blank lines and `%%` lines between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from jupyter_mlops.notebooks.accessors import cell_source

_DIRECTIVE = re.compile(r"\s*#\s*\|(.*)")
_PARTS = re.compile(r"\s*([^\s:]+)\s*:?\s*(.*?)\s*$")
_PASSED = re.compile(r"\s*($|%%\w)")
_SEPARATORS = re.compile(r"[\s,]+")
_PUBLIC = frozenset({"export", "exports"})
_EXPORTS = _PUBLIC | {"exporti"}


class Marks(Struct, frozen=True, kw_only=True):
    """What a cell's tags and directives say, put together."""

    #: The modules that it is exported to, each once; an empty text is the notebook's own.
    targets: tuple[str, ...] = ()
    #: Whether its names belong into `__all__`.
    public: bool = True
    #: The notebook's own module, if this cell names it (`#| default_exp`); else empty.
    default_module: str = ""
    #: Whether documentation leaves it out (`#| hide`).
    hidden: bool = False
    #: Whether it tests exported code.
    test: bool = False
    #: Whether tests need it to be run before.
    setup: bool = False
    #: Whether it belongs into its module's docstring as an example (`#| exportd`).
    documents: bool = False
    #: The lines of the source that are directives, from 0.
    lines: tuple[int, ...] = ()


_NOTHING_SAID = Marks()


def cell_tags(cell: dict[str, Any]) -> list[str]:
    """The tags of a cell.

    Tags are typed by people and rewritten by tools, so whatever is not a list of texts counts as
    no tag rather than as a fault of the notebook.
    """
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []


def read_marks(cell: dict[str, Any]) -> Marks:
    """What the author of a cell has said about it, whichever way.

    A cell that is both public and private somewhere is public. Directives that others understand
    (`#| eval: false`) say nothing here, but are among the lines.

    Args:
        cell: A cell of any type.
    """
    directives = list(_directives(cell_source(cell)))
    said = [(name, value) for _, name, value in directives]
    said += nbdev_metadata(cell)
    said += [_said_by_tag(tag) for tag in cell_tags(cell)]
    if not said:  # as of most cells
        return _NOTHING_SAID
    names = {name for name, _ in said}
    exports = [(name, value) for name, value in said if name in _EXPORTS]
    targets = [target for _, value in exports for target in _targets(value)]
    defaults = [value for name, value in said if name == "default_exp" and value]
    return Marks(
        targets=tuple(dict.fromkeys(targets)),
        public=not exports or not names.isdisjoint(_PUBLIC),
        default_module=defaults[-1] if defaults else "",
        hidden="hide" in names,
        test="tag:test" in names,
        setup="tag:setup" in names,
        documents="exportd" in names,
        lines=tuple(line for line, _, _ in directives),
    )


def nbdev_metadata(of: dict[str, Any]) -> list[tuple[str, str]]:
    """The directives that nbdev keeps in the metadata of a cell, or of a notebook."""
    metadata = of.get("metadata")
    own = metadata.get("nbdev") if isinstance(metadata, dict) else None
    if not isinstance(own, dict):
        return []
    return [(name, _value(value)) for name, value in own.items() if isinstance(value, str)]


def _directives(source: str) -> Iterator[tuple[int, str, str]]:
    """Yields line, name and value of each directive."""
    if "|" not in source:
        return
    for number, line in enumerate(source.split("\n")):
        directive = _DIRECTIVE.match(line)
        if directive:
            parts = _PARTS.match(directive[1])
            yield number, parts[1] if parts else "", _value(parts[2]) if parts else ""
        elif not _PASSED.match(line):
            return


def _value(given: str) -> str:
    """A directive's value; `true` is how YAML says that it stands there."""
    return "" if given == "true" else given


def _targets(value: str) -> list[str]:
    return [target for target in _SEPARATORS.split(value) if target] or [""]


def _said_by_tag(tag: str) -> tuple[str, str]:
    name, _, value = tag.partition(":")
    if name in _EXPORTS:
        return name, value.strip()
    if value or name == "default_exp":
        return "", ""
    return (name, "") if name == "hide" else (f"tag:{name}", "")
