"""Comparisons that the browser may still ask about."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from jupyter_mlops.errors import NotFoundError

if TYPE_CHECKING:
    from jupyter_mlops.services.diff_view import FileDiff, NotebookPair

#: Bytes of files whose comparisons are kept.
_LIMIT: Final = 256_000_000


class DiffCache:
    """Keeps the comparisons last asked for; may be used from several threads.

    Args:
        limit: About how much memory they may take, in bytes; the newest one always stays.
    """

    def __init__(self, limit: int = _LIMIT) -> None:
        self._limit = limit
        self._kept: OrderedDict[str, FileDiff] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def keep(self, diff: FileDiff) -> str:
        """Keeps a comparison.

        Returns:
            The id to ask for it by, which nobody can guess.
        """
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[key] = diff
            self._weight += diff.weight
            while self._weight > self._limit and len(self._kept) > 1:
                _, forgotten = self._kept.popitem(last=False)
                self._weight -= forgotten.weight
        return key

    def notebooks(self, key: str) -> NotebookPair:
        """The notebooks of a comparison.

        Raises:
            NotFoundError: It isn't kept any more, or compares no notebooks.
        """
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
        if found is None or found.notebook is None:
            raise NotFoundError("this comparison is no longer kept", hint="compare once more")
        return found.notebook
