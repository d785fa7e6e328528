"""Conditions on metrics."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.checks.expression import Expression, UnknownMetricError
from jupyter_mlops.errors import InvalidError

METRICS = {"accuracy": 0.93, "rmse": 54.0, "val/loss": 0.2, "val.f1": 0.8}


@pytest.mark.parametrize(
    "text",
    [
        "metrics.accuracy >= 0.9",
        "metrics.accuracy >= 0.9 and metrics.rmse < 60",
        "not metrics.accuracy < 0.9",
        "metrics.accuracy < 0.5 or metrics.rmse == 54",
        "0.9 <= metrics.accuracy < 1",
        'metrics["val/loss"] < 0.3',
        "metrics.val.f1 > 0.7",
        "abs(metrics.accuracy - 0.93) < 1e-9",
        "max(metrics.accuracy, 0.99) == 0.99 and min(1, 2) == 1",
        "round(metrics.accuracy, 1) == 0.9",
        "-metrics.rmse < 0 and +metrics.rmse > 0",
        "metrics.rmse / 2 == 27 and metrics.rmse % 10 == 4 and metrics.rmse // 10 == 5",
        "True",
        " metrics.rmse != 1 ",
    ],
)
def test_a_condition_that_holds(text: str) -> None:
    assert Expression(text).holds(METRICS)


@pytest.mark.parametrize("text", ["metrics.accuracy > 0.95", "0.5 < metrics.accuracy < 0.9"])
def test_one_that_does_not(text: str) -> None:
    assert not Expression(text).holds(METRICS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "metrics.accuracy >=",
        "accuracy > 0.9",
        "__import__('os').system('id') == 0",
        "metrics.accuracy.__class__()",
        "(lambda: 1)()",
        "[x for x in (1,)]",
        "open('x')",
        "abs(metrics.accuracy, key=1)",
        "'text' == 'text'",
        "metrics['a' + 'b'] > 1",
        "metrics.rmse ** 9 > 1",
        "1 if metrics.rmse else 0",
        "x := 1",
        "metrics.rmse is 1",
        "1 " * 600,
    ],
)
def test_what_is_no_condition_is_refused_when_it_is_read(text: str) -> None:
    with pytest.raises(InvalidError) as caught:
        Expression(text)
    assert "metrics.accuracy >= 0.9" in caught.value.hint


def test_a_metric_that_is_not_there_is_named_even_if_others_decide() -> None:
    with pytest.raises(UnknownMetricError) as caught:
        Expression("metrics.rmse < 1 and metrics.recall > 0.5").holds(METRICS)
    assert caught.value.name == "recall"


@pytest.mark.parametrize("text", ["1 / (metrics.rmse - 54) > 1", "abs(1, 2) > 1"])
def test_what_cannot_be_computed_is_said(text: str) -> None:
    with pytest.raises(InvalidError, match="cannot be computed"):
        Expression(text).holds(METRICS)


_numbers = st.floats(-1e6, 1e6)
_terms = st.recursive(
    st.one_of(
        st.integers(0, 99).map(str), st.sampled_from(["metrics.a", "metrics.b", "metrics.c"])
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda it: f"({' '.join(it)})"),
        inner.map(lambda it: f"abs({it})"),
        inner.map(lambda it: f"(-{it})"),
        st.tuples(inner, inner).map(lambda it: f"max({it[0]}, {it[1]})"),
    ),
    max_leaves=6,
)


@given(_terms, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), _terms, _numbers, _numbers)
@settings(deadline=None, max_examples=60)
def test_it_comes_to_what_python_makes_of_it(
    left: str, sign: str, right: str, a: float, b: float
) -> None:
    class Metrics:
        pass

    Metrics.a, Metrics.b, Metrics.c = a, b, 3.0  # type: ignore[attr-defined]
    text = f"{left} {sign} {right}"
    expected = eval(text, {"metrics": Metrics, "abs": abs, "max": max})  # noqa: S307 - our own
    assert Expression(text).holds({"a": a, "b": b, "c": 3.0}) is expected
