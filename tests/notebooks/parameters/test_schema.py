from __future__ import annotations

from jupyter_mlops.notebooks.parameters import schema as s


def test_a_union_of_one_is_that_one() -> None:
    assert s.union([s.INTEGER, s.INTEGER]) == s.INTEGER
    assert s.union([s.NULL, s.NULL]) == s.NULL


def test_a_union_with_anything_is_anything() -> None:
    assert s.union([s.INTEGER, {}]) == {}


def test_unions_in_unions_are_flat() -> None:
    assert s.union([s.union([s.STRING, s.BOOLEAN]), s.STRING]) == s.union([s.STRING, s.BOOLEAN])


def test_null_is_said_once() -> None:
    once = s.nullable(s.union([s.STRING, s.BOOLEAN]))
    assert s.nullable(once) == once
    assert s.nullable(s.nullable(s.STRING)) == s.nullable(s.STRING) == {"type": ["string", "null"]}
    assert s.nullable({}) == {}


def test_combining_leaves_the_parts_alone() -> None:
    s.nullable(s.choices(["a"]))
    s.with_numbers_as_text(s.array(s.INTEGER))
    assert s.choices(["a"]) == {"enum": ["a"], "type": "string"}
    assert s.INTEGER == {"type": "integer"}


def test_numbers_as_given_are_no_floats_at_any_depth() -> None:
    given = s.with_numbers_as_given(s.mapping(s.array(s.FLOAT)))
    assert given == s.mapping(s.array(s.NUMBER))


def test_numbers_as_text_are_allowed_at_every_depth() -> None:
    number = s.with_numbers_as_text(s.INTEGER)
    assert number["anyOf"][0] == s.INTEGER
    assert s.with_numbers_as_text(s.array(s.INTEGER)) == s.array(number)
    assert s.with_numbers_as_text(s.mapping(s.INTEGER)) == s.mapping(number)
    assert s.with_numbers_as_text(s.fixed_tuple([s.INTEGER, s.STRING]))["prefixItems"][0] == number
    assert s.with_numbers_as_text(s.union([s.INTEGER, s.STRING]))["anyOf"][0] == number
