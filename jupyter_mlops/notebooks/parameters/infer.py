"""Types of parameters that carry no annotation, from their defaults."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import PurePath
from typing import Any

from jupyter_mlops.notebooks.parameters import schema as s

#: A container of more kinds than these is called a container of anything.
_MOST_KINDS = 3


def infer(value: Any) -> tuple[str, s.Schema]:
    """Type, for people, and schema of an unannotated parameter with this default.

    A bare default says less than an annotation, so the schema is as wide as common sense: `alpha =
    1` takes 0.5, too, since who wrote 1 has not excluded it (`alpha: int = 1` has), a tuple takes
    any length, a dict any values, and None takes anything.
    """
    if value is None:
        return "None", {}
    if isinstance(value, dict):
        return "dict", s.mapping({})
    if isinstance(value, (list, tuple, set, frozenset)):
        kind = type(value).__name__
        text, schema = _union(value)
        inner = f"{text}, ..." if kind == "tuple" else text
        return (f"{kind}[{inner}]" if text else kind), s.array(schema, kind)
    for python, schema in _SCALARS:
        if isinstance(value, python):
            name = "Path" if python is PurePath else python.__name__
            return name, schema
    raise TypeError(f"no parameter is a {type(value).__name__}")


def _union(values: Iterable[Any]) -> tuple[str, s.Schema]:
    kinds: dict[str, s.Schema] = {}
    for value in values:
        text, schema = infer(value)
        kinds[text] = s.NULL if value is None else s.union([kinds.get(text, schema), schema])
    if not kinds or len(kinds) > _MOST_KINDS or set(kinds) == {"None"}:
        return "", {}
    texts = sorted(kinds, key=lambda text: text == "None")
    schema = s.union(list(kinds.values()))
    return " | ".join(texts), s.with_numbers_as_given(schema) if len(kinds) > 1 else schema


# bool before int and datetime before date, of which they are subclasses.
_SCALARS: tuple[tuple[type, s.Schema], ...] = (
    (bool, s.BOOLEAN),
    (int, s.NUMBER),
    (float, s.FLOAT),
    (str, s.STRING),
    (datetime, s.DATETIME),
    (date, s.DATE),
    (time, s.TIME),
    (PurePath, s.PATH),
)
