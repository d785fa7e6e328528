"""What tests of use cases around repositories share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.git.notebooks import isolate
from tests.services.git_files import FilesRepository
from tests.services.packages import PackageRepository


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


@pytest.fixture(scope="session")
def _package_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    with pytest.MonkeyPatch.context() as monkeypatch:
        isolate(monkeypatch, folder / "home")
        return PackageRepository(folder / "repository").folder


@pytest.fixture
def package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _package_template: Path
) -> PackageRepository:
    """A repository with a package that is made of a notebook, in step and committed."""
    isolate(monkeypatch, tmp_path / "home")
    return PackageRepository(tmp_path / "repository", template=_package_template)


@pytest.fixture(scope="session")
def _released_template(tmp_path_factory: pytest.TempPathFactory, _package_template: Path) -> Path:
    folder = tmp_path_factory.mktemp("released")
    with pytest.MonkeyPatch.context() as monkeypatch:
        isolate(monkeypatch, folder / "home")
        package = PackageRepository(folder / "repository", template=_package_template)
        package.release("1.0.0", publish=False)
        return package.folder


@pytest.fixture
def released(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _released_template: Path
) -> PackageRepository:
    """The same with a release 1.0.0, which was not published."""
    isolate(monkeypatch, tmp_path / "home")
    return PackageRepository(tmp_path / "repository", template=_released_template)
