"""What a rule of cleaning is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Protocol

from jupyter_mlops.settings import CleanSettings

#: A decoded notebook of format 4.
Notebook = dict[str, Any]
#: A cell of it, which is an object with a type; all else in it may be anything.
Cell = dict[str, Any]


class Rule(Protocol):
    """One thing that is cleaned; the docstring of a rule is its documentation.

    A rule decides by what rules before it have left, and never by what it or a later one takes
    away; so cleaning twice is cleaning once.
    """

    #: What it is called in settings, on the command line and in the documentation.
    code: ClassVar[str]
    #: What it finds, for people.
    title: ClassVar[str]

    def apply(self, nb: Notebook, settings: CleanSettings) -> Notebook:
        """Cleans a notebook.

        Args:
            nb: It is left as it is.
            settings: What is to be done.

        Returns:
            A notebook that shares with `nb` what didn't change: the notebook itself if nothing did,
            else each cell that didn't.
        """
        ...


def change_cells(nb: Notebook, change: Callable[[Cell], Cell]) -> Notebook:
    """The notebook with each cell changed; a cell that `change` returns as it is stays."""
    cells = [change(cell) for cell in nb["cells"]]
    if all(new is old for new, old in zip(cells, nb["cells"], strict=True)):
        return nb
    return {**nb, "cells": cells}


def select_cells(nb: Notebook, wanted: Callable[[Cell], bool]) -> Notebook:
    """The notebook with those cells only that are wanted."""
    cells = [cell for cell in nb["cells"] if wanted(cell)]
    return nb if len(cells) == len(nb["cells"]) else {**nb, "cells": cells}


def tags_of(cell: Cell) -> list[str]:
    """The tags of a cell; none if what stands in their place isn't a list."""
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
