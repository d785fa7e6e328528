from __future__ import annotations

from tests.notebooks.parameters.builders import parameters


def test_the_schema_is_of_an_object_with_all_parameters_in_order() -> None:
    params = parameters("b: int  # how many\na = 'x'")
    assert params.json_schema() == {
        "type": "object",
        "properties": {
            "b": {"title": "b", "description": "how many", "type": "integer"},
            "a": {"title": "a", "type": "string", "default": "x"},
        },
        "additionalProperties": False,
        "required": ["b"],
    }
    assert list(params.json_schema()["properties"]) == ["b", "a"]


def test_the_schema_asks_for_nothing_where_all_have_defaults() -> None:
    assert "required" not in parameters("a = 1").json_schema()
