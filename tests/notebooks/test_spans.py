from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given

from jupyter_mlops.notebooks.spans import Spans, without_escapes
from tests.notebooks.strategies import JSON, RANDOMS, oddly_spelt


def built(data: bytes, start: int) -> Any:
    """The value at an offset, put together out of the spans alone."""
    items = list(Spans(data).items(start))
    if data[start] == ord("["):
        return [value(data, item.value, item.end) for item in items]
    return {item.key: value(data, item.value, item.end) for item in items}


def value(data: bytes, start: int, end: int) -> Any:
    if data[start] in b"[{":
        assert data[end - 1] in b"]}"
        return built(data, start)
    return json.loads(data[start:end].decode())


@given(JSON, RANDOMS)
def test_the_spans_are_those_of_the_values(tree: Any, random: Random) -> None:
    data = oddly_spelt([tree], random).encode("utf-8", "backslashreplace")
    found = built(data, data.index(b"["))
    assert json.dumps(found) == json.dumps([tree])


def test_brackets_and_quotes_in_strings_are_text() -> None:
    data = rb'[["]\\", "\"[{", "\\\"]"], "\\\\", {"}\"": "{" }]'
    assert built(data, 0) == json.loads(data)


def test_a_key_that_comes_twice_is_found_twice() -> None:
    assert [item.key for item in Spans(b'{"a": 1, "\\u0061": [2]}').items(0)] == ["a", "a"]


@pytest.mark.parametrize(
    "inner",
    [b"[" * 150 + b"]" * 150, b"[" + b'"a",' * 1000 + b"1]", b"[" + b"[1, 2]," * 1000 + b"[]]"],
)
def test_deep_and_long_values_are_stepped_over(inner: bytes) -> None:
    data = b'{"a" : ' + inner + b' , "b":1}'
    first, second = Spans(data).items(0)
    assert data[first.value : first.end] == inner
    assert data[second.start : second.end] == b'"b":1'


def test_taking_out_escapes_keeps_every_offset() -> None:
    data = rb'"a\\" "\\\"" "\n\"\\"'
    plain = without_escapes(data)
    assert len(plain) == len(data)
    assert plain == rb'"a__" "____" "\n____"'
