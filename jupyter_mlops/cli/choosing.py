"""What somebody has chosen on the command line: files of a repository, and cells of a notebook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jupyter_mlops.errors import ConflictError, InvalidError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jupyter_mlops.notebooks.staging.model import CellChange, Choice, NotebookChanges, Part
    from jupyter_mlops.services.file_choice import FileChoice

#: What stands for all that differs outside of the cells, in place of a cell.
_NOTEBOOK: Final = "notebook"


def add_files_argument(parser: argparse.ArgumentParser, said: str) -> None:
    """Adds the files and the cells."""
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help=said)
    parser.add_argument(
        "--cell",
        metavar="CELL",
        dest="cells",
        action="append",
        help="only this cell of the notebook, as `jupyter mlops status` names it: its number, "
        "counted from 1, or its id or key; `notebook` for what differs outside of the cells. "
        "Several times for several cells",
    )


def add_part_options(parser: argparse.ArgumentParser) -> None:
    """Adds which part of cells is meant."""
    part = parser.add_mutually_exclusive_group()
    for name, said in (("source", "all but outputs and counts"), ("outputs", "outputs and counts")):
        part.add_argument(
            f"--{name}", dest="part", action="store_const", const=name, help=f"only {said}"
        )
    parser.set_defaults(part="all")


def find_root(folder: Path) -> Path:
    """The root of the worktree around a folder.

    Raises:
        NotFoundError: There is none.
        ForbiddenError: Git does not trust it.
        UnavailableError: Git isn't installed.
    """
    from jupyter_mlops.git.locate import locate_worktree
    from jupyter_mlops.git.repository import MAKE_ONE

    root = locate_worktree(folder.resolve())
    if root is None:
        raise NotFoundError(f"no git repository around {folder.absolute()}", hint=MAKE_ONE)
    return root


def git_path(root: Path, file: Path) -> str:
    """What git calls a file or folder, which may be gone; `.` for the root.

    Raises:
        InvalidError: It lies outside of the worktree, or among git's own files.
    """
    # A link is a file to git, so that only the folders above it are resolved.
    named = file.name not in ("", "..")
    real = file.parent.resolve() / file.name if named else file.resolve()
    if not real.is_relative_to(root):
        raise InvalidError(f"{file} lies outside of the repository {root}")
    path = real.relative_to(root)
    if ".git" in (part.lower() for part in path.parts):
        raise InvalidError(f"{file} is git's own")
    return path.as_posix()


def read_choices(args: argparse.Namespace, root: Path) -> list[FileChoice]:
    """What is meant by files, cells and parts.

    Raises:
        InvalidError: There is no such cell or file, or cells of several files are named.
        ConflictError: A file can only be taken as a whole.
    """
    if args.cells and len(args.files) > 1:
        raise InvalidError("--cell speaks of one notebook", hint="name one file")
    return [
        _choice(root, path, args.cells, getattr(args, "part", "all"))
        for file in args.files
        for path in _paths(root, file)
    ]


def choices_text(choices: list[FileChoice]) -> str:
    """What was chosen, for people: `2 cells of train.ipynb`."""
    from jupyter_mlops.cli.diff_output import printable
    from jupyter_mlops.services.file_choice import choice_title

    return printable(choice_title(choices))


def _paths(root: Path, file: Path) -> Iterator[str]:
    """A file, or those in a folder that have changed."""
    path = git_path(root, file)
    if file.is_file() or file.is_symlink():
        yield path
        return
    from jupyter_mlops.services.status import repository_status

    found = [each.path for each in repository_status(root).git.files]
    # What ends in `/` is another repository, which isn't for this one to take.
    found = [each for each in found if is_within(each, path) and not each.endswith("/")]
    if not found:
        raise InvalidError(
            f"nothing has changed in {file}" if file.is_dir() else f"there is no file {file}"
        )
    yield from found


def is_within(path: str, folder: str) -> bool:
    """Whether a file of git's is another or lies in it."""
    return folder in (".", path) or path.startswith(f"{folder}/")


def _choice(root: Path, path: str, cells: list[str] | None, part: Part) -> FileChoice:
    from jupyter_mlops.notebooks.staging.model import Choice
    from jupyter_mlops.services.changes import find_cells
    from jupyter_mlops.services.file_choice import FileChoice

    if cells is None and part == "all":
        return FileChoice(path=path)
    found = find_cells(root, path)
    if found.changes is None:
        raise ConflictError(f"{path}: {found.problem}", hint="take the whole file")
    if cells is None:
        chosen = _having(found.changes, part)
    else:
        changes = found.changes
        chosen = [Choice(key=_key(changes, word, path), part=part) for word in cells]
    return FileChoice(path=path, cells=tuple(chosen), version=found.version)


def _having(changes: NotebookChanges, part: Part) -> list[Choice]:
    """All changes of a part."""
    from jupyter_mlops.notebooks.staging.model import NOTEBOOK, Choice

    keys = [change.key for change in changes.cells if getattr(change, part) is not None]
    if part == "source" and changes.notebook is not None:
        keys.append(NOTEBOOK)
    return [Choice(key=key, part=part) for key in keys]


def _key(changes: NotebookChanges, word: str, path: str) -> str:
    """The key of the change that a word names."""
    from jupyter_mlops.notebooks.staging.model import NOTEBOOK

    meant = [change.key for change in changes.cells if word in _names(change)]
    if word == _NOTEBOOK and changes.notebook is not None:
        meant.append(NOTEBOOK)
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise InvalidError(f"{word} names several cells of {path}", hint="use another name")
    raise InvalidError(
        f"{path} has no changed cell {word}", hint="jupyter mlops status shows what has changed"
    )


def _names(cell: CellChange) -> set[str]:
    """What a cell may be called. Where it has a number, an id that looks like one doesn't count."""
    names = {cell.key, cell.cell_id or cell.key}
    if cell.head is None:
        return names
    return {name for name in names if not name.isdecimal()} | {str(cell.head + 1)}
