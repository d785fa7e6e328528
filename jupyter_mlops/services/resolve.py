"""Use case: the conflicts in a notebook file settled one by one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.files import write_atomically
from jupyter_mlops.notebooks.document import Document, load_document
from jupyter_mlops.notebooks.merge.held import find_conflicts
from jupyter_mlops.notebooks.merge.model import Conflict
from jupyter_mlops.notebooks.merge.raw import has_raw_markers
from jupyter_mlops.notebooks.merge.resolve import Settlement, settle
from jupyter_mlops.notebooks.multiline import split_lines
from jupyter_mlops.notebooks.rewriting import write_document
from jupyter_mlops.services.merge import repair_file
from jupyter_mlops.services.sides import read_data


class Resolving:
    """A notebook file whose conflicts are being settled.

    Nothing is written before `save`, and then only what changed.

    Args:
        file: The notebook. Where git's markers stand in its JSON it is repaired first.

    Attributes:
        nb: The notebook as it is now.
        notes: What was repaired, for people.

    Raises:
        InvalidError: It is no notebook.
        NotFoundError: There is no such file.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._found = read_data(file)
        data = self._found
        self.notes: tuple[str, ...] = ()
        if has_raw_markers(data):
            repaired = repair_file(file)
            data, self.notes = repaired.data, repaired.notes
        self._document: Document = load_document(data, name=str(file))
        self.nb: dict[str, Any] = self._document.nb

    @property
    def conflicts(self) -> list[Conflict]:
        """What is left, in order."""
        return find_conflicts(self.nb)

    def settle(self, cell: int | None, choice: Settlement) -> None:
        """Settles the conflict of a cell, or of the notebook's metadata; see `settle`."""
        self.nb = settle(self.nb, cell, choice)

    def settle_cells(self, choices: Mapping[int | None, Settlement]) -> None:
        """Settles several conflicts; cells are counted as they are now.

        Raises:
            InvalidError: There is no such conflict; nothing was settled.
            ConflictError: An edited cell still has markers; nothing was settled.
        """
        nb = self.nb
        # From the end, so that a cell that goes away moves none that is still to come.
        for cell in sorted(choices, key=lambda cell: -1 if cell is None else cell, reverse=True):
            nb = settle(nb, cell, choices[cell])
        self.nb = nb

    def settle_all(self, choice: Settlement) -> int:
        """Settles all that is left; returns how much that was."""
        conflicts = self.conflicts
        self.settle_cells({conflict.cell: choice for conflict in conflicts})
        return len(conflicts)

    def write_source(self, cell: int, source: str) -> None:
        """Gives a cell another source, stored as the one before was."""
        cells = list(self.nb["cells"])
        as_lines = isinstance(cells[cell].get("source"), list)
        cells[cell] = {**cells[cell], "source": split_lines(source) if as_lines else source}
        self.nb = {**self.nb, "cells": cells}

    def save(self) -> None:
        """Writes the file, whole or not at all; nothing if nothing changed.

        Raises:
            ConflictError: Somebody else has changed it meanwhile.
            StorageError: It cannot be written.
        """
        data = write_document(self._document, self.nb)
        if data == self._found:
            return
        if read_data(self.file) != self._found:
            raise ConflictError(
                f"{self.file} was changed by another program, so this was not written",
                hint="close it there and start again",
            )
        write_atomically(self.file, data)
        self._found = data
