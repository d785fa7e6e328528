"""The checks of a decoded notebook: what it has to be, and what is only worth a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jupyter_mlops.errors import NotebookInvalidError
from jupyter_mlops.notebooks.multiline import text_of

#: The format that everything here works on.
FORMAT = 4
#: How many places a note names before it only counts.
_NAMED = 4


def check_root(document: Any, name: str) -> dict[str, Any]:
    """The decoded document, if it is an object that says a format.

    Raises:
        NotebookInvalidError: It is not, or the format is none of those there are.
    """
    if not isinstance(document, dict) or "nbformat" not in document:
        raise NotebookInvalidError(
            f"{name} is JSON but not a notebook", hint="a notebook has the keys nbformat and cells"
        )
    found = document["nbformat"]
    if not isinstance(found, int) or isinstance(found, bool):
        raise NotebookInvalidError(f"{name}: nbformat is not a number")
    if found > FORMAT:
        raise NotebookInvalidError(
            f"{name} is a notebook of format {found}; known is format {FORMAT}",
            hint="look for a newer version of jupyter-mlops",
        )
    if found < 1:
        raise NotebookInvalidError(f"{name} is a notebook of format {found}, which there is not")
    return document


def check_strictly(nb: dict[str, Any], name: str) -> None:
    """Checks that a notebook of format 4 has what running it needs.

    Raises:
        NotebookInvalidError: Metadata, a cell, its type, metadata or source is missing or wrong.
    """
    if not isinstance(nb.get("metadata"), dict):
        raise NotebookInvalidError(f"{name} has no metadata object")
    check_cells(nb, name)
    for number, cell in enumerate(nb["cells"], start=1):
        if text_of(cell.get("source")) is None:
            fault = "its source is neither a text nor a list of lines"
        elif not isinstance(cell.get("metadata"), dict):
            fault = "has no metadata object"
        else:
            continue
        raise NotebookInvalidError(f"{name}, cell {number}: {fault}")


def check_cells(nb: dict[str, Any], name: str) -> None:
    """Checks that there are cells, and that each is an object with a type.

    Raises:
        NotebookInvalidError: They are not.
    """
    if not isinstance(nb.get("cells"), list):
        raise NotebookInvalidError(f"{name} has no list of cells")
    for number, cell in enumerate(nb["cells"], start=1):
        if not isinstance(cell, dict):
            raise NotebookInvalidError(f"{name}, cell {number}: not an object")
        if not isinstance(cell.get("cell_type"), str):
            raise NotebookInvalidError(f"{name}, cell {number}: has no cell_type")


def structure_notes(nb: dict[str, Any]) -> list[str]:
    """What a notebook of format 4 lacks although the format asks for it; ids apart."""
    notes = []
    if "metadata" not in nb:
        notes.append("the notebook has no metadata")
    elif not isinstance(nb["metadata"], dict):
        notes.append("the notebook's metadata is not an object")
    if type(nb.get("nbformat_minor")) is not int:
        notes.append("the notebook has no nbformat_minor and is read as format 4.0")
    cells = list(enumerate(nb["cells"], start=1))
    for numbers, fault in (
        ([n for n, cell in cells if not isinstance(cell.get("metadata"), dict)], "metadata"),
        ([n for n, cell in cells if text_of(cell.get("source")) is None], "source"),
    ):
        if numbers:
            notes.append(f"{name_cells(numbers)} {'have' if numbers[1:] else 'has'} no {fault}")
    return notes


def name_cells(numbers: Sequence[int]) -> str:
    """Names cells by their numbers: `cells 2, 5 and 7`; of many only the first ones."""
    if len(numbers) == 1:
        return f"cell {numbers[0]}"
    named = [str(number) for number in numbers[:_NAMED]]
    more = len(numbers) - len(named)
    last = f"{more} more" if more else named.pop()
    return f"cells {', '.join(named)} and {last}"
