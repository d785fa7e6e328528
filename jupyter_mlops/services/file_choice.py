"""What of a file somebody has chosen."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from jupyter_mlops.errors import ConflictError, InvalidError
from jupyter_mlops.notebooks.staging.model import NOTEBOOK, Choice
from jupyter_mlops.services.file_versions import FileVersions, VersionReader, why_not_by_part
from jupyter_mlops.services.unsaved import Unsaved


class FileChoice(Struct, frozen=True, kw_only=True):
    """Changes of a file to stage, to unstage or to discard."""

    #: Git's name of the file.
    path: str
    #: Only these of a notebook; None for all.
    cells: tuple[Choice, ...] | None = None
    #: Only these hunks of a text, by their keys; None for all.
    hunks: tuple[str, ...] | None = None
    #: What was looked at when choosing, as `find_cells` and `find_hunks` name it.
    version: str | None = None
    #: The Lab's document, if it isn't saved.
    unsaved: Unsaved | None = None

    @property
    def whole(self) -> bool:
        """Whether all of the file is meant."""
        return self.cells is None and self.hunks is None


def check_choices(choices: Sequence[FileChoice]) -> None:
    """Makes sure that choices can be followed together.

    Raises:
        InvalidError: Cells and hunks of a file are chosen at once, or a file is named twice.
    """
    seen = set[str]()
    for choice in choices:
        if choice.cells is not None and choice.hunks is not None:
            raise InvalidError(f"{choice.path}: choose cells or hunks, not both")
        if choice.path in seen:
            raise InvalidError(f"{choice.path} is named twice")
        seen.add(choice.path)


def check_parts(reader: VersionReader, versions: FileVersions) -> None:
    """Makes sure that parts of a file can be chosen.

    Raises:
        ConflictError: It can only be taken as a whole.
    """
    if problem := why_not_by_part(reader, versions):
        raise ConflictError(f"{versions.path}: {problem}", hint="take the whole file")


def choice_title(choices: Sequence[FileChoice]) -> str:
    """What was chosen, for people: `3 cells of train.ipynb`."""
    if len(choices) != 1:
        return f"{len(choices)} files"
    choice = choices[0]
    name = choice.path.rpartition("/")[2]
    if choice.cells is not None:
        count = len({cell.key for cell in choice.cells} - {NOTEBOOK})
        return f"{_counted(count, 'cell')} of {name}" if count else f"metadata of {name}"
    if choice.hunks is not None:
        return f"{_counted(len(set(choice.hunks)), 'change')} of {name}"
    return name


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
