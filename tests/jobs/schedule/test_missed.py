from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.jobs.schedule.missed import MOST, judge, passed_times
from jupyter_mlops.jobs.triggers import CronTrigger, IntervalTrigger, MissedPolicy, Schedule

NOON = datetime(2026, 1, 2, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)


def hourly(**how: object) -> Schedule:
    return Schedule(trigger=CronTrigger(expression="0 * * * *"), **how)  # type: ignore[arg-type]


def started(schedule: Schedule, now: datetime, *, since: timedelta = 5 * HOUR) -> list[datetime]:
    times = passed_times(schedule, NOON - since, now, created=NOON - 10 * since)
    return [verdict.due_at for verdict in judge(schedule, times, now) if not verdict.reason]


def test_a_time_that_has_just_come_is_on_time_whatever_happens_to_missed_ones() -> None:
    now = NOON + timedelta(seconds=1)
    for policy in (MissedPolicy.SKIP, MissedPolicy.LATEST):
        assert started(hourly(missed=policy), now) == [NOON]


@pytest.mark.parametrize(
    ("policy", "hours"),
    [(MissedPolicy.SKIP, []), (MissedPolicy.LATEST, [0]), (MissedPolicy.ALL, [5, 4, 3, 2, 1, 0])],
)
def test_missed_times_are_run_as_the_schedule_says(policy: MissedPolicy, hours: list[int]) -> None:
    now = NOON + timedelta(minutes=30)
    assert started(hourly(missed=policy), now) == [NOON - n * HOUR for n in hours]


def test_missed_times_that_are_too_old_are_not_run() -> None:
    now = NOON + timedelta(minutes=30)
    assert started(hourly(missed=MissedPolicy.ALL, oldest=2 * 3600), now) == [NOON - HOUR, NOON]
    assert started(hourly(missed=MissedPolicy.LATEST, oldest=60), now) == []


def test_years_of_missed_seconds_are_answered_at_once_with_the_newest() -> None:
    schedule = Schedule(trigger=IntervalTrigger(every=1), missed=MissedPolicy.ALL)
    found = passed_times(schedule, NOON, NOON + 1000 * 24 * HOUR, created=NOON)
    assert (len(found), found[-1]) == (MOST, NOON + 1000 * 24 * HOUR)


@settings(deadline=None, max_examples=50)
@given(st.integers(1, 100_000), st.integers(0, 5_000_000), st.sampled_from(MissedPolicy))
def test_every_time_has_one_verdict_and_the_newest_is_never_lost(
    every: int, passed: int, policy: MissedPolicy
) -> None:
    schedule = Schedule(trigger=IntervalTrigger(every=every), missed=policy)
    first, now = NOON + timedelta(seconds=every), NOON + timedelta(seconds=every + passed)
    times = passed_times(schedule, first, now, created=NOON)
    assert len(times) == min(passed // every + 1, MOST)
    assert times[-1] == NOON + (passed // every + 1) * timedelta(seconds=every)
    verdicts = judge(schedule, times, now)
    assert [verdict.due_at for verdict in verdicts] == times
    if policy is MissedPolicy.LATEST:
        assert not verdicts[-1].reason
