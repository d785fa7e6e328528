"""Projects with a package that is made of a notebook's cells, to be released."""

from __future__ import annotations

import shutil
from pathlib import Path

from jupyter_mlops.jobs.home import Home, default_home
from jupyter_mlops.services.export import export_modules
from jupyter_mlops.services.export_model import ExportRequest
from jupyter_mlops.services.release import MadeRelease, ReleaseOrder, release_package
from tests.git.notebooks import NotebookRepository

SCALE = "#| export features\ndef scale(x, factor=1.0):\n    '''Scales.'''\n    return x * factor"
OLD = "#| export features\ndef old():\n    return 1"
NEW = "#| export features\ndef new():\n    '''Is new.'''"


class PackageRepository(NotebookRepository):
    """A repository of `train.ipynb`, whose cells are exported to the package `demo`.

    Args:
        folder: Where.
        place: The project's folder below it; the root by default.
        template: One that was made before, to be copied.
    """

    def __init__(self, folder: Path, *, place: str = "", template: Path | None = None) -> None:
        self.project = folder / place
        self._place = f"{place}/" if place else ""
        if template is not None:
            shutil.copytree(template, folder)
            self.folder = folder
            return
        super().__init__(folder)
        self.write(f"{self._place}pyproject.toml", PYPROJECT)
        self.cells("print('no cell of it')", SCALE, OLD)

    @property
    def home(self) -> Home:
        return default_home()

    def cells(self, *sources: str, commit: bool = True) -> None:
        """Saves the notebook, exports and commits."""
        self.save(f"{self._place}train.ipynb", *sources)
        export_modules(ExportRequest(path=self.project), self.home)
        if commit:
            self.git("add", "--all")
            self.git("commit", "--quiet", "-m", "Work")

    def release(self, version: str, changelog: str = "- it", **more: bool) -> MadeRelease:
        order = ReleaseOrder(version=version, changelog=changelog, **more)
        return release_package(self.project, self.home, order)

    def tags(self) -> list[str]:
        return self.git("tag", "--list").splitlines()

    def state(self) -> tuple[str, ...]:
        """All that a failed release must leave as it was."""
        return (
            self.git("for-each-ref"),
            self.git("status", "--short", "--ignored"),
            self.git("worktree", "list"),
            *(file.read_text() for file in sorted(self.project.rglob("*.py"))),
            (self.project / "pyproject.toml").read_text(),
        )


PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "demo"
version = "0.9.0" # by hand
requires-python = ">=3.10"
"""
