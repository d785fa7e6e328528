from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.schedule.times import check_trigger, next_time, times_after
from jupyter_mlops.jobs.triggers import (
    CommitTrigger,
    FileTrigger,
    IntervalTrigger,
    OnceTrigger,
)

NOON = datetime(2026, 1, 2, 12, tzinfo=timezone.utc)
_moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - the ends
    lambda at: at.replace(tzinfo=timezone.utc)
)


@settings(deadline=None)
@given(st.floats(1, 1e6), _moments, _moments)
def test_an_interval_is_even_and_begins_after_the_jobs_creation(
    every: float, created: datetime, after: datetime
) -> None:
    trigger = IntervalTrigger(every=every)
    times = list(islice(times_after(trigger, after, created=created), 3))
    step = timedelta(microseconds=round(every * 1e6))
    assert times[0] > max(after, created)
    assert times[0] <= max(after, created) + step
    assert [then - at for at, then in pairwise(times)] == [step, step]
    assert (times[0] - created) % step == timedelta(0)


def test_an_interval_with_a_start_begins_there() -> None:
    trigger = IntervalTrigger(every=60, start=NOON)
    before = NOON - timedelta(days=1)
    assert next_time(trigger, before, created=before) == NOON
    assert next_time(trigger, NOON, created=before) == NOON + timedelta(seconds=60)


def test_a_start_without_an_offset_is_in_utc() -> None:
    trigger = IntervalTrigger(every=60, start=NOON.replace(tzinfo=None))
    assert next_time(trigger, NOON - timedelta(seconds=1), created=NOON) == NOON


def test_an_interval_longer_than_the_calendar_comes_once_at_most() -> None:
    assert next_time(IntervalTrigger(every=1e300), NOON, created=NOON) is None


def test_once_is_once() -> None:
    trigger = OnceTrigger(at=NOON.astimezone(timezone(timedelta(hours=2))))
    before = NOON - timedelta(seconds=1)
    assert list(times_after(trigger, before, created=before)) == [NOON]
    assert next_time(trigger, NOON, created=before) is None


@pytest.mark.parametrize("trigger", [FileTrigger(pattern="*.csv"), CommitTrigger(branch="main")])
def test_what_follows_no_clock_has_no_times(trigger: FileTrigger | CommitTrigger) -> None:
    check_trigger(trigger)
    assert next_time(trigger, NOON, created=NOON) is None


@pytest.mark.parametrize("wrong", ["/data/*.csv", "../*.csv", "a/../../b", "C:/x", "a**/b", "\0"])
def test_a_pattern_stays_in_the_project(wrong: str) -> None:
    with pytest.raises(InvalidError, match="the pattern"):
        check_trigger(FileTrigger(pattern=wrong))
    with pytest.raises(InvalidError, match="is no branch"):
        check_trigger(CommitTrigger(branch="--all"))
