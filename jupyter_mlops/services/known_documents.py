"""Notebooks that git has and that were decoded lately: who types asks about the same ones."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from jupyter_mlops.notebooks.document import Document

#: Bytes of all contents that are held; decoded, they take about three times that.
LIMIT: Final = 48_000_000


class KnownDocuments:
    """Decoded notebooks by the ids of their contents, those last asked for.

    Args:
        limit: How many bytes their contents may have.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._held: OrderedDict[str, Document] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, oid: str, load: Callable[[], Document]) -> Document:
        """The notebook of an id.

        Args:
            oid: Of the content.
            load: Decodes it, if it isn't held.
        """
        with self._lock:
            if oid in self._held:
                self._held.move_to_end(oid)
                return self._held[oid]
        document = load()
        with self._lock:
            if oid not in self._held:
                self._held[oid] = document
                self._size += len(document.data)
            while self._size > self._limit:
                _, gone = self._held.popitem(last=False)
                self._size -= len(gone.data)
        return document
