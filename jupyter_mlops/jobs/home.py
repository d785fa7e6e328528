"""Where the record of runs lies on disk."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.files import ensure_folder, write_atomically

#: Names another folder than the one in Jupyter's data directory.
HOME_VARIABLE = "JUPYTER_MLOPS_HOME"


class Home(Struct, frozen=True):
    """The folder that holds the database, the run folders and the notebooks that were run."""

    #: The folder itself.
    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.root / "mlops.sqlite"

    @property
    def runs(self) -> Path:
        """Parent of the run folders; its modification time changes when a run appears."""
        return self.root / "runs"

    @property
    def damage(self) -> Path:
        """Says what is wrong with the database; there while something is."""
        return self.root / "damage.txt"

    @property
    def database_lost(self) -> bool:
        """Whether runs have left their folders here, but no database knows of any."""
        try:
            empty = self.database.stat().st_size == 0
        except FileNotFoundError:
            empty = True
        return empty and next(self.runs.glob("*/events.jsonl"), None) is not None

    def create(self) -> None:
        """Makes the folder where it is missing, for its user alone: logs show what cells print.

        Raises:
            StorageError: It cannot be made.
        """
        ensure_folder(self.root, mode=0o700)

    def notebook_copy(self, digest: str) -> Path:
        """The kept copy of the notebook whose bytes have this SHA-256."""
        return self.root / "notebooks" / digest[:2] / f"{digest}.ipynb"

    def keep_notebook(self, data: bytes) -> str:
        """Keeps a copy of a notebook, once for equal content.

        Args:
            data: The notebook's bytes.

        Returns:
            Their SHA-256, hexadecimal, under which `notebook_copy` finds them.

        Raises:
            StorageError: The copy cannot be written.
        """
        digest = hashlib.sha256(data).hexdigest()
        copy = self.notebook_copy(digest)
        if copy.exists():
            # It may belong to no run so far: what is young is left alone by whoever cleans up.
            os.utime(copy)
        else:
            ensure_folder(copy.parent)
            write_atomically(copy, data)
        return digest


def default_home() -> Home:
    """The user's home of runs: `$JUPYTER_MLOPS_HOME`, else `mlops` in Jupyter's data directory."""
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return Home(Path(named).absolute())
    from jupyter_core.paths import jupyter_data_dir

    return Home(Path(jupyter_data_dir()) / "mlops")
