"""Where executed notebooks go."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from jupyter_mlops.errors import ConflictError, InvalidError, MlopsError
from jupyter_mlops.files import check_writable, ensure_folder
from jupyter_mlops.notebooks.document import read_notebook
from jupyter_mlops.settings import read_settings


def output_folder(notebook: Path) -> Path:
    """The folder for executed notebooks of a notebook, by its settings.

    Raises:
        InvalidError: The settings cannot be read.
    """
    return notebook.parent / read_settings(notebook.parent).run.output_folder


def default_output(notebook: Path, run_id: str, at: datetime) -> Path:
    """A new place for an executed notebook: its name, the local time, the end of the run's id."""
    stamp = at.astimezone().strftime("%Y%m%d-%H%M%S")
    return output_folder(notebook) / f"{notebook.stem}-{stamp}-{run_id[-5:]}.ipynb"


def prepare_output(output: Path, notebook: Path) -> None:
    """Makes sure before the run that its end can be saved and costs nobody a file.

    Args:
        output: Where the executed notebook is to go; its folder is made.
        notebook: The notebook to run.

    Raises:
        InvalidError: It isn't named as a notebook, or is the notebook itself.
        ConflictError: A file is there that no run has made.
        StorageError: The folder cannot be written.
    """
    if output.suffix != ".ipynb":
        raise InvalidError(f"the output {output.name} does not end in .ipynb")
    if output.resolve() == notebook.resolve():
        raise InvalidError(
            f"the output would overwrite the notebook {notebook.name}", hint="name another file"
        )
    ensure_folder(output.parent)
    if output.exists() and not _made_by_run(output):
        raise ConflictError(
            f"{output} exists and is not the output of a run",
            hint="name another file, or move this one away",
        )
    check_writable(output.parent)


def _made_by_run(file: Path) -> bool:
    try:
        _, nb = read_notebook(file)
    except MlopsError:
        return False
    return "papermill" in nb["metadata"]
