"""A folder of small notebooks, and the command line as a shell would call it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import nbformat
import pytest

if TYPE_CHECKING:
    from pathlib import Path

Mlops = Callable[..., "subprocess.CompletedProcess[str]"]
WriteNotebook = Callable[..., "Path"]


@pytest.fixture
def notebook(tmp_path: Path) -> WriteNotebook:
    """Writes `NAME.ipynb` with a parameters cell, where there is one, and code cells."""

    def write(name: str, *sources: str, parameters: str | None = None) -> Path:
        nb = nbformat.v4.new_notebook()
        nb.metadata["kernelspec"] = {"name": "python3", "display_name": "", "language": "python"}
        if parameters is not None:
            tagged = nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})
            nb.cells.append(tagged)
        nb.cells += [nbformat.v4.new_code_cell(source) for source in sources]
        file = tmp_path / f"{name}.ipynb"
        nbformat.write(nb, file)
        return file

    return write


@pytest.fixture
def mlops(tmp_path: Path) -> Mlops:
    """Runs `jupyter mlops …` in the notebooks' folder and waits for it."""

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "jupyter_mlops.cli.main", *words],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    return call
