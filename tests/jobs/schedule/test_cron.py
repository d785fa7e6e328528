from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import islice, pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.schedule.cron import cron_times, read_expression
from jupyter_mlops.jobs.schedule.times import check_trigger
from jupyter_mlops.jobs.triggers import CronTrigger
from tests.jobs.schedule.walls import expected

NEW_YORK = "America/New_York"
#: Days around which clocks are changed: at full hours, by half an hour, at midnight, at 2:45.
CHANGES = {
    NEW_YORK: ["2026-03-08", "2026-11-01"],
    "Europe/Vienna": ["2026-03-29", "2026-10-25"],
    "Australia/Lord_Howe": ["2026-04-05", "2026-10-04"],
    "America/Havana": ["2026-03-08", "2026-11-01"],
    "Africa/Cairo": ["2026-04-24", "2026-10-30"],
    "Pacific/Chatham": ["2026-04-05", "2026-09-27"],
    "Pacific/Apia": ["2011-12-30"],
    "UTC": ["2026-01-01"],
}


def fires(expression: str, day: str, count: int, zone: str = NEW_YORK) -> list[str]:
    after = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)) - timedelta(seconds=1)
    trigger = CronTrigger(expression=expression, timezone=zone)
    times = islice(cron_times(trigger, after.astimezone(timezone.utc)), count)
    return [f"{at.astimezone(ZoneInfo(zone)):%d %H:%M %Z}" for at in times]


def test_a_time_that_comes_twice_fires_once() -> None:
    assert fires("30 1 * * *", "2026-11-01", 2) == ["01 01:30 EDT", "02 01:30 EST"]


def test_a_time_that_is_left_out_fires_right_after_the_gap() -> None:
    assert fires("30 2 * * *", "2026-03-08", 2) == ["08 03:00 EDT", "09 02:30 EDT"]


def test_times_of_the_gap_and_after_it_fire_once_together() -> None:
    assert fires("0,30 2,3 * * *", "2026-03-08", 3) == [
        "08 03:00 EDT",
        "08 03:30 EDT",
        "09 02:00 EDT",
    ]


def test_every_hour_means_both_of_two_equal_ones() -> None:
    assert fires("0 * * * *", "2026-11-01", 4) == [
        "01 00:00 EDT",
        "01 01:00 EDT",
        "01 01:00 EST",
        "01 02:00 EST",
    ]


def test_asked_between_two_equal_times_it_does_not_go_back() -> None:
    second = datetime(2026, 11, 1, 6, 10, tzinfo=timezone.utc)  # 01:10 for the second time
    times = cron_times(CronTrigger(expression="30 1 * * *", timezone=NEW_YORK), second)
    assert next(times) == datetime(2026, 11, 2, 6, 30, tzinfo=timezone.utc)


def test_sunday_is_0_and_7() -> None:
    assert fires("0 0 * * 0", "2026-11-02", 1) == fires("0 0 * * 7", "2026-11-02", 1)
    assert fires("0 0 * * 5", "2026-11-02", 1) == ["06 00:00 EST"]


def test_words_stand_for_expressions() -> None:
    assert read_expression(" @Daily") == read_expression("@midnight") == "0 0 * * *"


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "* * * *",
        "0 * * * * *",
        "60 * * * *",
        "0 0 30 2 *",
        "@reboot",
        "a * * * *",
        "*/0 * * * *",
    ],
)
def test_what_is_no_expression_is_told(wrong: str) -> None:
    with pytest.raises(InvalidError, match="is no cron expression"):
        check_trigger(CronTrigger(expression=wrong))


@pytest.mark.parametrize("wrong", ["Vienna", "../../etc/passwd", "/etc/passwd", "America", ""])
def test_what_is_no_time_zone_is_told(wrong: str) -> None:
    with pytest.raises(InvalidError, match="no time zone"):
        check_trigger(CronTrigger(expression="0 0 * * *", timezone=wrong))


def test_a_day_that_hardly_ever_comes_is_found() -> None:
    found = fires("0 0 29 2 */7", "2026-01-01", 1, "UTC")
    assert found == ["29 00:00 UTC"]


_minutes = st.sampled_from(["*", "*/7", "0", "30", "0,30", "15-45/10", "59"])
_hours = st.sampled_from(["*", "*/2", "0", "2", "1,2", "0-3", "23"])
_days = st.sampled_from(["*", "*", "*", "1", "*/2", "1-7"])
_weekdays = st.sampled_from(["*", "*", "*", "0", "1-5"])


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_it_fires_when_the_clock_on_the_wall_says_so(data: st.DataObject) -> None:
    zone = data.draw(st.sampled_from(sorted(CHANGES)))
    day = datetime.fromisoformat(data.draw(st.sampled_from(CHANGES[zone])))
    fields = [data.draw(part) for part in (_minutes, _hours, _days, st.just("*"), _weekdays)]
    noon = day.replace(hour=12, tzinfo=timezone.utc)
    after = noon + timedelta(minutes=data.draw(st.integers(-2000, 600)))
    until = after + timedelta(hours=26)

    trigger = CronTrigger(expression=" ".join(fields), timezone=zone)
    found = list(takewhile(lambda at: at <= until, cron_times(trigger, after)))

    assert found == expected(trigger.expression, ZoneInfo(zone), after, until)
    for at, then in islice(pairwise(found), 20):
        assert next(cron_times(trigger, at)) == then
