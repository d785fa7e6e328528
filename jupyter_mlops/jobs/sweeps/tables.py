"""Tables of points, as people keep them: CSV and JSON."""

from __future__ import annotations

import csv
import io
from typing import Any, Final

import msgspec

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.sweeps.points import MOST_RUNS

#: What a table looks like, for messages.
_FORMS: Final = (
    "a CSV table has the parameters' names in its first line; JSON is a list of objects, or an "
    "object of lists"
)
_SEPARATORS: Final = ",;\t"


def read_json_table(text: str, *, name: str) -> list[dict[str, Any]]:
    """Reads points from JSON: a list of objects, or an object of lists of one length.

    Args:
        text: The table.
        name: What it is called in messages.

    Raises:
        InvalidError: It is no such table.
    """
    try:
        found = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        raise InvalidError(f"{name} is not JSON: {error}", hint=_FORMS) from error
    if isinstance(found, dict) and all(isinstance(each, list) for each in found.values()):
        found = _turned(found, name)
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise InvalidError(f"{name} is no table of points", hint=_FORMS)
    return _bounded(found, name)


def read_csv_table(text: str, *, name: str) -> list[dict[str, str]]:
    """Reads points from CSV, as texts; an empty field leaves its parameter at its default.

    The separator is the one of comma, semicolon and tab that the first line has most of, so that
    what spreadsheets export or put on the clipboard can be read as it comes.

    Args:
        text: The table.
        name: What it is called in messages.

    Raises:
        InvalidError: It is no such table.
    """
    lines = text.removeprefix("\ufeff").lstrip("\r\n")
    first = lines.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(lines, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise InvalidError(f"{name} is not CSV: {error}", hint=_FORMS) from error
    header = [field.strip() for field in rows[0]] if rows else []
    _check_header(header, name)
    points = [
        _point(header, row, f"{name}, row {number}")
        for number, row in enumerate(rows[1:], start=2)
        if any(field.strip() for field in row)
    ]
    return _bounded(points, name)


def is_json(text: str) -> bool:
    """Whether a table is JSON rather than CSV: no name of a parameter starts with a bracket."""
    return text.removeprefix("\ufeff").lstrip().startswith(("[", "{"))


def _check_header(header: list[str], name: str) -> None:
    if not any(header):
        raise InvalidError(f"{name} is empty", hint=_FORMS)
    twice = next((each for each in header if header.count(each) > 1), None)
    if twice is not None:
        raise InvalidError(f"{name}: two columns are called {twice!r}", hint=_FORMS)
    if "" in header:
        raise InvalidError(f"{name}: column {header.index('') + 1} has no name", hint=_FORMS)


def _point(header: list[str], row: list[str], place: str) -> dict[str, str]:
    if len(row) > len(header):
        raise InvalidError(
            f"{place} has {len(row)} fields, the first line {len(header)}",
            hint="put quotes around a value that holds the separator",
        )
    fields = zip(header, (field.strip() for field in row), strict=False)
    return {key: field for key, field in fields if field}


def _turned(columns: dict[str, list[Any]], name: str) -> list[dict[str, Any]]:
    lengths = {len(column) for column in columns.values()}
    if len(lengths) > 1:
        raise InvalidError(f"{name}: its lists are of different lengths", hint=_FORMS)
    rows = zip(*columns.values(), strict=True)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _bounded(points: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    if not points:
        raise InvalidError(f"{name} has no points", hint=_FORMS)
    if len(points) > MOST_RUNS:
        raise InvalidError(f"{name} has {len(points):,} points, more than {MOST_RUNS:,}")
    return points
