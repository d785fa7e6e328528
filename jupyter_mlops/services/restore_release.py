"""Use case: bring notebooks and modules back as they were in a version."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.git.discarded import keep
from jupyter_mlops.git.index import IndexEntry
from jupyter_mlops.git.lock import index_guard
from jupyter_mlops.git.raw_files import check_way
from jupyter_mlops.git.status import read_status
from jupyter_mlops.git.versions import changed_from, restore_from
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.modules.api import module_name
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.text import parse_module
from jupyter_mlops.services.keep_outputs import keep_outputs
from jupyter_mlops.services.module_lock import module_lock
from jupyter_mlops.services.package_history import PackageHistory, as_text, open_history


class RestoredRelease(Struct, frozen=True, kw_only=True):
    """What was brought back."""

    project: ModuleProject
    version: str
    #: The files that have changed.
    files: tuple[Path, ...]


def restore_release(
    file: Path, home: Home, version: str, *, modules: Collection[str] | None = None
) -> RestoredRelease:
    """Writes the package's modules and their notebooks as they were in a version.

    Nothing is committed, and what the files hold now is put on the restore list first. Files that
    the version hasn't stay as they are.

    Args:
        file: A file or folder of the project.
        home: Where locks lie.
        version: The version.
        modules: Only these and their notebooks; by default all of the package.

    Raises:
        InvalidError: It is no version.
        NotFoundError: It was never released, or has no such module.
        ConflictError: A folder or a link is in the way.
        StorageError: A file cannot be written.
    """
    with open_history(file) as history, module_lock(history.project.root, home):
        release = history.find(version)
        wanted = _wanted(history, release.commit, modules)
        with index_guard(history.root):
            entries = [_from_root(history, each) for each in wanted]
            changed = changed_from(history.root, entries)
            title = f"before {history.project.package} {release.version} was brought back"
            _write(history.root, release.commit, [each.path for each in changed], title)
        return RestoredRelease(
            project=history.project,
            version=release.version,
            files=tuple(history.root / entry.path for entry in changed),
        )


def _wanted(
    history: PackageHistory, commit: str, modules: Collection[str] | None
) -> list[IndexEntry]:
    """The modules and their notebooks in a commit, with paths below the project."""
    folder, entries = history.package_entries(commit)
    if not entries:
        raise NotFoundError(f"that version has no package {history.project.package}")
    files = {f"{folder}/{path}": each for path, each in entries.items()}
    if modules is not None:
        files = _named(history, folder, files, modules)
    notebooks = {name for path, each in files.items() for name in _made_of(history, path, each)}
    there = history.files(commit)
    found = [there[path] for path in (*files, *sorted(notebooks)) if path in there]
    return list(dict.fromkeys(found))


def _named(
    history: PackageHistory, folder: str, files: dict[str, IndexEntry], modules: Collection[str]
) -> dict[str, IndexEntry]:
    """The files of the modules that somebody has named."""
    names = {}
    for path in files:
        below = path.removeprefix(f"{folder}/")
        names[module_name(below)] = path
        names[below.removesuffix(".py").replace("/", ".")] = path
    for name in modules:
        if name not in names:
            raise NotFoundError(
                f"that version of {history.project.package} has no module {name!r}",
                hint=f"it has: {', '.join(sorted(name for name in names if name))}",
            )
    return {names[name]: files[names[name]] for name in modules}


def _made_of(history: PackageHistory, path: str, entry: IndexEntry) -> Iterator[str]:
    """The notebooks that a module says it is made of."""
    parsed = parse_module(as_text(history.objects.read(entry.oid)), file=path)
    for section in parsed.sections:
        if section.key is not None:
            yield section.key.notebook


def _from_root(history: PackageHistory, entry: IndexEntry) -> IndexEntry:
    return IndexEntry(path=history.prefix + entry.path, mode=entry.mode, oid=entry.oid)


def _write(root: Path, commit: str, paths: list[str], title: str) -> None:
    """Writes files of a commit through git's filters; what is not committed is kept first."""
    if not paths:
        return
    for path in paths:
        check_way(root, path)
    edited = {file.path for file in read_status(root).files}
    if dirty := [path for path in paths if path in edited]:
        keep(root, dirty, title=title)
    unchanged = [path for path in paths if path not in edited]
    with keep_outputs(root, unchanged, title=title):
        restore_from(root, commit, paths)
