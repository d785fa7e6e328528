"""Use cases: read the points of a sweep, each value by the type of its parameter."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from jupyter_mlops.errors import InvalidError, NotFoundError, ParameterError
from jupyter_mlops.jobs.sweeps.points import Point
from jupyter_mlops.jobs.sweeps.tables import is_json, read_csv_table, read_json_table
from jupyter_mlops.notebooks.document import read_notebook
from jupyter_mlops.notebooks.parameters import Parameter, parse_text, read_parameters

#: Most bytes of a file; ten thousand points of a hundred parameters take fewer.
_LARGEST: Final = 50_000_000
#: Marks of a text in UTF-16, in which spreadsheets save what they call Unicode.
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_table(notebook: Path, table: Path | str, *, kernel: str | None = None) -> list[Point]:
    """Reads the points of a sweep.

    Args:
        notebook: The notebook, whose parameters' types decide how the texts of CSV are read.
        table: A CSV or JSON file, or the table itself.
        kernel: Kernelspec to read the parameters with; the notebook's own by default.

    Raises:
        MlopsError: The table or the notebook cannot be read, or a text is no value of its
            parameter's type; the message names the row.
    """
    name = table.name if isinstance(table, Path) else "the table"
    text = _read_text(table) if isinstance(table, Path) else table
    if is_json(text):
        return read_json_table(text, name=name)
    known = _parameters(notebook, kernel)
    return [
        _typed(row, known, f"{name}, point {number}")
        for number, row in enumerate(read_csv_table(text, name=name), start=1)
    ]


def read_columns(
    notebook: Path, texts: Mapping[str, list[str]], *, kernel: str | None = None
) -> dict[str, list[Any]]:
    """Reads the values of parameters that were typed as texts, each by the type of its parameter.

    Args:
        notebook: The notebook.
        texts: The texts for each parameter.
        kernel: Kernelspec to read the parameters with; the notebook's own by default.

    Raises:
        MlopsError: The notebook cannot be read, or a text is no value of its parameter's type.
    """
    known = _parameters(notebook, kernel)
    return {
        name: [parse_text(known[name], text) if name in known else text for text in column]
        for name, column in texts.items()
    }


def _parameters(notebook: Path, kernel: str | None) -> dict[str, Parameter]:
    _, nb = read_notebook(notebook)
    parameters = read_parameters(nb, name=notebook.name, kernel=kernel).parameters
    return {parameter.name: parameter for parameter in parameters}


def _typed(row: Mapping[str, str], known: Mapping[str, Parameter], place: str) -> dict[str, Any]:
    """The values of a row; one of an unknown name stays a text, for the sweep to refuse."""
    try:
        return {
            name: parse_text(known[name], text) if name in known else text
            for name, text in row.items()
        }
    except ParameterError as error:
        raise ParameterError(f"{place}: {error.message}", hint=error.hint) from error


def _read_text(file: Path) -> str:
    try:
        if file.stat().st_size > _LARGEST:
            raise InvalidError(f"{file} is too large for a table of points")
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(f"there is no file {file}") from error
    except OSError as error:
        raise InvalidError(f"{file} cannot be read: {error.strerror}") from error
    try:
        return data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidError(
            f"{file} is not text in UTF-8", hint="save it as CSV UTF-8, or as JSON"
        ) from error
