"""Checks a value against a schema and makes it the Python value that it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path, PurePath
from typing import Any, TypeVar

from jupyter_mlops.notebooks.parameters.schema import Schema
from jupyter_mlops.notebooks.parameters.wire import SAFE_INTEGER, same, to_wire

_Number = TypeVar("_Number", int, float)

#: About 3,600 digits; Python stops at 4,300 (PYTHONINTMAXSTRDIGITS), the text of numbers at 4,000.
_MOST_BITS = 12_000


class MismatchError(Exception):
    """A value is not what its schema says.

    Attributes:
        where: Which part, as Python writes it after the parameter's name: `[2]["a"]`, or empty.
        value: That part.
    """

    def __init__(self, where: str, value: Any) -> None:
        super().__init__(where, value)
        self.where = where
        self.value = value


def convert(schema: Schema, value: Any, where: str = "") -> Any:
    """The Python value that `value` stands for under `schema`.

    The part of JSON Schema that our schemas use, so that every door checks alike without a
    validator library, whose import costs more than a run's start.

    Args:
        schema: As `annotations` and `infer` make them.
        value: A JSON value, or the Python value itself.
        where: Which part of the parameter it is.

    Raises:
        MismatchError: It is not allowed.
    """
    if "anyOf" in schema:
        return _first(schema["anyOf"], value, where)
    if "enum" in schema:
        return _choice(schema["enum"], value, where)
    kinds = schema.get("type")
    if isinstance(kinds, list):
        return _first([{**schema, "type": kind} for kind in reversed(kinds)], value, where)
    if kinds is None:
        return _anything(value, where)
    return _CHECKS[kinds](schema, value, where)


def _first(schemas: list[Schema], value: Any, where: str) -> Any:
    deepest = MismatchError(where, value)
    for schema in schemas:
        try:
            return convert(schema, value, where)
        except MismatchError as error:  # noqa: PERF203 - each alternative is tried
            if len(error.where) > len(deepest.where):
                deepest = error
    raise deepest


def _choice(choices: list[Any], value: Any, where: str) -> Any:
    for choice in choices:
        if type(choice) is type(value) and choice == value:
            return choice
    raise MismatchError(where, value)


def _anything(value: Any, where: str) -> Any:
    try:
        to_wire(value)
    except ValueError as error:
        raise MismatchError(where, value) from error
    return value


def _null(_schema: Schema, value: Any, where: str) -> None:
    if value is not None:
        raise MismatchError(where, value)


def _boolean(_schema: Schema, value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    raise MismatchError(where, value)


def _integer(_schema: Schema, value: Any, where: str) -> int:
    if isinstance(value, str):
        value = _number_of_text(value, where)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _sized(value, where)
    raise MismatchError(where, value)


def _number(schema: Schema, value: Any, where: str) -> float:
    if isinstance(value, str):
        value = _number_of_text(value, where)
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise MismatchError(where, value)
    if schema.get("x-python") != "float":
        return _sized(value, where)
    try:
        return float(value)
    except OverflowError as error:
        raise MismatchError(where, value) from error


def _sized(value: _Number, where: str) -> _Number:
    """Refuses integers with more digits than Python's text of integers may have."""
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        raise MismatchError(where, value)
    return value


def _number_of_text(text: str, where: str) -> float:
    """Reads the numbers that travel as text, those that JSON numbers cannot carry, and no other."""
    if text in ("inf", "-inf", "nan"):
        return float(text)
    if re.fullmatch(r"-?[0-9]{16,4000}", text) and abs(int(text)) > SAFE_INTEGER:
        return int(text)
    raise MismatchError(where, text)


def _string(schema: Schema, value: Any, where: str) -> Any:
    kind = schema.get("x-python", "")
    if kind and isinstance(value, _NATIVE[kind]) and (kind != "date" or type(value) is date):
        return value
    if not isinstance(value, str) or not re.search(schema.get("pattern", ""), value):
        raise MismatchError(where, value)
    try:
        to_wire(value)
        return _FROM_TEXT[kind](value) if kind else value
    except ValueError as error:
        raise MismatchError(where, value) from error


def _array(schema: Schema, value: Any, where: str) -> Any:
    if not isinstance(value, (list, tuple, set, frozenset)):
        raise MismatchError(where, value)
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        raise MismatchError(where, value)
    each = schema.get("prefixItems") or [schema["items"]] * len(value)
    items = [
        convert(inner, item, f"{where}[{index}]")
        for index, (inner, item) in enumerate(zip(each, value, strict=True))
    ]
    try:
        made = _SEQUENCES[schema.get("x-python", "list")](items)
    except TypeError as error:  # a dictionary in a set
        raise MismatchError(where, value) from error
    if len(made) != len(items):
        raise MismatchError(where, value)  # a set, and an item twice
    return made


def _hashable(item: Any) -> Any:
    """An item as a set can hold it: what JSON calls a list was a tuple."""
    return tuple(map(_hashable, item)) if isinstance(item, list) else item


def _object(schema: Schema, value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise MismatchError(where, value)
    inner = schema["additionalProperties"]
    return {
        _anything(key, where): convert(inner, item, f"{where}[{key!r}]")
        for key, item in value.items()
    }


def accepts(schema: Schema, value: Any) -> bool:
    """Whether `schema` allows `value`."""
    try:
        convert(schema, value)
    except MismatchError:
        return False
    return True


def equal(schema: Schema, left: Any, right: Any) -> bool:
    """Whether two values that `schema` allows stand for the same Python value."""
    return same(to_wire(convert(schema, left)), to_wire(convert(schema, right)))


_CHECKS: dict[str, Callable[[Schema, Any, str], Any]] = {
    "null": _null,
    "boolean": _boolean,
    "integer": _integer,
    "number": _number,
    "string": _string,
    "array": _array,
    "object": _object,
}
_SEQUENCES: dict[str, Callable[[list[Any]], Any]] = {
    "list": list,
    "tuple": tuple,
    "set": lambda items: set(map(_hashable, items)),
    "frozenset": lambda items: frozenset(map(_hashable, items)),
}
_NATIVE: dict[str, type] = {"path": PurePath, "date": date, "datetime": datetime, "time": time}
_FROM_TEXT: dict[str, Callable[[str], Any]] = {
    "path": Path,
    "date": date.fromisoformat,
    # Python 3.10 does not know the Z.
    "datetime": lambda text: datetime.fromisoformat(re.sub("Z$", "+00:00", text)),
    "time": lambda text: time.fromisoformat(re.sub("Z$", "+00:00", text)),
}
