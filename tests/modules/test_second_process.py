from __future__ import annotations

import os
import signal
import sys
import threading
from typing import NoReturn

import pytest

from jupyter_mlops.modules.second_process import can_share, second_process

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")


def _fails() -> NoReturn:
    raise RuntimeError


def _dies() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_work_is_done_in_another_process() -> None:
    with second_process(lambda: str(os.getpid()).encode()) as result:
        answer = result()
    assert answer is not None
    assert int(answer) != os.getpid()


def test_large_results_arrive_whole() -> None:
    with second_process(lambda: bytes(1_000_000)) as result:
        assert result() == bytes(1_000_000)


@pytest.mark.parametrize("work", [_fails, _dies])
def test_a_process_that_fails_has_no_result(work: type, capfd: pytest.CaptureFixture[str]) -> None:
    with second_process(work) as result:
        assert result() is None
    assert capfd.readouterr() == ("", "")


def test_a_process_that_cannot_be_made_has_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> NoReturn:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    with second_process(lambda: b"x") as result:
        assert result() is None


def test_nobody_waits_for_a_result_that_is_no_longer_wanted() -> None:
    with pytest.raises(KeyError), second_process(lambda: bytes(1_000_000)):
        raise KeyError
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize(
    ("processors", "load", "shared"), [(1, 0.0, False), (2, 0.9, True), (2, 2.1, False)]
)
def test_work_is_shared_where_a_processor_has_nothing_to_do(
    monkeypatch: pytest.MonkeyPatch,
    processors: int,
    load: float,
    shared: bool,  # noqa: FBT001 - a case
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(processors)))
    monkeypatch.setattr(os, "getloadavg", lambda: (load, 0.0, 0.0))
    assert can_share() == shared


def test_nothing_is_shared_beside_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getloadavg", lambda: (0.0, 0.0, 0.0))
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert not can_share()
    finally:
        done.set()
        other.join()
