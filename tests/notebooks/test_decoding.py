from __future__ import annotations

import json
import math

import pytest

from jupyter_mlops.errors import NotebookInvalidError
from jupyter_mlops.notebooks.decoding import MAX_DEPTH, decode


def fault(data: bytes) -> str:
    with pytest.raises(NotebookInvalidError) as caught:
        decode(data, "train.ipynb")
    return caught.value.message


@pytest.mark.parametrize("text", ["NaN", "-Infinity", '"\\ud800"', '["\\ud800", NaN]', "1" * 4300])
def test_what_jupyter_writes_though_json_does_not_have_it_is_decoded(text: str) -> None:
    assert repr(decode(text.encode(), "train.ipynb")) == repr(json.loads(text))


def test_a_number_that_is_too_large_for_a_float_is_infinite() -> None:
    assert decode(b"[1e400, -1e400]", "train.ipynb") == [math.inf, -math.inf]


def test_a_byte_order_mark_and_carriage_returns_are_white_space() -> None:
    assert decode(b'\xef\xbb\xbf{\r\n"a": 1\r\n}\r\n', "train.ipynb") == {"a": 1}


def test_of_a_key_that_is_held_twice_the_last_counts() -> None:
    assert decode(b'{"a": 1, "b": 2, "a": 3}', "train.ipynb") == {"a": 3, "b": 2}


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_nesting_has_a_limit_and_is_told_its_place(opening: str) -> None:
    closing = {"[": "]", '{"a":': "}"}[opening]
    allowed = opening * (MAX_DEPTH - 1) + "[ ]" + closing * (MAX_DEPTH - 1)
    decode(allowed.encode(), "train.ipynb")
    message = fault(("[\n" + allowed + "]").encode())
    column = len(opening) * (MAX_DEPTH - 1) + 1
    assert f"line 2, column {column}: nested more than {MAX_DEPTH} levels deep" in message


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 100_000, b"[NaN," + b"[" * 100_000])
def test_no_nesting_is_too_much_for_a_proper_error(data: bytes) -> None:
    assert "nested more than" in fault(data)


def test_the_place_is_counted_in_characters() -> None:
    assert "line 2, column 8: holds NUL" in fault('{\n"ä": "ü\0"}'.encode())


def test_an_integer_of_too_many_digits_is_told_its_place() -> None:
    digits = "9" * 5000
    message = fault(f'{{"text": "\\"{digits}",\n "number": {digits}}}'.encode())
    assert "line 2, column 12: an integer of too many digits" in message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{\n "a": [\n<<<<<<< HEAD\n  1\n=======\n  2\n>>>>>>> other\n ]\n}', 3),
        ('{\r\n "a": 1,\r\n=======\r\n "b": 2\r\n}', 3),
        ('{\n "a": [\n  1\n||||||| base\n ]\n}', 4),
    ],
)
def test_markers_of_a_conflict_are_told_the_line(text: str, line: int) -> None:
    assert f"line {line}: holds the markers of a merge conflict" in fault(text.encode())
