"""Cell tags and `#|` lines: what a notebook's author says about a cell."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


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
    #: The lines of the source that are directives, from 0.
    lines: tuple[int, ...] = ()


def cell_tags(cell: dict[str, Any]) -> list[str]:
    """The tags of a cell.

    Tags are typed by people and rewritten by tools, so whatever is not a list of texts counts as
    no tag rather than as a fault of the notebook.
    """
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
