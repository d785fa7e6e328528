"""JSON's bytes as Python's values, with the place of a fault.

msgspec decodes; Python's own decoder takes what it refuses although Jupyter writes it: `NaN` and
`Infinity`, lone surrogates, and numbers that are too large for a float and come out infinite. Of a
key that an object holds twice the last value counts, as everywhere.
"""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from jupyter_mlops.errors import NotebookInvalidError
from jupyter_mlops.notebooks.layout import BOM
from jupyter_mlops.notebooks.spans import without_escapes

#: Levels of objects and lists; what goes through a document by recursion may rely on it.
MAX_DEPTH = 200

_CONFLICT = re.compile(rb"^(?:<{7}|>{7}|\|{7})(?: |$)|^={7}\r?$", re.MULTILINE)
_STRING_OR_BRACKET = re.compile(rb'"[^"]*"|([\[{])|([\]}])')
#: Longer integers take Python quadratic time; it refuses them (its limit, if not set otherwise).
_STRING_OR_LONG_NUMBER = re.compile(rb'"[^"]*"|(-?[0-9]{4301,})')


def decode(data: bytes, name: str) -> Any:
    """Decodes JSON.

    Args:
        data: The file's content; a byte order mark is accepted.
        name: What to call it in messages.

    Raises:
        NotebookInvalidError: It is empty, not JSON, not UTF-8, or nested more than `MAX_DEPTH`
            levels deep.
    """
    data = data.removeprefix(BOM)
    if not data or data.isspace():
        raise NotebookInvalidError(
            f"{name} is empty", hint="open it in JupyterLab and save it to make it a notebook"
        )
    if (nul := data.find(b"\0")) >= 0:
        raise NotebookInvalidError(
            f"{name}, {_place(data, nul)}: holds NUL bytes",
            hint="it is damaged, or not saved as UTF-8",
        )
    try:
        document = msgspec.json.decode(data)
    except RecursionError as error:
        raise _too_deep(data, name) from error
    except ValueError:  # msgspec's errors are ValueErrors
        document = _decode_slowly(data, name)
    if _is_too_deep(document):
        raise _too_deep(data, name)
    return document


def _decode_slowly(data: bytes, name: str) -> Any:
    """Decodes what msgspec refuses, or tells the fault."""
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
    except RecursionError as error:
        raise _too_deep(data, name) from error
    except ValueError as error:
        found = _STRING_OR_LONG_NUMBER.finditer(without_escapes(data))
        at = next((number.start(1) for number in found if number[1]), 0)
        raise NotebookInvalidError(
            f"{name}, {_place(data, at)}: an integer of too many digits"
        ) from error


def _is_too_deep(document: Any) -> bool:
    level = [document] if isinstance(document, (dict, list)) else []
    for _ in range(MAX_DEPTH):
        level = [
            value
            for node in level
            for value in (node.values() if type(node) is dict else node)
            if type(value) is dict or type(value) is list
        ]
        if not level:
            return False
    return True


def _too_deep(data: bytes, name: str) -> NotebookInvalidError:
    depth, at = 0, 0
    for found in _STRING_OR_BRACKET.finditer(without_escapes(data)):
        depth += bool(found[1]) - bool(found[2])
        if depth > MAX_DEPTH:
            at = found.start()
            break
    return NotebookInvalidError(
        f"{name}, {_place(data, at)}: nested more than {MAX_DEPTH} levels deep"
    )


def _place(data: bytes, at: int) -> str:
    """The line and column, in characters from 1, of an offset before which all is UTF-8."""
    line = data.count(b"\n", 0, at) + 1
    column = len(data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")) + 1
    return f"line {line}, column {column}"
