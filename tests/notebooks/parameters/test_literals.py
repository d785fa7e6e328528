from __future__ import annotations

import ast
import math
from datetime import date, datetime, time, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from jupyter_mlops.notebooks.parameters.literals import UnknownValueError, literal_value
from tests.notebooks.parameters.builders import JSON_LIKE, alike


def value(source: str) -> Any:
    return literal_value(ast.parse(source, mode="eval").body)


@given(JSON_LIKE)
def test_the_source_of_a_value_has_that_value(expected: Any) -> None:
    assert alike(value(repr(expected)), expected)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("-3", -3),
        ("not True", False),
        ("60 * 60 * 24", 86400),
        ("1 / 4 + 2 ** -2 - 7 // 2 % 2", -0.5),
        ("1 << 20", 1 << 20),
        ("'a' 'b' + \"c\"", "abc"),
        ("'-' * 3", "---"),
        ("[0] * 3 + [1]", [0, 0, 0, 1]),
        ("(1,)", (1,)),
        ("{1, 2}", {1, 2}),
        ("dict(x=1)", {"x": 1}),
        ("dict({'a': 1}, b=[2])", {"a": 1, "b": [2]}),
        ("list()", []),
        ("list(range(1, 4))", [1, 2, 3]),
        ("set([1, 1])", {1}),
        ("frozenset()", frozenset()),
        ("tuple([1, 2])", (1, 2)),
        ("float('-inf')", -math.inf),
        ("math.inf", math.inf),
        ("np.pi", math.pi),
        ("int('7')", 7),
        ("Path('a')", Path("a")),
        ("pathlib.Path('a', 'b') / 'c'", Path("a/b/c")),
        ("date(2026, 1, 2)", date(2026, 1, 2)),
        ("dt.date(2026, 1, day=2)", date(2026, 1, 2)),
        ("datetime.datetime(2026, 1, 2, 3)", datetime(2026, 1, 2, 3)),  # noqa: DTZ001
        ("datetime(2026, 1, 2, tzinfo=timezone.utc)", datetime(2026, 1, 2, tzinfo=timezone.utc)),
        ("date.fromisoformat('2026-01-02')", date(2026, 1, 2)),
        ("datetime.time(13, 30)", time(13, 30)),
    ],
)
def test_ordinary_expressions_are_known(source: str, expected: Any) -> None:
    assert alike(value(source), expected)


@pytest.mark.parametrize(
    "source",
    [
        "x",
        "os.environ['X']",
        "f'{1}'",
        "[x for x in y]",
        "[*a]",
        "{**a}",
        "dict(**a)",
        "open('x')",
        "__import__('os')",
        "time.time()",
        "date.today()",
        "row.dict(x=1)",
        "f().date(2026, 1, 2)",
        "date(2026, 13, 1)",
        "1 / 0",
        "{[]: 1}",
        "-'a'",
        "'%d' % 1",
        "{1} - {2}",
        "1 if x else 2",
        "config.inf",
        "lambda: 1",
    ],
)
def test_what_only_a_run_would_tell_is_unknown(source: str) -> None:
    with pytest.raises(UnknownValueError):
        value(source)


@pytest.mark.parametrize(
    "source",
    [
        "10 ** 10 ** 10",
        "1 << 10 ** 10",
        "'a' * 10 ** 9",
        "10 ** 9 * [1]",
        "[['a' * 5000] * 100] * 100",
        "list(range(10 ** 9))",
        "int('9' * 9999)",
    ],
)
def test_a_bomb_is_unknown_rather_than_exploded(source: str) -> None:
    with pytest.raises(UnknownValueError):
        value(source)
