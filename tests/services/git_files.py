"""Repositories with one committed file of each kind, and what tests ask of them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from jupyter_mlops.notebooks.staging.model import Choice, Part
from jupyter_mlops.services.changes import find_cells, find_hunks
from jupyter_mlops.services.file_choice import FileChoice
from jupyter_mlops.services.notebook_versions import Cell
from tests.git.notebooks import NotebookRepository

NOTEBOOK = "train.ipynb"
TEXT = "".join(f"line {number}\n" for number in range(1, 31))


class FilesRepository(NotebookRepository):
    """A repository of `train.ipynb`, of three cells with outputs, and `code.py`."""

    def __init__(self, folder: Path, *, template: Path | None = None) -> None:
        if template is not None:
            shutil.copytree(template, folder)
            self.folder = folder
            return
        super().__init__(folder)
        self.save(NOTEBOOK, "load()", "fit()", "show()", outputs="first\n")
        self.write("code.py", TEXT)
        self.commit(NOTEBOOK, "code.py")

    def run(self, *sources: str, outputs: str = "second\n") -> bytes:
        """Saves the notebook as edited and run once more."""
        return self.save(NOTEBOOK, *sources, outputs=outputs).read_bytes()

    def told(self, *arguments: str) -> bytes:
        """What git says, byte for byte."""
        command = ["git", "-C", str(self.folder), *arguments]
        return subprocess.run(command, check=True, capture_output=True).stdout

    def staged(self, name: str = NOTEBOOK) -> bytes:
        return self.told("show", f":{name}")

    def head(self, name: str = NOTEBOOK) -> bytes:
        return self.told("show", f"HEAD:{name}")

    def read(self, name: str = NOTEBOOK) -> bytes:
        return (self.folder / name).read_bytes()

    def staged_sources(self) -> list[str]:
        return ["".join(cell["source"]) for cell in self.staged_cells()]

    def staged_cells(self) -> list[Cell]:
        cells: list[Cell] = json.loads(self.staged())["cells"]
        return cells

    def cells(self, *positions: int, part: Part = "all", **more: Any) -> FileChoice:
        """Chooses changed cells by their position in the list."""
        found = find_cells(self.folder, NOTEBOOK, more.get("unsaved"))
        assert found.changes is not None
        keys = [found.changes.cells[position].key for position in positions]
        choices = tuple(Choice(key=key, part=part) for key in keys)
        return FileChoice(path=NOTEBOOK, cells=choices, version=found.version, **more)

    @staticmethod
    def choice(key: str, part: Part = "all") -> Choice:
        return Choice(key=key, part=part)

    def conflict(self, name: str, ours: str, theirs: str) -> None:
        """Merges a branch that has changed a file otherwise."""
        self.git("switch", "--quiet", "-c", "topic")
        self.write(name, theirs)
        self.commit(name)
        self.git("switch", "--quiet", "main")
        self.write(name, ours)
        self.commit(name)
        command = ["git", "-C", str(self.folder), "merge", "--quiet", "topic"]
        subprocess.run(command, check=False, capture_output=True)

    def hunks(self, *positions: int, name: str = "code.py") -> FileChoice:
        """Chooses hunks by their position in the list."""
        found = find_hunks(self.folder, name)
        keys = tuple(found.hunks[position].key for position in positions)
        return FileChoice(path=name, hunks=keys, version=found.version)

    def whole(self, name: str = NOTEBOOK, **more: Any) -> FileChoice:
        return FileChoice(path=name, **more)
