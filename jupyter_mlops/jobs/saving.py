"""Saves the notebook while it executes: whole, atomically, and seldom enough to cost nothing."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

from jupyter_mlops.errors import StorageError
from jupyter_mlops.files import write_atomically
from jupyter_mlops.notebooks.writing import dump_notebook

_logger = logging.getLogger(__name__)

#: Least seconds between two saves.
_INTERVAL = 2.0
#: Saving takes at most this part of the time: a slow save makes the next one wait longer.
_SHARE = 0.05


class Saver:
    """Writes a notebook to its place.

    Args:
        file: The place; None saves nowhere.
        refuge: Where the last state goes if the place refuses it.
    """

    def __init__(self, file: Path | None, refuge: Path | None = None) -> None:
        self._file = file
        self._refuge = refuge
        self._next = 0.0

    def due(self) -> bool:
        """Whether it is time to save again."""
        return time.monotonic() >= self._next

    def save(self, nb: Any, *, durable: bool = True) -> None:
        """Saves now.

        Args:
            nb: The notebook.
            durable: Whether it has to outlast a power failure from now on.

        Raises:
            StorageError: The place cannot be written; what was there still is.
        """
        started = time.monotonic()
        if self._file is not None:
            write_atomically(self._file, dump_notebook(nb), durable=durable)
        ended = time.monotonic()
        self._next = ended + max(_INTERVAL, (ended - started) / _SHARE)

    def save_on_the_way(self, nb: Any) -> None:
        """Saves, but a failure only warns: the place may be writable again at the end."""
        try:
            self.save(nb)
        except StorageError as error:
            self._next = time.monotonic() + _INTERVAL
            _logger.warning("the notebook could not be saved on the way: %s", error)

    def save_at_the_end(self, nb: Any) -> None:
        """Saves for the last time: no output is lost because its place is gone or full.

        Raises:
            StorageError: The place cannot be written; the hint names the refuge, if that could.
        """
        try:
            self.save(nb)
        except StorageError as error:
            if self._refuge is None:
                raise
            try:
                write_atomically(self._refuge, dump_notebook(nb))
            except StorageError:
                raise error from None
            hint = f"the executed notebook was kept as {self._refuge}"
            raise StorageError(error.message, hint=hint) from error
