"""Notebooks under change, cell by cell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from jupyter_mlops.notebooks.accessors import cell_source, minor_format
from jupyter_mlops.notebooks.document import Document, load_document
from jupyter_mlops.notebooks.multiline import split_lines
from jupyter_mlops.notebooks.repair import is_valid_id
from jupyter_mlops.notebooks.rewriting import write_document

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import CellKey, ModulePlan

_MINOR_WITH_IDS: Final = 5
_ID_LENGTH: Final = 8


@dataclass(eq=False)
class Entry:
    """A cell of a notebook that is being changed."""

    cell: dict[str, Any]
    #: Its index in the notebook as it was read; None for a new one.
    index: int | None
    #: A new one: what it was put after.
    anchor: Entry | None = None


class Draft:
    """A notebook under change; what isn't touched keeps its bytes.

    Args:
        data: The notebook.
        name: What to call it in messages.
        plan: A module that it exports to, for what cells are called.

    Raises:
        NotebookInvalidError: It is no notebook.
    """

    def __init__(self, data: bytes, name: str, plan: ModulePlan) -> None:
        self._document: Document = load_document(data, name=name)
        self._name = name
        self.entries = [Entry(cell, at) for at, cell in enumerate(self._document.nb["cells"])]
        by_index = {each.index: each for each in self.entries}
        self._keys = {
            cell.key: by_index[cell.index]
            for cell in plan.cells
            if cell.key.notebook == name and cell.index in by_index
        }

    def find(self, key: CellKey | None) -> Entry | None:
        """A cell by its key, exported or not; None if it isn't here."""
        if key is None or key.notebook != self._name:
            return None
        if key in self._keys:
            entry = self._keys[key]
            return entry if any(each is entry for each in self.entries) else None
        own = (each for each in self.entries if each.cell.get("id") == key.cell)
        return next(own, None)

    @property
    def exported(self) -> list[Entry]:
        """The module's cells, in their order here."""
        found = {id(entry) for entry in self._keys.values()}
        return [entry for entry in self.entries if id(entry) in found]

    def set_source(self, entry: Entry, source: str) -> None:
        """Gives a cell another source, stored as the one before was."""
        before = cell_source(entry.cell)
        if "\r\n" in before:
            source = source.replace("\n", "\r\n")
        if source == before:
            return
        stored = split_lines(source) if isinstance(entry.cell.get("source"), list) else source
        entry.cell = {**entry.cell, "source": stored}

    def set_tags(self, entry: Entry, tags: Sequence[str]) -> None:
        """Gives a cell other tags; without any the key goes, too."""
        metadata = {**entry.cell.get("metadata", {})}
        if list(tags) == metadata.get("tags", []):
            return
        metadata["tags"] = list(tags)
        if not tags:
            del metadata["tags"]
        entry.cell = {**entry.cell, "metadata": metadata}

    def insert(self, source: str, tags: Sequence[str], after: Entry | None, wanted: str) -> None:
        """Adds a cell of code.

        Args:
            source: Its source.
            tags: Its tags.
            after: The cell below which it goes, and below those that were added there before;
                None for above the first that is exported.
            wanted: The id that it is to have, if that is free.
        """
        exported = self.exported
        if after is not None:
            at = self.entries.index(after) + 1
            while at < len(self.entries) and self.entries[at].anchor is after:
                at += 1
        else:
            at = self.entries.index(exported[0]) if exported else len(self.entries)
        metadata = {"tags": list(tags)} if tags else {}
        like = next((each.cell for each in self.entries if "source" in each.cell), {})
        as_text = isinstance(like.get("source"), str)
        cell = {
            "cell_type": "code",
            "execution_count": None,
            "id": self._free_id(wanted, source),
            "metadata": metadata,
            "outputs": [],
            "source": source if as_text else split_lines(source),
        }
        if minor_format(self._document.nb) < _MINOR_WITH_IDS:
            del cell["id"]
        self.entries.insert(at, Entry(cell, None, anchor=after))

    def remove(self, entry: Entry) -> None:
        """Takes a cell away."""
        self.entries = [each for each in self.entries if each is not entry]

    def reorder(self, keys: Iterable[CellKey]) -> None:
        """Puts cells in another order, in the places that they have together."""
        wanted = [entry for key in keys if (entry := self.find(key)) is not None]
        places = sorted(self.entries.index(entry) for entry in wanted)
        for place, entry in zip(places, wanted, strict=True):
            self.entries[place] = entry

    def data(self) -> bytes:
        """The notebook as it is now."""
        cells = [entry.cell for entry in self.entries]
        return write_document(self._document, {**self._document.nb, "cells": cells})

    def _free_id(self, wanted: str, source: str) -> str:
        taken = {entry.cell.get("id") for entry in self.entries}
        number = 0
        own = wanted
        while not is_valid_id(own) or own in taken:
            digest = hashlib.sha256(f"{self._name}\0{source}\0{number}".encode("utf-8", "replace"))
            own = digest.hexdigest()[:_ID_LENGTH]
            number += 1
        return own


def make_drafts(
    data: Mapping[str, bytes], plan: ModulePlan, more: Iterable[str]
) -> dict[str, Draft]:
    """The notebooks that a module is made of, ready to be changed.

    Args:
        data: What notebooks hold, by path.
        plan: The module.
        more: Notebooks that it was made of.
    """
    names = dict.fromkeys([*plan.notebooks, *more])
    return {name: Draft(data[name], name, plan) for name in names if name in data}
