"""A notebook's bytes as a checked document.

Decoding is msgspec's and the checks are ours: importing nbformat costs a second, which a command
that only looks at a notebook does not have.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec

from jupyter_mlops.errors import ForbiddenError, NotebookInvalidError, NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

_BOM = b"\xef\xbb\xbf"
_FORMAT = 4
_CONFLICT = re.compile(rb"^(?:<{7}|>{7}|\|{7})(?: |$)|^={7}\r?$", re.MULTILINE)


def read_notebook(file: Path) -> tuple[bytes, dict[str, Any]]:
    """Reads and checks the notebook at `file`.

    Returns:
        Its bytes, which are what a run pins, and the document they hold.

    Raises:
        NotFoundError: There is no such file.
        ForbiddenError: It may not be read.
        NotebookInvalidError: It is a folder or no notebook.
    """
    try:
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error
    return data, parse_notebook(data, name=str(file))


def parse_notebook(data: bytes, *, name: str) -> dict[str, Any]:
    """Decodes and checks a notebook of format 4.

    Args:
        data: The file's content; a byte order mark is accepted.
        name: What to call it in messages.

    Returns:
        The document as it stands in the file: `source` stays a text or a list of lines.

    Raises:
        NotebookInvalidError: It is not JSON, or not a notebook of format 4.
    """
    document = _decode(data.removeprefix(_BOM), name)
    if not isinstance(document, dict) or "nbformat" not in document:
        raise NotebookInvalidError(
            f"{name} is JSON but not a notebook", hint="a notebook has the keys nbformat and cells"
        )
    _check_format(document["nbformat"], name)
    if not isinstance(document.get("metadata"), dict):
        raise NotebookInvalidError(f"{name} has no metadata object")
    if not isinstance(document.get("cells"), list):
        raise NotebookInvalidError(f"{name} has no list of cells")
    for number, cell in enumerate(document["cells"], start=1):
        if fault := _cell_fault(cell):
            raise NotebookInvalidError(f"{name}, cell {number}: {fault}")
    return document


def cell_source(cell: dict[str, Any]) -> str:
    """The source of a cell as one text."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def cell_id(cell: dict[str, Any], index: int) -> str:
    """The id of a cell; notebooks older than format 4.5 have none, their cells go by position."""
    own = cell.get("id")
    return own if isinstance(own, str) and own else f"cell-{index}"


def kernel_name(nb: dict[str, Any]) -> str | None:
    """Name of the kernelspec that the notebook asks for."""
    return _text(nb, "kernelspec", "name")


def language(nb: dict[str, Any]) -> str | None:
    """Name of the language that the notebook is written in, as its kernel spells it."""
    return _text(nb, "language_info", "name") or _text(nb, "kernelspec", "language")


def _text(nb: dict[str, Any], section: str, key: str) -> str | None:
    found = nb.get("metadata", {}).get(section)
    value = found.get(key) if isinstance(found, dict) else None
    return value if isinstance(value, str) and value else None


def _decode(data: bytes, name: str) -> Any:
    if not data.strip():
        raise NotebookInvalidError(
            f"{name} is empty", hint="open it in JupyterLab and save it to make it a notebook"
        )
    if b"\0" in data:
        raise NotebookInvalidError(
            f"{name} holds NUL bytes", hint="it is damaged, or not saved as UTF-8"
        )
    try:
        return msgspec.json.decode(data)
    except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return _decode_slowly(data, name)


def _decode_slowly(data: bytes, name: str) -> Any:
    """Decodes what msgspec refuses: `NaN`, which Python writes into outputs, or a true fault."""
    try:
        return json.loads(data.decode())
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotebookInvalidError(
            f"{name}, line {line}: not UTF-8", hint="save it as UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        if marker := _CONFLICT.search(data):
            line = data.count(b"\n", 0, marker.start()) + 1
            raise NotebookInvalidError(
                f"{name}, line {line}: holds the markers of a merge conflict",
                hint="resolve the conflict first",
            ) from error
        where = f"line {error.lineno}, column {error.colno}"
        raise NotebookInvalidError(f"{name}, {where}: not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise NotebookInvalidError(f"{name}: cannot be decoded: {error}") from error


def _check_format(found: Any, name: str) -> None:
    if not isinstance(found, int) or isinstance(found, bool):
        raise NotebookInvalidError(f"{name}: nbformat is not a number")
    if found < _FORMAT:
        raise NotebookInvalidError(
            f"{name} is a notebook of format {found}, which is no longer run",
            hint=f"upgrade it: jupyter nbconvert --to notebook --inplace {name}",
        )
    if found > _FORMAT:
        raise NotebookInvalidError(
            f"{name} is a notebook of format {found}; known is format {_FORMAT}",
            hint="look for a newer version of jupyter-mlops",
        )


def _cell_fault(cell: Any) -> str:
    if not isinstance(cell, dict):
        return "not an object"
    if not isinstance(cell.get("cell_type"), str):
        return "has no cell_type"
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        return "its source is neither a text nor a list of lines"
    if not isinstance(cell.get("metadata"), dict):
        return "has no metadata object"
    return ""


def _unreadable(
    file: Path, error: OSError | ValueError
) -> NotFoundError | ForbiddenError | NotebookInvalidError:
    if isinstance(error, (FileNotFoundError, NotADirectoryError, ValueError)):
        return NotFoundError(f"no notebook at {file}", hint="check the path")
    if file.is_dir():
        return NotebookInvalidError(f"{file} is a folder", hint="name a notebook in it")
    if isinstance(error, PermissionError):
        return ForbiddenError(f"{file} may not be read", hint="check the file's permissions")
    return NotebookInvalidError(f"cannot read {file}: {error.strerror or type(error).__name__}")
