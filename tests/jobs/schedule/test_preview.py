from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from jupyter_mlops.jobs.schedule.preview import preview
from jupyter_mlops.jobs.schedule.words import trigger_text
from jupyter_mlops.jobs.triggers import (
    CommitTrigger,
    CronTrigger,
    FileTrigger,
    IntervalTrigger,
    OnceTrigger,
    Trigger,
)

VIENNA = "Europe/Vienna"


def shown(expression: str, *after: int, count: int = 2) -> list[tuple[str, str]]:
    moment = datetime(*after, tzinfo=timezone.utc)  # type: ignore[misc,arg-type] # its parts
    trigger = CronTrigger(expression=expression, timezone=VIENNA)
    return [
        (at.local, at.note) for at in preview(trigger, count, after=moment, created=moment).times
    ]


def test_shows_what_happens_where_the_clocks_go_forward() -> None:
    assert shown("30 2 * * *", 2026, 3, 28, 12) == [
        ("Sun 2026-03-29 03:00 CEST", "the clocks go forward over its time: right after that"),
        ("Mon 2026-03-30 02:30 CEST", ""),
    ]
    assert shown("0 3 * * *", 2026, 3, 28, 12, count=1) == [
        ("Sun 2026-03-29 03:00 CEST", "the clocks have just gone forward")
    ]


def test_shows_what_happens_where_the_clocks_go_back() -> None:
    first, second = shown("30 * * * *", 2026, 10, 25, 0)
    assert (first[0], second[0]) == ("Sun 2026-10-25 02:30 CEST", "Sun 2026-10-25 02:30 CET")
    assert "the first of them" in first[1]
    assert "the second time" in second[1]


@pytest.mark.parametrize(
    ("trigger", "text"),
    [
        (CronTrigger(expression="30 1 * * *"), "at 01:30 every day (UTC)"),
        (CronTrigger(expression="@hourly"), "at the start of every hour (UTC)"),
        (IntervalTrigger(every=900), "every 15 minutes"),
        (IntervalTrigger(every=3600), "every hour"),
        (IntervalTrigger(every=90061), "every 90061 seconds"),
        (IntervalTrigger(every=1.5), "every 1.5 seconds"),
        (FileTrigger(pattern="data/*.csv"), "when data/*.csv arrives or changes"),
        (CommitTrigger(branch="main"), "on each new commit of main"),
        (
            OnceTrigger(at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)),
            "once, Fri 2026-01-02 03:04:05 UTC",
        ),
    ],
)
def test_says_it_in_words(trigger: Trigger, text: str) -> None:
    moment = datetime(2026, 1, 1, tzinfo=timezone.utc)
    assert preview(trigger, 1, after=moment, created=moment).text == text


def test_a_single_time_is_shown_in_its_own_offset() -> None:
    moment = datetime(2026, 1, 1, tzinfo=timezone.utc)
    at = datetime(2026, 1, 2, 3, tzinfo=timezone(timedelta(hours=2)))
    (fire,) = preview(OnceTrigger(at=at), 10, after=moment, created=moment).times
    assert (fire.at, fire.local) == (at, "Fri 2026-01-02 03:00 UTC+02:00")


def test_a_job_that_a_later_version_cannot_read_is_still_shown() -> None:
    assert trigger_text(CronTrigger(expression="H 1 * * *")) == "H 1 * * * (UTC)"
