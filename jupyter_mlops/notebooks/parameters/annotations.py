"""Type annotations as schemas."""

from __future__ import annotations

import ast
from typing import Any

from jupyter_mlops.notebooks.parameters import schema as s
from jupyter_mlops.notebooks.parameters.literals import (
    UnknownValueError,
    last_name,
    literal_value,
)


def annotation_schema(node: ast.expr) -> s.Schema:
    """Schema of the values that an annotation allows; of all values where it is not understood.

    Args:
        node: The annotation; one written as a string is read, too.
    """
    if isinstance(node, ast.Constant):
        return _constant(node.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return s.union([annotation_schema(side) for side in (node.left, node.right)])
    if isinstance(node, ast.Subscript):
        return _subscript(node)
    name = last_name(node)
    if name in _SIMPLE:
        return _SIMPLE[name]
    if name in _CONTAINERS:
        return s.array({}, _CONTAINERS[name])
    return s.mapping({}) if name in _MAPPINGS else {}


def _constant(value: Any) -> s.Schema:
    if value is None:
        return s.NULL
    if isinstance(value, str):
        try:
            return annotation_schema(ast.parse(value.strip(), mode="eval").body)
        except (SyntaxError, ValueError):
            return {}
    return {}


def _subscript(node: ast.Subscript) -> s.Schema:
    name = last_name(node.value)
    arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if name == "Literal":
        return _literal(arguments)
    if name in ("tuple", "Tuple"):
        return _tuple(arguments)
    return _generic(name, [annotation_schema(each) for each in arguments])


def _generic(name: str, schemas: list[s.Schema]) -> s.Schema:
    if name == "Union":
        return s.union(schemas)
    if name in _MAPPINGS:
        return s.mapping(schemas[1]) if schemas[0] == s.STRING and len(schemas) > 1 else {}
    first = schemas[0] if schemas else {}
    if name in _CONTAINERS:
        return s.array(first, _CONTAINERS[name])
    if name == "Optional":
        return s.nullable(first)
    return first if name in ("Annotated", "Final", "ClassVar") else {}


def _literal(arguments: list[ast.expr]) -> s.Schema:
    try:
        values = [literal_value(each) for each in arguments]
    except UnknownValueError:
        return {}
    if not all(value is None or isinstance(value, (str, int)) for value in values):
        return {}
    given = [value for value in values if value is not None]
    if not given:
        return s.NULL
    return s.choices(given) if len(given) == len(values) else s.nullable(s.choices(given))


def _tuple(arguments: list[ast.expr]) -> s.Schema:
    last = arguments[-1] if arguments else None
    if isinstance(last, ast.Constant) and last.value is Ellipsis:
        return s.array(annotation_schema(arguments[0]), "tuple")
    return s.fixed_tuple([annotation_schema(each) for each in arguments])


_SIMPLE: dict[str, s.Schema] = {
    "bool": s.BOOLEAN,
    "int": s.INTEGER,
    "float": s.FLOAT,
    "str": s.STRING,
    "None": s.NULL,
    "date": s.DATE,
    "datetime": s.DATETIME,
    "time": s.TIME,
    "Path": s.PATH,
    "PurePath": s.PATH,
    "PathLike": s.PATH,
}
_CONTAINERS = {
    **dict.fromkeys(["list", "List", "Sequence", "Iterable", "Collection"], "list"),
    **dict.fromkeys(["tuple", "Tuple"], "tuple"),
    **dict.fromkeys(["set", "Set", "AbstractSet", "MutableSet"], "set"),
    **dict.fromkeys(["frozenset", "FrozenSet"], "frozenset"),
}
_MAPPINGS = frozenset({"dict", "Dict", "Mapping", "MutableMapping"})
