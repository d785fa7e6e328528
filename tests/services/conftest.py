"""What tests of use cases around repositories share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_mlops.services.ci_desk import CiDesk
from tests.forges.github_world import GitHubWorld
from tests.git.notebooks import isolate
from tests.services.forges import NO_KEYRING, ForgeRepository
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


@pytest.fixture
def forge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ForgeRepository]:
    """A repository whose remote is on a forge that has pipelines."""
    isolate(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", NO_KEYRING)
    world = GitHubWorld()
    world.furnish()
    yield ForgeRepository(tmp_path / "repository", world)
    world.close()
    assert world.fake.faults == []


@pytest.fixture
def ci(forge: ForgeRepository, tmp_path: Path) -> CiDesk:
    """What asks that forge."""
    return forge.desk(tmp_path / "cache")
