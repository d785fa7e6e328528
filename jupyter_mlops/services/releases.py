"""Use case: list the versions of a package."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.jobs.home import Home
from jupyter_mlops.modules.api_size import count_names
from jupyter_mlops.modules.changelog import CHANGELOG, read_entry
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.version_bump import distribution_name
from jupyter_mlops.services.package_history import PackageHistory, Release, as_text, open_history
from jupyter_mlops.services.package_index import Archive, index_folder, index_url, published

if TYPE_CHECKING:
    from jupyter_mlops.git.blobs import Objects

#: How many contents are remembered; most modules are the same in most versions.
_REMEMBERED = 20_000
_counts: dict[tuple[str, str], int] = {}


class ListedRelease(Struct, frozen=True, kw_only=True):
    """A version that was released."""

    version: str
    tag: str
    #: Full id of the commit.
    commit: str
    at: datetime
    author: str
    #: Its part of the changelog, in Markdown, else what its tag says; may be empty.
    changelog: str
    #: How many names its public API has, members of classes not counted.
    api_size: int
    #: Its files in the package index.
    files: tuple[Archive, ...]


class ReleaseList(Struct, frozen=True, kw_only=True):
    """The versions of a package."""

    project: ModuleProject
    #: Newest first.
    releases: tuple[ListedRelease, ...]
    #: What to give `pip install --index-url`.
    index_url: str


def list_releases(file: Path, home: Home) -> ReleaseList:
    """Lists the versions of the package of the project around a file or folder, newest first.

    Args:
        file: A file or folder; may be gone.
        home: Where the user's package index is.

    Raises:
        NotFoundError: The project is in no repository.
    """
    with open_history(file) as history:
        project = history.project
        folder = index_folder(project, home)
        files = published(folder, project_distribution(project))
        found = tuple(describe(history, each, files) for each in history.releases)
    return ReleaseList(project=project, releases=found, index_url=index_url(folder))


def find_release(file: Path, home: Home, version: str) -> ListedRelease:
    """One of the versions.

    Args:
        file: A file or folder of the project; may be gone.
        home: Where the user's package index is.
        version: The version, however it is written.

    Raises:
        InvalidError: It is no version.
        NotFoundError: It was never released, or the project is in no repository.
    """
    with open_history(file) as history:
        folder = index_folder(history.project, home)
        files = published(folder, project_distribution(history.project))
        return describe(history, history.find(version), files)


def describe(
    history: PackageHistory, release: Release, files: dict[str, list[Archive]]
) -> ListedRelease:
    """What a list says of a version.

    Args:
        history: The package's.
        release: The version.
        files: The files in the package index, by version.
    """
    changelog = history.read(release.commit, CHANGELOG)
    said = read_entry(as_text(changelog), release.version) if changelog else ""
    _, entries = history.package_entries(release.commit)
    size = sum(_count(history.objects, each.oid, path) for path, each in entries.items())
    return ListedRelease(
        version=release.version,
        tag=release.tag,
        commit=release.commit,
        at=release.at,
        author=release.author,
        changelog=said or release.body,
        api_size=size,
        files=tuple(files.get(release.version, ())),
    )


def project_distribution(project: ModuleProject) -> str:
    """The name under which a project's package is installed, by its files on disk."""
    return distribution_name(project, lambda name: _read(project.root / name))


def _read(file: Path) -> str | None:
    try:
        return as_text(file.read_bytes())
    except OSError:
        return None


def _count(objects: Objects, oid: str, path: str) -> int:
    """How many public names a module has; the same content is read once."""
    key = oid, path
    if key not in _counts:
        if len(_counts) >= _REMEMBERED:
            _counts.clear()
        _counts[key] = count_names(path, as_text(objects.read(oid)))
    return _counts[key]
