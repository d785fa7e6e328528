"""Makes the demo project: a git repository with notebooks, data and a past."""

from __future__ import annotations

import shutil
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.demo.history import AUTHOR_EMAIL, AUTHOR_NAME, HISTORY, NOTEBOOKS
from jupyter_mlops.errors import ConflictError, UnavailableError
from jupyter_mlops.files import check_writable
from jupyter_mlops.git.create import Author, commit_paths, create_repository

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: Modules that the notebooks import, and the kernel itself.
_NEEDED = ("sklearn", "pandas", "matplotlib", "ipykernel")
_INSTALL = 'pip install "jupyter-mlops[demo]"'

#: What `prepare.ipynb` writes and the repository keeps.
_DATA = "data"
#: What `train.ipynb` writes and the repository ignores.
_ARTIFACTS = "artifacts"


class DemoProject(Struct, frozen=True, kw_only=True):
    """A demo project that was made."""

    #: Its folder, absolute; the root of a git repository.
    directory: Path
    #: Its notebooks in the order in which they are run, absolute.
    notebooks: tuple[Path, ...]
    #: How many commits it has, all on branch `main`.
    commits: int


def create_demo(directory: Path, *, progress: Callable[[str], None]) -> DemoProject:
    """Makes the demo project, every notebook of its history really run.

    It is built aside and put in place at the end: on failure nothing is left.

    Args:
        directory: Where it goes: a folder that doesn't exist yet, or an empty one.
        progress: Called with a line for people as the work proceeds.

    Raises:
        ConflictError: `directory` is a file or a folder with something in it.
        UnavailableError: A library of the notebooks, their kernel or git isn't installed.
        StorageError: `directory` cannot be written to.
    """
    directory = directory.expanduser().resolve()
    _check_vacant(directory)
    _check_installed()
    # On the file system of `directory`, so that putting it in place is only a renaming.
    base = next(folder for folder in (directory, *directory.parents) if folder.exists())
    check_writable(base)
    with TemporaryDirectory(dir=base, prefix=".demo-") as staging:
        work = Path(staging, "work")
        project = Path(staging, "project")
        work.mkdir()
        project.mkdir()
        # Fails at once where there is no git, before any notebook is run.
        create_repository(project)
        versions = _run_notebooks(work, progress)
        _commit_history(project, versions)
        progress(f"committed {len(HISTORY)} times")
        _put_in_place(project, directory)
    return DemoProject(
        directory=directory,
        notebooks=tuple(directory / name for name in NOTEBOOKS),
        commits=len(HISTORY),
    )


def _check_vacant(directory: Path) -> None:
    if not directory.exists():
        return
    if not directory.is_dir() or any(directory.iterdir()):
        raise ConflictError(
            f"{directory} exists and is not an empty folder",
            hint="name a folder that doesn't exist yet",
        )


def _check_installed() -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise UnavailableError(f"the demo needs {', '.join(missing)}", hint=_INSTALL)


def _run_notebooks(work: Path, progress: Callable[[str], None]) -> Mapping[tuple[int, str], Path]:
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient.exceptions import CellExecutionError

    from jupyter_mlops.demo.execution import execute_history

    try:
        return execute_history(work, progress=progress)
    except NoSuchKernel as error:
        raise UnavailableError("there is no kernel python3", hint=_INSTALL) from error
    except CellExecutionError as error:
        # The kernel `python3` may be another installation of Python than ours.
        if error.ename not in ("ImportError", "ModuleNotFoundError"):
            raise
        message = f"the kernel python3 lacks something: {error.evalue}"
        raise UnavailableError(message, hint=f"in the kernel's Python: {_INSTALL}") from error


def _commit_history(project: Path, versions: Mapping[tuple[int, str], Path]) -> None:
    for index, commit in enumerate(HISTORY):
        texts = commit.texts()
        for name, text in texts.items():
            (project / name).write_text(text, encoding="utf-8", newline="\n")
        paths = [*texts, *commit.runs]
        for notebook in commit.runs:
            ran_in = versions[index, notebook]
            shutil.copy(ran_in / notebook, project)
            for produced in (_DATA, _ARTIFACTS):
                if (ran_in / produced).exists():
                    shutil.copytree(ran_in / produced, project / produced, dirs_exist_ok=True)
        if NOTEBOOKS[0] in commit.runs:
            paths.append(_DATA)
        commit_paths(
            project,
            paths,
            message=commit.message,
            author=Author(name=AUTHOR_NAME, email=AUTHOR_EMAIL),
            date=datetime.fromisoformat(commit.date),
        )


def _put_in_place(project: Path, directory: Path) -> None:
    if not directory.exists():
        directory.parent.mkdir(parents=True, exist_ok=True)
        project.rename(directory)
        return
    for child in project.iterdir():
        child.rename(directory / child.name)
