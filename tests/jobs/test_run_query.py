from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.model import Origin, RunState
from jupyter_mlops.jobs.run_query import parse_filter
from jupyter_mlops.jobs.store import Comparison, Operator, RunFilter
from tests.jobs.builders import NOON


def test_a_line_of_all_kinds_is_understood() -> None:
    line = (
        'failed train alpha>0.3 metric.rmse <= 0.2 label:nightly label:team:search job:"my job" '
        'sweep:ID commit:ABC state:lost,running origin:schedule since:7d "two words" "failed"'
    )
    assert parse_filter(line, at=NOON) == RunFilter(
        states=(RunState.FAILED, RunState.LOST, RunState.RUNNING),
        words=("train", "two words", "failed"),
        comparisons=(
            Comparison(name="alpha", operator=Operator.GREATER, value=0.3),
            Comparison(name="rmse", operator=Operator.AT_MOST, value=0.2, metric=True),
        ),
        labels=("nightly", "team:search"),
        job_name="my job",
        sweep="ID",
        commit="abc",
        origin=Origin.SCHEDULE,
        since=NOON - timedelta(days=7),
    )


@pytest.mark.parametrize("nothing", ["", "   ", "\t\n", '""', '"" ""'])
def test_nothing_asks_for_everything(nothing: str) -> None:
    assert parse_filter(nothing) == RunFilter()


@pytest.mark.parametrize(
    ("text", "operator", "value"),
    [
        ("a=1", Operator.EQUAL, 1.0),
        ("a==1", Operator.EQUAL, 1.0),
        ("a != ridge", Operator.UNEQUAL, "ridge"),
        ("a >=-1e3", Operator.AT_LEAST, -1000.0),
        ("a< 2026-01-31", Operator.LESS, "2026-01-31"),
        ("a=true", Operator.EQUAL, True),
        ('a="true"', Operator.EQUAL, "true"),
        ('a = "two words"', Operator.EQUAL, "two words"),
        ("a=nan", Operator.EQUAL, "nan"),
    ],
)
def test_values_are_compared_as_what_they_look_like(
    text: str, operator: Operator, value: object
) -> None:
    found = parse_filter(text).comparisons
    assert found == (Comparison(name="a", operator=operator, value=value),)  # type: ignore[arg-type]
    assert type(found[0].value) is type(value)


def test_a_moment_is_so_long_ago_or_a_date() -> None:
    for text, ago in (("30m", timedelta(minutes=30)), ("2W", timedelta(weeks=2))):
        assert parse_filter(f"since:{text}", at=NOON).since == NOON - ago
    local = datetime(2026, 1, 31).astimezone()
    assert parse_filter("until:2026-01-31").until == local
    exact = parse_filter("until:2026-01-31T12:00+02:00").until
    assert exact == datetime(2026, 1, 31, 10, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("text", "word", "why"),
    [
        ("colour:red", "colour:red", "no key colour:"),
        ("x state:bad", "state:bad", "queued, running"),
        ("origin:me", "origin:me", "manual"),
        ("label:", "label:", "what label"),
        ("commit:xyz", "commit:xyz", "digits"),
        ("since:soon", "since:soon", "7d"),
        ("since:999999w", "since:999999w", "7d"),
        ("job:a job:b", "job:b", "already"),
        ("alpha>", "alpha>", "compared with"),
        ("metric.rmse<low", "metric.rmse<low", "number"),
        ("flag>true", "flag>true", "no order"),
        ('say "hello', '"hello', "not closed"),
    ],
)
def test_what_means_nothing_is_named(text: str, word: str, why: str) -> None:
    with pytest.raises(InvalidError, match=why) as caught:
        parse_filter(text)
    assert repr(word) in caught.value.message
    assert "label:" in caught.value.hint


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from('ab:=<>!" .1\tä-/') | st.characters(codec="utf-8"), max_size=30))
def test_any_text_is_a_filter_or_refused_with_a_word(text: str) -> None:
    try:
        parse_filter(text)
    except InvalidError as error:
        assert error.hint  # noqa: PT017 - either is fine
