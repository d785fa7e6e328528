"""Which runs are still to be followed up: retried, told of, cleaned up after.

Whoever sees a run end first writes it into the store, be it a worker, a server or a command. What
follows from the end must happen all the same, and once. So a run gets a mark before it is handed to
a runner, and loses it when all that follows is done; whoever dies in between leaves the mark.
"""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.files import ensure_folder
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.ids import is_id


def mark(home: Home, run_id: str) -> None:
    """Notes that something follows from a run's end.

    Raises:
        StorageError: The home cannot be written.
    """
    ensure_folder(_folder(home))
    (_folder(home) / run_id).touch()


def unmark(home: Home, run_id: str) -> None:
    """Notes that all is done."""
    (_folder(home) / run_id).unlink(missing_ok=True)


def marked(home: Home) -> list[str]:
    """Ids of the runs with a mark, oldest first."""
    try:
        return sorted(file.name for file in _folder(home).iterdir() if is_id(file.name))
    except FileNotFoundError:
        return []


def _folder(home: Home) -> Path:
    return home.root / "followed"
