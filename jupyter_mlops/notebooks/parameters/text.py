"""Values typed on a command line."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from typing import Any

from jupyter_mlops.notebooks.parameters.cell import parse_quietly
from jupyter_mlops.notebooks.parameters.convert import MismatchError, accepts, convert
from jupyter_mlops.notebooks.parameters.model import Parameter
from jupyter_mlops.notebooks.parameters.schema import Schema
from jupyter_mlops.notebooks.parameters.values import mismatch
from jupyter_mlops.notebooks.parameters.wire import is_plain, to_wire

_WORDS = {"true": True, "True": True, "false": False, "False": False}
_NOTHING = ("null", "None")


def parse_text(parameter: Parameter, text: str) -> Any:
    """The JSON value that `text` stands for, read by the parameter's type.

    A string is taken as it is: `1e3`, `no` and `null` stay texts, where YAML would make them
    something else. Lists and dictionaries are JSON or Python.

    Raises:
        ParameterError: The type cannot be read from it.
    """
    for value in _readings(parameter.json_schema, text):
        if accepts(parameter.json_schema, value):
            return to_wire(convert(parameter.json_schema, value))
    raise mismatch(parameter, MismatchError("", text), "")


def _readings(schema: Schema, text: str) -> list[Any]:
    """What `text` may mean under `schema`, the most special first."""
    if "enum" in schema:
        return [each for each in schema["enum"] if text in (str(each), json.dumps(each))]
    kinds = _kinds(schema)
    out: list[Any] = []
    if text in _NOTHING and "null" in kinds:
        out.append(None)
    if text in _WORDS and "boolean" in kinds:
        out.append(_WORDS[text])
    if "integer" in kinds or "number" in kinds:
        out += _numbers(text)
    if "array" in kinds or "object" in kinds:
        out += _containers(text)
    if not kinds:
        out.append(_any(text))
    return [*out, text]


def _kinds(schema: Schema) -> set[str]:
    members = schema.get("anyOf", [schema])
    kinds: set[str] = set()
    for member in members:
        found = member.get("type", [])
        kinds |= {found} if isinstance(found, str) else set(found)
    return kinds


def _numbers(text: str) -> list[Any]:
    # Python's own readers also take 1_000, which nobody means on a command line.
    text = text.replace("_", "?")
    return [*_tried(int, text), *_tried(float, text)]


def _containers(text: str) -> list[Any]:
    return [*_tried(json.loads, text), *_tried(_python, text)]


def _tried(read: Callable[[str], Any], text: str) -> list[Any]:
    try:
        return [read(text)]
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return []


def _python(text: str) -> Any:
    (statement,) = parse_quietly(text.strip()).body
    if not isinstance(statement, ast.Expr):
        raise ValueError("no value")  # noqa: TRY004 - the text is wrong, not a type of ours
    return ast.literal_eval(statement.value)


def _any(text: str) -> Any:
    """The value where the type is not known: what JSON or Python would call it, else the text."""
    if text in _WORDS or text in _NOTHING:
        return _WORDS.get(text)
    if text.startswith(("[", "{", "(")):
        return next(iter(_containers(text)), text)
    return next((each for each in _numbers(text) if is_plain(each)), text)
