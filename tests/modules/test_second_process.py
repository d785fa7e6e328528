from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import pytest

from jupyter_mlops.modules.second_process import SecondProcess, can_share

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")


@contextmanager
def _copy(respond: Callable[[bytes], bytes]) -> Iterator[SecondProcess]:
    second = SecondProcess(respond)
    try:
        yield second
    finally:
        second.end()


def _fails(_: bytes) -> NoReturn:
    raise RuntimeError


def _dies(_: bytes) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_work_is_done_in_another_process() -> None:
    with _copy(lambda _: str(os.getpid()).encode()) as second:
        second.ask(b"")
        answer = second.answer()
    assert answer is not None
    assert int(answer) != os.getpid()


def test_it_answers_one_request_after_the_other_and_remembers_them() -> None:
    heard: list[bytes] = []

    def respond(request: bytes) -> bytes:
        heard.append(request)
        return b" ".join(heard)

    with _copy(respond) as second:
        second.ask(b"one")
        assert second.answer() == b"one"
        second.ask(b"two")
        assert second.answer() == b"one two"
    assert heard == []


def test_large_messages_arrive_whole() -> None:
    with _copy(lambda request: request[::-1]) as second:
        second.ask(b"a" + bytes(1_000_000))
        assert second.answer() == bytes(1_000_000) + b"a"


@pytest.mark.parametrize("respond", [_fails, _dies])
def test_a_process_that_fails_has_no_answers(
    respond: Callable[[bytes], bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    with _copy(respond) as second:
        for _ in range(2):
            second.ask(bytes(1_000_000))
            assert second.answer() is None
    assert capfd.readouterr() == ("", "")


def test_a_process_that_cannot_be_made_has_no_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> NoReturn:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    with _copy(lambda _: b"x") as second:
        second.ask(b"")
        assert second.answer() is None


def test_nobody_waits_for_an_answer_that_is_no_longer_wanted() -> None:
    with _copy(lambda _: bytes(1_000_000)) as second:
        second.ask(b"")
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
