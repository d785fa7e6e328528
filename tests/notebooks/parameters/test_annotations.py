from __future__ import annotations

import ast
from typing import Any

import pytest

from jupyter_mlops.notebooks.parameters import schema as s
from jupyter_mlops.notebooks.parameters.annotations import annotation_schema


def schema(source: str) -> s.Schema:
    return annotation_schema(ast.parse(source, mode="eval").body)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("int", {"type": "integer"}),
        ("float", {"type": "number", "x-python": "float"}),
        ("bool", {"type": "boolean"}),
        ("str", {"type": "string"}),
        ("None", {"type": "null"}),
        ("dt.date", s.DATE),
        ("datetime.datetime", s.DATETIME),
        ("pathlib.Path", {"type": "string", "x-python": "path"}),
        ("int | None", {"type": ["integer", "null"]}),
        ("Optional[int]", {"type": ["integer", "null"]}),
        ("t.Union[int, None]", {"type": ["integer", "null"]}),
        ("'int | None'", {"type": ["integer", "null"]}),
        ("int | str", {"anyOf": [{"type": "integer"}, {"type": "string"}]}),
        ("int | float", {"type": "number"}),
        (
            "int | str | None",
            {"anyOf": [{"type": "integer"}, {"type": "string"}, {"type": "null"}]},
        ),
        ("Literal['a', 'b']", {"enum": ["a", "b"], "type": "string"}),
        ("typing.Literal[1, -1]", {"enum": [1, -1], "type": "integer"}),
        ("Literal['a', 1]", {"enum": ["a", 1]}),
        ("Literal['a', None]", {"enum": ["a", None], "type": ["string", "null"]}),
        ("list", {"type": "array", "items": {}}),
        ("list[float]", {"type": "array", "items": s.FLOAT}),
        ("Sequence[str]", {"type": "array", "items": s.STRING}),
        (
            "set[int]",
            {"type": "array", "items": s.INTEGER, "x-python": "set", "uniqueItems": True},
        ),
        ("tuple[int, ...]", {"type": "array", "items": s.INTEGER, "x-python": "tuple"}),
        (
            "tuple[int, int]",
            {
                "type": "array",
                "items": s.INTEGER,
                "x-python": "tuple",
                "minItems": 2,
                "maxItems": 2,
            },
        ),
        (
            "tuple[int, str]",
            {
                "type": "array",
                "prefixItems": [s.INTEGER, s.STRING],
                "items": False,
                "x-python": "tuple",
                "minItems": 2,
                "maxItems": 2,
            },
        ),
        ("dict", {"type": "object", "additionalProperties": {}}),
        ("dict[str, list[int]]", s.mapping(s.array(s.INTEGER))),
        ("Annotated[int, 'how many']", {"type": "integer"}),
        ("Final[int]", {"type": "integer"}),
    ],
)
def test_an_annotation_is_a_schema(source: str, expected: Any) -> None:
    assert schema(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "Any",
        "object",
        "np.ndarray",
        "dict[int, str]",
        "list[int][str]",
        "Callable[[int], int]",
        "int | np.ndarray",
        "Literal[x]",
        "Literal[b'x']",
        "'not python at all'",
        "3",
        "f()",
    ],
)
def test_what_is_not_understood_allows_everything(source: str) -> None:
    assert schema(source) == {}
