"""A package's versions in git, and what it was made of in each; nothing is checked out.

Versions are the tags that have the project's own form, such as `v1.2.0`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.index import IndexEntry
from jupyter_mlops.git.repository import find_worktree
from jupyter_mlops.git.tags import Tag, list_tags
from jupyter_mlops.git.trees import read_files
from jupyter_mlops.modules.api import PackageText
from jupyter_mlops.modules.project import ModuleProject, read_project
from jupyter_mlops.modules.version_steps import parse_version, read_version
from jupyter_mlops.services.open_modules import project_root

if TYPE_CHECKING:
    from packaging.version import Version

_LINK_OR_MODULE = ("120000", "160000")
_TRACES = "__pycache__"


class Release(Struct, frozen=True, kw_only=True):
    """A version that has a tag."""

    #: As PEP 440 writes it.
    version: str
    #: The tag's name.
    tag: str
    #: Full id of its commit.
    commit: str
    at: datetime
    author: str
    #: The tag's message below the first line; may be empty.
    body: str

    @property
    def key(self) -> Version:
        """What it is sorted by."""
        return read_version(self.version)


class PackageHistory:
    """The versions of a package; made by `open_history`.

    Args:
        project: The project.
        root: Of the worktree that it lies in.
        objects: The objects of its repository.
    """

    def __init__(self, project: ModuleProject, root: Path, objects: Objects) -> None:
        self.project = project
        self.root = root
        self.objects = objects
        folder = project.root.resolve().relative_to(root.resolve()).as_posix()
        #: Git's path of the project's folder, with `/` at its end; empty if it is the root.
        self.prefix = "" if folder == "." else f"{folder}/"

    @cached_property
    def releases(self) -> list[Release]:
        """The versions, newest first, as PEP 440 sorts them."""
        start, _, end = self.project.tag.partition("{version}")
        found = (_release(tag, start, end) for tag in list_tags(self.root))
        return sorted((each for each in found if each), key=lambda each: each.key, reverse=True)

    @property
    def latest(self) -> Release | None:
        """The newest version; None if there is none."""
        return self.releases[0] if self.releases else None

    @property
    def base(self) -> Release | None:
        """The newest final version, which changes are counted from; if none is, the newest."""
        final = (each for each in self.releases if not each.key.is_prerelease)
        return next(final, self.latest)

    def find(self, version: str) -> Release:
        """A version, however it is written.

        Raises:
            InvalidError: It is none.
            NotFoundError: It was never released.
        """
        wanted = read_version(version)
        for release in self.releases:
            if release.key == wanted:
                return release
        there = ", ".join(each.version for each in self.releases[:5]) or "no version yet"
        raise NotFoundError(
            f"{self.project.package} {wanted} was never released", hint=f"there is {there}"
        )

    def files(self, commit: str) -> dict[str, IndexEntry]:
        """The files of the project in a commit by path below the project, without links."""
        found = self.objects.find(f"{commit}:{self.prefix}")
        if found is None or found.type != "tree":
            return {}
        entries = read_files(self.objects, found.oid)
        return {each.path: each for each in entries if each.mode not in _LINK_OR_MODULE}

    def read(self, commit: str, name: str) -> bytes | None:
        """A file of the project in a commit; None if it isn't there.

        Args:
            commit: Full id.
            name: Path below the project, with `/`.
        """
        found = self.objects.find(f"{commit}:{self.prefix}{name}")
        return self.objects.read(found.oid) if found and found.type == "blob" else None

    def package_entries(self, commit: str) -> tuple[str, dict[str, IndexEntry]]:
        """The package's folder in a commit, and its modules by path below that."""
        for folder in self._folders:
            found = self.objects.find(f"{commit}:{self.prefix}{folder}")
            if found is not None and found.type == "tree":
                entries = read_files(self.objects, found.oid)
                return folder, {
                    each.path: each
                    for each in entries
                    if each.path.endswith(".py")
                    and each.mode not in _LINK_OR_MODULE
                    and not is_aside(PurePosixPath(each.path))
                }
        return self.project.package_folder, {}

    def package_text(self, commit: str) -> PackageText:
        """The package's modules in a commit."""
        folder, entries = self.package_entries(commit)
        files = {path: as_text(self.objects.read(each.oid)) for path, each in entries.items()}
        return PackageText(package=self.project.package, folder=folder, files=files)

    @property
    def _folders(self) -> list[str]:
        """Where the package may have been: where it is now first."""
        package = self.project.package
        return list(dict.fromkeys((self.project.package_folder, f"src/{package}", package)))


@contextmanager
def open_history(file: Path) -> Iterator[PackageHistory]:
    """The history of the package of the project around a file or folder.

    Raises:
        NotFoundError: The project is in no repository.
        InvalidError: The project's settings are not what they have to be.
    """
    project = read_project(project_root(file))
    root = find_worktree(project.root)
    if root is None:
        raise ConflictError(
            f"{project.root} is in a bare repository", hint="release from a worktree of it"
        )
    objects = Objects(root)
    try:
        yield PackageHistory(project, root, objects)
    finally:
        objects.close()


def working_text(project: ModuleProject) -> PackageText:
    """The package's modules as they are on disk."""
    folder = project.root / project.package_folder
    found = sorted(folder.rglob("*.py"))
    return PackageText(
        package=project.package,
        folder=project.package_folder,
        files={
            file.relative_to(folder).as_posix(): as_text(file.read_bytes())
            for file in found
            if not is_aside(file.relative_to(folder)) and file.is_file()
        },
    )


def is_aside(path: PurePath) -> bool:
    """Whether a file below a package is none of it, such as a checkpoint of Jupyter's."""
    return any(part.startswith(".") or part == _TRACES for part in path.parts)


def as_text(data: bytes) -> str:
    """A module's content as text; what is not UTF-8 is replaced."""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _release(tag: Tag, start: str, end: str) -> Release | None:
    """The version that a tag stands for; None if it has another form."""
    if not (tag.name.startswith(start) and tag.name.endswith(end)):
        return None
    version = parse_version(tag.name[len(start) : len(tag.name) - len(end)])
    if version is None or version.local:
        return None
    return Release(
        version=str(version),
        tag=tag.name,
        commit=tag.commit,
        at=tag.at,
        author=tag.author,
        body=tag.body,
    )
