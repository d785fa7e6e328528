"""Work side by side is done by all, and ends when one of it fails."""

from __future__ import annotations

import sys
import threading

import pytest

from scripts.beside import side_by_side
from scripts.console import FailedError, outcome, quietly

WAITS = [sys.executable, "-c", "import time; print('waits', flush=True); time.sleep(600)"]


def test_all_of_it_is_done_at_the_same_time() -> None:
    meeting = threading.Barrier(2, timeout=60)
    done: list[str] = []

    def work(name: str) -> None:
        meeting.wait()
        done.append(name)

    side_by_side(lambda: work("one"), lambda: work("other"))
    assert sorted(done) == ["one", "other"]


def test_a_failure_is_told_and_ends_what_is_at_work_beside_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail() -> None:
        quietly([sys.executable, "-c", "print('no such package'); raise SystemExit(3)"])

    with pytest.raises(FailedError, match="failed with status 3; its output is above"):
        side_by_side(fail, lambda: quietly(WAITS))
    assert capsys.readouterr().out == "no such package\n"


def test_nothing_is_begun_for_long_after_a_failure() -> None:
    failed = threading.Event()

    def fail() -> None:
        failed.set()
        raise FailedError("there is no room left")

    def begin() -> None:
        failed.wait(60)
        quietly(WAITS)

    with pytest.raises(FailedError, match="there is no room left"):
        side_by_side(fail, begin)


def test_a_command_alone_is_ended_by_nothing() -> None:
    assert outcome([sys.executable, "-c", "print('alone')"]) == (0, "alone\n")
