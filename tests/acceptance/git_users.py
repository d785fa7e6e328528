"""People who work with notebooks in repositories that `jupyter mlops git setup` has set up."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import nbformat

from jupyter_mlops.notebooks.merge.held import find_conflicts
from jupyter_mlops.services.git_setup import set_up
from tests.git.notebooks import NotebookRepository

Done = subprocess.CompletedProcess[str]


class User(NotebookRepository):
    """A repository of somebody's own, set up."""

    def __init__(self, folder: Path, **setup: Any) -> None:
        super().__init__(folder)
        set_up(folder, **setup)

    @classmethod
    def at(cls, folder: Path) -> User:
        """A repository that is there already."""
        user = cls.__new__(cls)
        user.folder = folder
        return user

    def clone(self, folder: Path) -> User:
        """Another user's clone, with a setup of its own."""
        other = User(folder)
        other.git("remote", "add", "origin", str(self.folder))
        other.git("pull", "--quiet", "origin", "main")
        return other

    def run(self, *arguments: str) -> Done:
        """Runs git, whatever comes of it."""
        return subprocess.run(
            ["git", "-C", str(self.folder), *arguments],
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def read(self, name: str) -> dict[str, Any]:
        """A notebook as it stands in the worktree; it must be valid."""
        nb: dict[str, Any] = json.loads((self.folder / name).read_text(encoding="utf-8"))
        nbformat.validate(nb)
        return nb

    def sources(self, name: str) -> list[str]:
        return ["".join(cell["source"]) for cell in self.read(name)["cells"]]

    def conflicts(self, name: str) -> int:
        return len(find_conflicts(self.read(name)))

    def stored(self, revision: str) -> str:
        """A blob's text, such as that of `:name` in the index."""
        return subprocess.run(
            ["git", "-C", str(self.folder), "cat-file", "blob", revision],
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def tool(self, answers: str) -> Done:
        """Runs our mergetool for everything, with what its user types."""
        return subprocess.run(
            ["git", "-C", str(self.folder), "mergetool", "--no-prompt", "--tool=jupyter-mlops"],
            check=False,
            capture_output=True,
            text=True,
            input=answers,
            timeout=120,
        )
