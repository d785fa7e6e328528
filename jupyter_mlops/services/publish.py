"""Use case: put a release into the package index, or send it to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.git.commit import commit_time
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.services.build_package import build_package
from jupyter_mlops.services.module_lock import module_lock
from jupyter_mlops.services.package_history import PackageHistory, Release, open_history
from jupyter_mlops.services.package_index import add_files, index_folder, index_url, published
from jupyter_mlops.services.release import DIST, MadeRelease, keep_archives
from jupyter_mlops.services.release_checkout import clean_checkout
from jupyter_mlops.services.releases import describe, project_distribution
from jupyter_mlops.services.twine import upload

if TYPE_CHECKING:
    from jupyter_mlops.services.package_index import Archive


def publish_release(
    file: Path, home: Home, version: str, *, repository: str | None = None
) -> MadeRelease:
    """Publishes a version, built from its tag; what the working folder holds doesn't matter.

    Nothing happens where the package index has it already.

    Args:
        file: A file or folder of the project.
        home: Where the user's package index is.
        version: The version.
        repository: A section of the user's `.pypirc`, for twine; by default the project's index
            folder.

    Raises:
        InvalidError: It is no version.
        NotFoundError: It was never released, or the project is in no repository.
        BuildError: It cannot be built.
        ConflictError: The index has it with another content.
        UnavailableError: Twine isn't installed.
        RemoteError: Twine failed.
    """
    with open_history(file) as history, module_lock(history.project.root, home):
        project, release = history.project, history.find(version)
        folder, name = index_folder(project, home), project_distribution(project)
        there = published(folder, name).get(release.version, [])
        if repository is not None:
            upload(_files(history, release, folder, name, there), repository)
        elif not there:
            add_files(folder, _build(history, release), home)
        return MadeRelease(
            project=project,
            release=describe(history, release, published(folder, name)),
            dist=project.root / DIST,
            index_url=index_url(folder) if repository is None else "",
        )


def _files(
    history: PackageHistory, release: Release, folder: Path, name: str, there: list[Archive]
) -> list[Path]:
    """What to send: the very files that the index has, so that there is one of each version."""
    from packaging.utils import canonicalize_name

    if there:
        return [folder / canonicalize_name(name) / each.name for each in there]
    return _build(history, release)


def _build(history: PackageHistory, release: Release) -> list[Path]:
    with clean_checkout(history, release.commit) as (folder, out):
        archives = build_package(
            folder / history.prefix, out, version=release.version, epoch=commit_time(folder)
        )
        return keep_archives(history, archives)
