"""The notebooks that checks look at, each as git would store it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jupyter_mlops.checks.selection import choose
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import InvalidError, NotFoundError
from jupyter_mlops.git.layout import marked_root

if TYPE_CHECKING:
    from jupyter_mlops.git.notebook_files import NotebookFiles
    from jupyter_mlops.settings.checks import ChecksSettings

_SUFFIX: Final = ".ipynb"
_NEVER: Final = frozenset({"node_modules", "site-packages", "__pycache__"})
#: Files that are in every environment, of venv and of conda.
_ENVIRONMENT: Final = ("pyvenv.cfg", "conda-meta")


class ProjectNotebooks:
    """The notebooks of a project.

    Args:
        root: Folder of the project, links resolved.
        settings: What is checked.
    """

    def __init__(self, root: Path, settings: ChecksSettings) -> None:
        self.root = root
        self.settings = settings
        #: Root of the worktree around it; None outside of git.
        self.worktree = marked_root(root)

    @cached_property
    def below(self) -> str:
        """The project's folder from the worktree's root, with `/`; empty if it is the root."""
        if self.worktree is None or self.root == self.worktree:
            return ""
        return self.root.relative_to(self.worktree).as_posix()

    @cached_property
    def _git(self) -> NotebookFiles:
        from jupyter_mlops.git.notebook_files import NotebookFiles, list_notebooks

        if self.worktree is None:
            return NotebookFiles(tracked={}, untracked=())
        return list_notebooks(self.worktree, self.below)

    @cached_property
    def all(self) -> list[str]:
        """Paths below the project of all that the settings mean, in order."""
        if self.worktree is None:
            found = list(_walk(self.root, ""))
        else:
            found = [self._own(path) for path in self._git.tracked]
            found += [self._own(path) for path in self._git.untracked]
        runs = self._run_folder
        tracked = {self._own(path) for path in self._git.tracked}
        kept = [path for path in found if path in tracked or runs not in path.split("/")[:-1]]
        kept = [path for path in kept if not _is_checkpoint(path) and _can_be_told(path)]
        return sorted(choose(kept, self.settings.notebooks, self.settings.exclude))

    def within(self, paths: Sequence[Path], folder: Path) -> list[str]:
        """Those of `all` that are named, or lie in folders that are.

        Args:
            paths: Files and folders, from `folder` unless absolute.
            folder: Where names begin.

        Raises:
            NotFoundError: There is no such file or folder.
            InvalidError: One is outside of the project, or a file that is no notebook.
        """
        named = [self._named(folder, path) for path in paths]
        chosen = [path for path in self.all if any(_is_in(path, name) for name in named)]
        missing = [name for name in named if name.endswith(_SUFFIX) and name not in chosen]
        # Somebody who names a notebook means it, whatever patterns say.
        return sorted({*chosen, *(name for name in missing if (self.root / name).is_file())})

    def changed(self, base: str | None) -> set[str]:
        """Notebooks that differ from a commit, and those that git doesn't have.

        Args:
            base: A full id; None for what is staged, which leaves out what git doesn't have.
        """
        from jupyter_mlops.git.notebook_files import changed_notebooks

        if self.worktree is None:
            raise InvalidError(f"{self.root} is in no git repository", hint="check all of it")
        found = changed_notebooks(self.worktree, base, self.below)
        others = self._git.untracked if base is not None else ()
        return {self._own(path) for path in (*found, *others)}

    def has(self, path: str) -> bool:
        """Whether git has a notebook."""
        return self._full(path) in self._git.tracked

    def files(self) -> frozenset[str]:
        """Paths below the project of all files that git has, not of notebooks alone."""
        from jupyter_mlops.git.notebook_files import tracked_files

        if self.worktree is None:
            return frozenset()
        below = f"{self.below}/" if self.below else ""
        found = tracked_files(self.worktree)
        return frozenset(path.removeprefix(below) for path in found if path.startswith(below))

    def is_committed(self, subject: Subject) -> bool:
        """Whether what would be stored of a notebook is what the index has of it."""
        from jupyter_mlops.git.notebook_files import blob_id

        known = self._git.tracked.get(self._full(subject.path))
        return known is not None and known == blob_id(subject.data, known)

    def working(self, paths: Sequence[str]) -> list[Subject]:
        """Working files as git would store them; those that are gone are left out."""
        read = {path: data for path in paths if (data := _read(self.root / path)) is not None}
        if self.worktree is None:
            return [Subject(path, data, self.root / path) for path, data in read.items()]
        from jupyter_mlops.services.stored_form import StoredForm

        form = StoredForm(self.worktree, [self._full(path) for path in read])
        subjects = []
        for path, data in read.items():
            full = self._full(path)
            stored = data if form.is_foreign(full) else form.of(full, data)
            subjects.append(Subject(path, stored, self.root / path))
        return subjects

    def staged(self, paths: Sequence[str]) -> list[Subject]:
        """What the index holds; of what another filter keeps elsewhere, the working file."""
        from jupyter_mlops.git.batch import read_blobs
        from jupyter_mlops.git.lfs import lfs_pointer

        if self.worktree is None:
            raise InvalidError(f"{self.root} is in no git repository", hint="check the files")
        there = [path for path in paths if self.has(path)]
        blobs = read_blobs(self.worktree, [self._git.tracked[self._full(path)] for path in there])
        subjects = []
        for path, blob in zip(there, blobs, strict=True):
            working = _read(self.root / path) if lfs_pointer(blob) else None
            subjects.append(Subject(path, working or blob, self.root / path))
        return subjects

    @cached_property
    def _run_folder(self) -> str:
        from jupyter_mlops.settings import read_settings

        return Path(read_settings(self.root).run.output_folder).name

    def _own(self, path: str) -> str:
        """A path from the worktree's root as one below the project."""
        return path[len(self.below) + 1 :] if self.below else path

    def _full(self, path: str) -> str:
        return f"{self.below}/{path}" if self.below else path

    def _named(self, folder: Path, path: Path) -> str:
        file = Path(os.path.normpath(folder / path))
        if not file.exists():
            raise NotFoundError(f"there is no {path}", hint="name a notebook or a folder")
        resolved = file.resolve()
        if not resolved.is_relative_to(self.root):
            raise InvalidError(
                f"{path} is outside of the project {self.root}", hint="check it from its own folder"
            )
        if resolved.is_file() and resolved.suffix != _SUFFIX:
            raise InvalidError(f"{path} is no notebook", hint="name notebooks and folders of them")
        name = resolved.relative_to(self.root).as_posix()
        return "" if name == "." else name


def _is_in(path: str, name: str) -> bool:
    """Whether a path is a file, or lies in a folder; the project's own is named by nothing."""
    return not name or path == name or path.startswith(f"{name}/")


def _read(file: Path) -> bytes | None:
    try:
        return None if file.is_symlink() else file.read_bytes()
    except OSError:
        return None


def _walk(root: Path, below: str) -> Iterator[str]:
    """Notebooks outside of git: without hidden folders, environments and installed packages."""
    try:
        with os.scandir(root / below) as entries:
            listed = list(entries)
    except OSError:
        return
    if below and any(entry.name in _ENVIRONMENT for entry in listed):
        return
    for entry in listed:
        path = f"{below}/{entry.name}" if below else entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in _NEVER:
                yield from _walk(root, path)
        elif entry.name.endswith(_SUFFIX) and entry.is_file(follow_symlinks=False):
            yield path


def _can_be_told(path: str) -> bool:
    """Whether a name is text; one of other bytes could stand in no report."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_checkpoint(path: str) -> bool:
    return ".ipynb_checkpoints" in path.split("/")
