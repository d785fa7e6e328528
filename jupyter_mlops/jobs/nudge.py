"""Wakes a kernel that has been sent a cell and does nothing about it."""

from __future__ import annotations

import logging
import time
from typing import Any

_logger = logging.getLogger(__name__)

#: How long a kernel may take to say that it has begun, and between two nudges, in seconds.
_PATIENCE = 3.0


class Nudge:
    """Sends a kernel a small request as long as it has not begun with its cell.

    ipykernel before 7.4 can overlook a request that comes in while it sends a reply, and reads it
    with the next one only, which a notebook's end-to-end execution never sends: the run would
    stand still for ever. (Source: https://github.com/ipython/ipykernel/issues/1554)

    Args:
        patience: Seconds until the first one, and between two.
    """

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._due = time.monotonic() + patience

    def give_when_due(self, client: Any) -> None:
        """Nudges, if it is time.

        Args:
            client: A `StreamingClient` with a cell at work.
        """
        if client.has_begun or time.monotonic() < self._due:
            return
        _logger.info("the kernel has not begun with the cell: it is asked again")
        client.kc.kernel_info()
        self._due = time.monotonic() + self._patience
