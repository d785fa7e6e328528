"""Waiting for a knock or for the end of a process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from jupyter_mlops.jobs.door import Door
from jupyter_mlops.jobs.lease import holder_lives, is_worker, wake
from jupyter_mlops.jobs.model import Owner
from jupyter_mlops.jobs.process_watch import ProcessWatch
from jupyter_mlops.jobs.processes import owner_of, this_process
from jupyter_mlops.jobs.queue_model import Lease, LeaseKind
from tests.jobs.builders import NOON, PATIENCE


@pytest.fixture
def door() -> Iterator[Door]:
    opened = Door()
    yield opened
    opened.close()


@pytest.fixture
def watch(door: Door) -> Iterator[ProcessWatch]:
    made = ProcessWatch(door)
    yield made
    made.close()


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process
        process.kill()


def a_lease(owner: Owner, port: int = 0, kind: LeaseKind = LeaseKind.ON_DEMAND) -> Lease:
    return Lease(token=1, owner=owner, kind=kind, port=port, renewed_at=NOON)


def until_ended(watch: ProcessWatch) -> list[str]:
    deadline = time.monotonic() + PATIENCE
    while not (ended := watch.wait(1.0)[1]):
        assert time.monotonic() < deadline
    return ended


def test_a_knock_ends_the_wait_and_several_count_as_one(door: Door, watch: ProcessWatch) -> None:
    door.knock()
    wake(a_lease(this_process(), door.port))
    assert watch.wait(PATIENCE) == (True, [])
    assert watch.wait(0.0) == (False, [])


@pytest.mark.parametrize("told", [True, False])
def test_the_end_of_a_process_is_noticed_with_or_without_the_systems_help(
    watch: ProcessWatch,
    sleeper: subprocess.Popen[bytes],
    monkeypatch: pytest.MonkeyPatch,
    *,
    told: bool,
) -> None:
    if not told:
        monkeypatch.delattr(os, "pidfd_open", raising=False)
    watch.add("run", owner_of(sleeper.pid))
    assert watch.wait(0.0) == (False, [])
    assert "run" in watch
    sleeper.kill()
    assert until_ended(watch) == ["run"]
    assert "run" not in watch
    assert len(watch) == 0


def test_a_process_that_had_ended_before_is_told_at_once(
    watch: ProcessWatch, sleeper: subprocess.Popen[bytes]
) -> None:
    owner = owner_of(sleeper.pid)
    sleeper.kill()
    sleeper.wait()
    watch.add("run", owner)
    watch.add("reused", replace(this_process(), started=1.0))
    assert sorted(until_ended(watch)) == ["reused", "run"]


def test_a_process_of_another_machine_is_not_taken_for_ended(watch: ProcessWatch) -> None:
    watch.add("run", Owner(host="elsewhere", pid=1, started=0.0))
    assert watch.wait(0.0) == (False, [])
    assert "run" in watch


def test_a_holder_lives_while_its_process_does_and_it_renews() -> None:
    mine = a_lease(this_process())
    assert holder_lives(mine, NOON)
    assert not holder_lives(mine, NOON.replace(minute=2))
    assert not holder_lives(mine, NOON.replace(hour=11)), "the clock was put back"
    assert not holder_lives(a_lease(replace(this_process(), started=1.0)), NOON)
    assert holder_lives(a_lease(Owner(host="elsewhere", pid=1, started=0.0)), NOON)
    assert is_worker(mine, NOON)
    assert not is_worker(a_lease(this_process(), kind=LeaseKind.BRIEF), NOON)
    assert not is_worker(None, NOON)
