"""A folder of small notebooks, and the command line as a shell would call it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import nbformat
import pytest

from tests.git.notebooks import isolate
from tests.services.git_files import FilesRepository

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
            timeout=120,
        )

    return call


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as monkeypatch:
        isolate(monkeypatch, folder / "home")
        made = FilesRepository(folder / "repository")
    made.run("load(1)", "fit()", "show(2)", "new()")
    made.write("code.py", "changed\n")
    return made.folder


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _template: Path) -> FilesRepository:
    """A repository of a notebook and a text, both changed since the commit; the current folder."""
    isolate(monkeypatch, tmp_path / "home")
    made = FilesRepository(tmp_path / "repository", template=_template)
    monkeypatch.chdir(made.folder)
    return made
