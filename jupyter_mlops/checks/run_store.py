"""The runs of checks on record: folders by project and commit, no database."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jupyter_mlops.checks.run_files import CheckRecord, CheckRunFolder
from jupyter_mlops.checks.run_model import ACTIVE
from jupyter_mlops.files import ensure_folder

#: How many runs of a project are kept.
KEPT: Final = 200
_DIGITS: Final = 32


class CheckRunStore:
    """Runs, a folder each, in a folder for each project.

    Args:
        folder: Where; it need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def project_folder(self, project: Path) -> Path:
        """Where the runs of a project are; it need not exist.

        Args:
            project: The project's folder, links resolved.
        """
        return self.folder / hashlib.sha256(os.fsencode(project)).hexdigest()[:_DIGITS]

    def add(self, record: CheckRecord) -> CheckRunFolder:
        """Puts a run on record, whole or not at all; the oldest of its project go for it.

        Raises:
            StorageError: It cannot be written.
        """
        place = self.project_folder(Path(record.run.project))
        ensure_folder(place, mode=0o700)
        name = CheckRunFolder.name(record.run)
        making = CheckRunFolder(place / f".{name}")
        ensure_folder(making.root)
        making.write(record)
        making.root.rename(place / name)
        self._prune(place)
        return CheckRunFolder(place / name)

    def find(self, run_id: str) -> CheckRunFolder | None:
        """The folder of a run, of whatever project; None if there is none."""
        found = (CheckRunFolder(place) for place in self.folder.glob(f"*/{run_id}.*"))
        return next((each for each in found if CheckRunFolder.is_name(each.root.name)), None)

    def of_project(self, project: Path) -> list[CheckRunFolder]:
        """The runs of a project, newest first.

        Args:
            project: The project's folder, links resolved.
        """
        return list_runs(self.project_folder(project))

    def places(self) -> Iterator[Path]:
        """The folders of all projects."""
        try:
            with os.scandir(self.folder) as entries:
                yield from (Path(entry.path) for entry in entries if entry.is_dir())
        except OSError:  # none so far
            return

    def _prune(self, place: Path) -> None:
        for old in list_runs(place)[KEPT:]:
            record = old.read()
            if record is None or record.run.state not in ACTIVE:
                shutil.rmtree(old.root, ignore_errors=True)


def list_runs(place: Path) -> list[CheckRunFolder]:
    """The runs in the folder of a project, newest first."""
    try:
        names = os.listdir(place)  # noqa: PTH208 - names are all that is needed
    except OSError:
        return []
    wanted = sorted(filter(CheckRunFolder.is_name, names), reverse=True)
    return [CheckRunFolder(place / name) for name in wanted]
