"""Projects whose notebooks export, as they are on disk."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from jupyter_mlops.jobs.home import Home
from jupyter_mlops.services.export import export_modules
from jupyter_mlops.services.export_model import Exported, ExportRequest
from jupyter_mlops.services.module_status import ProjectStatus, find_modules

PYPROJECT = '[project]\nname = "lab"\nversion = "1.2.0"\n'
FIT = "def fit(values):\n    return sum(values)"


class Project:
    """A project of a package `lab`, and how a user works on it.

    Args:
        root: Its folder.
        pyproject: What makes it one; None for a folder that is none yet.
    """

    def __init__(self, root: Path, pyproject: str | None = PYPROJECT) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self.root = root.resolve()
        if pyproject is not None:
            (self.root / "pyproject.toml").write_text(pyproject)

    @property
    def home(self) -> Home:
        return Home(Path(os.environ["JUPYTER_MLOPS_HOME"]))

    def notebook(self, name: str, *cells: str | tuple[str, str], kernel: str = "python3") -> Path:
        """Writes a notebook of code cells: sources, or sources with a tag; ids by position."""
        given = [(each, "") if isinstance(each, str) else each for each in cells]
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        document = {
            "cells": [_cell(index, *each) for index, each in enumerate(given)],
            "metadata": {"kernelspec": {"name": kernel, "display_name": "", "language": "python"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        file.write_text(json.dumps(document, indent=1) + "\n")
        return file

    def exported(self, *cells: str, name: str = "train.ipynb") -> Path:
        """Writes a notebook all of whose cells are exported to its own module."""
        return self.notebook(name, *((cell, "export") for cell in cells))

    def module(self, name: str = "train") -> Path:
        """Where a module is."""
        return self.root / "src" / "lab" / f"{name.replace('.', '/')}.py"

    def edit(self, old: str, new: str, name: str = "train") -> None:
        """Edits a module as its user does."""
        text = self.module(name).read_text()
        assert old in text
        self.module(name).write_text(text.replace(old, new))

    def export(self, path: str = ".", **wanted: Any) -> Exported:
        """Exports."""
        return export_modules(ExportRequest(path=self.root / path, **wanted), self.home)

    def status(self, path: str = ".") -> ProjectStatus:
        """How modules stand."""
        return find_modules((self.root / path).resolve(), self.home)

    def states(self) -> dict[str, str]:
        """How each module stands."""
        return {module.name: module.state for module in self.status().modules}


def _cell(index: int, source: str, tag: str = "") -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": f"cell-{index}",
        "metadata": {"tags": [tag]} if tag else {},
        "source": source.splitlines(keepends=True),
        "outputs": [],
        "execution_count": None,
    }
