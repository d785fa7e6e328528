"""What was found in notebooks by their content, so that unchanged ones are not read again."""

from __future__ import annotations

from pathlib import Path


class PlanCache:
    """Remembers what notebooks hold, in memory and, where it has a folder, on disk.

    Args:
        folder: Where to keep it between processes; it is made when something is kept. None keeps
            it in memory only.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def save(self) -> None:
        """Keeps on disk what was found since; without a folder, or without news, nothing."""
