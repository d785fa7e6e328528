"""Schemas of values, and how they combine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jupyter_mlops.notebooks.parameters.wire import same

Schema = dict[str, Any]

_OFFSET = r"(Z|[+-]\d{2}:\d{2}(:\d{2})?)?"
_CLOCK = r"\d{2}:\d{2}(:\d{2}(\.\d+)?)?"

NULL: Schema = {"type": "null"}
BOOLEAN: Schema = {"type": "boolean"}
INTEGER: Schema = {"type": "integer"}
#: Any number, kept as it was given.
NUMBER: Schema = {"type": "number"}
#: Any number, made a float.
FLOAT: Schema = {"type": "number", "x-python": "float"}
STRING: Schema = {"type": "string"}
PATH: Schema = {"type": "string", "x-python": "path"}
DATE: Schema = {
    "type": "string",
    "format": "date",
    "pattern": r"^\d{4}-\d{2}-\d{2}$",
    "x-python": "date",
}
# Not "format": "date-time", which demands an offset (RFC 3339) that most notebooks' times lack.
DATETIME: Schema = {
    "type": "string",
    "pattern": rf"^\d{{4}}-\d{{2}}-\d{{2}}([T ]{_CLOCK}{_OFFSET})?$",
    "x-python": "datetime",
}
TIME: Schema = {"type": "string", "pattern": rf"^{_CLOCK}{_OFFSET}$", "x-python": "time"}

_TEXT_OF_NUMBER: Schema = {"type": "string", "pattern": r"^(-?\d{16,}|-?inf|nan)$"}


def array(items: Schema, kind: str = "list") -> Schema:
    """Schema of a list, tuple, set or frozenset with all items alike."""
    schema: Schema = {"type": "array", "items": items}
    if kind != "list":
        schema["x-python"] = kind
    if kind in ("set", "frozenset"):
        schema["uniqueItems"] = True
    return schema


def fixed_tuple(items: list[Schema]) -> Schema:
    """Schema of a tuple with an item for each of `items`."""
    size = {"minItems": len(items), "maxItems": len(items)}
    if items and all(same(item, items[0]) for item in items):
        return array(items[0], "tuple") | size
    return {"type": "array", "prefixItems": items, "items": False, "x-python": "tuple"} | size


def mapping(values: Schema) -> Schema:
    """Schema of a dictionary with texts as keys."""
    return {"type": "object", "additionalProperties": values}


def choices(values: list[Any]) -> Schema:
    """Schema of one out of `values`."""
    kinds = {type(value) for value in values}
    schema: Schema = {"enum": values}
    names = {str: "string", bool: "boolean", int: "integer"}
    if len(kinds) == 1 and (kind := names.get(kinds.pop())):
        schema["type"] = kind
    return schema


def union(schemas: list[Schema]) -> Schema:
    """Schema of what any of `schemas` allows, in the plainest form that says so."""
    members: list[Schema] = []
    for schema in schemas:
        if not schema:
            return {}
        for member in schema.get("anyOf", [schema]):
            if not any(same(member, known) for known in members):
                members.append(member)
    nullable_ = NULL in members
    members = _merge_numbers([member for member in members if member != NULL])
    if not members:
        return NULL
    schema = members[0] if len(members) == 1 else {"anyOf": members}
    return nullable(schema) if nullable_ else schema


def nullable(schema: Schema) -> Schema:
    """Schema of what `schema` allows, and null."""
    if not schema or schema == NULL:
        return schema
    if "anyOf" in schema:
        members = schema["anyOf"]
        return schema if NULL in members else {**schema, "anyOf": [*members, NULL]}
    out = dict(schema)
    if "enum" in out and None not in out["enum"]:
        out["enum"] = [*out["enum"], None]
    if isinstance(out.get("type"), str):
        out["type"] = [out["type"], "null"]
    return out


def with_numbers_as_text(schema: Schema) -> Schema:
    """`schema` with the text of numbers, too, wherever it takes a number.

    For defaults that JSON numbers cannot carry, so that a validator that knows nothing of us
    accepts them.
    """
    return _everywhere(schema, _with_text)


def with_numbers_as_given(schema: Schema) -> Schema:
    """`schema` with no integer made a float, for where both appear."""
    return _everywhere(schema, _as_given)


def _everywhere(schema: Schema, change: Callable[[Schema], Schema]) -> Schema:
    out = dict(schema)
    for key in ("items", "additionalProperties"):
        if isinstance(out.get(key), dict):
            out[key] = _everywhere(out[key], change)
    for key in ("anyOf", "prefixItems"):
        if key in out:
            out[key] = [_everywhere(member, change) for member in out[key]]
    return change(out)


def _as_given(schema: Schema) -> Schema:
    return {key: schema[key] for key in schema if (key, schema[key]) != ("x-python", "float")}


def _with_text(schema: Schema) -> Schema:
    kinds = schema.get("type", [])
    if {"integer", "number"}.isdisjoint([kinds] if isinstance(kinds, str) else kinds):
        return schema
    return {"anyOf": [schema, _TEXT_OF_NUMBER]}


def _merge_numbers(members: list[Schema]) -> list[Schema]:
    """Makes `int | float` one number, which stays what it was given as."""
    numbers = [each for each in members if each in (INTEGER, NUMBER, FLOAT)]
    if len(numbers) <= 1:
        return members
    first = members.index(numbers[0])
    rest = [each for each in members if each not in numbers]
    return [*rest[:first], NUMBER, *rest[first:]]
