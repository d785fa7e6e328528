from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from jupyter_mlops.forges.moments import moment, seconds

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-03-01T12:00:00Z", NOON),
        ("2026-03-01T13:00:00+01:00", NOON),
        ("2026-03-01T12:00:00.5Z", NOON + timedelta(seconds=0.5)),
        ("2026-03-01T12:00:00.1234567Z", NOON + timedelta(microseconds=123456)),
        ("2026-03-01T12:00:00", NOON),
        ("0001-01-01T00:00:00Z", None),
        ("1970-01-01T00:00:00Z", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_times_are_read_as_forges_tell_them(text: str | None, found: datetime | None) -> None:
    assert moment(text) == found


def test_how_long_it_took_or_has_taken() -> None:
    later = NOON + timedelta(seconds=90)
    assert seconds(NOON, later, active=False) == 90.0
    assert seconds(later, NOON, active=False) == 0.0
    assert seconds(NOON, None, active=False) is None
    assert seconds(None, later, active=True) is None
    so_far = seconds(datetime.now(timezone.utc) - timedelta(seconds=30), None, active=True)
    assert so_far is not None
    assert so_far >= 30
