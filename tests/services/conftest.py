"""What tests of use cases around repositories share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.git.notebooks import isolate
from tests.services.git_files import FilesRepository


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as monkeypatch:
        isolate(monkeypatch, folder / "home")
        return FilesRepository(folder / "repository").folder


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _template: Path) -> FilesRepository:
    """A repository with a notebook and a text, both committed."""
    isolate(monkeypatch, tmp_path / "home")
    return FilesRepository(tmp_path / "repository", template=_template)
