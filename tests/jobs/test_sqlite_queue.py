from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.jobs import sqlite_queue
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.model import Failure, FailureCode, Owner, RunState
from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.processes import owner_of, this_process
from jupyter_mlops.jobs.queue_model import Lease, LeaseKind, Limits, QueueCounts
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from tests.jobs.builders import a_run
from tests.jobs.store_builders import FAR, NAME, a_job, add, every_minute, noon


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteRunStore]:
    store = SqliteRunStore(tmp_path / NAME)
    yield store
    store.close()


def take(store: SqliteRunStore, owner: Owner | None = None) -> Lease:
    taken = store.queue.take_lease(owner or this_process(), LeaseKind.STANDING, port=4711)
    assert taken is not None
    return taken


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    moment = now() + timedelta(seconds=seconds)
    monkeypatch.setattr(sqlite_queue, "_now", lambda: moment)


def test_one_holds_the_queue_at_a_time_and_each_has_its_own_token(store: SqliteRunStore) -> None:
    assert store.queue.lease() is None
    first = take(store)
    assert store.queue.lease() == first
    assert store.queue.take_lease(FAR, LeaseKind.BRIEF) is None
    store.queue.release(first)
    assert store.queue.lease() is None
    second = take(store)
    assert second.token == first.token + 1
    store.queue.release(first)
    assert store.queue.lease() == second


def test_a_silent_holder_loses_the_queue(
    store: SqliteRunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = take(store, FAR)
    later(monkeypatch, 59)
    assert store.queue.take_lease(this_process(), LeaseKind.BRIEF) is None
    assert store.queue.renew(first)
    later(monkeypatch, 100)
    assert store.queue.take_lease(this_process(), LeaseKind.BRIEF) is None
    later(monkeypatch, 120)
    second = take(store)
    assert not store.queue.renew(first)
    store.queue.release(first)
    assert store.queue.lease() == second


def test_a_holder_that_the_clock_has_put_into_the_future_is_silent_too(
    store: SqliteRunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, FAR)
    later(monkeypatch, -3600)
    take(store)


def test_a_dead_process_of_this_machine_holds_nothing(store: SqliteRunStore) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        take(store, owner_of(process.pid))
        assert store.queue.take_lease(this_process(), LeaseKind.BRIEF) is None
        process.kill()
    take(store)


def test_of_many_that_reach_for_the_queue_at_once_one_gets_it(store: SqliteRunStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        tried = [
            pool.submit(store.queue.take_lease, this_process(), LeaseKind.BRIEF) for _ in range(24)
        ]
        taken = [each.result() for each in tried]
    assert [each.token for each in taken if each is not None] == [1]


def test_a_holder_is_asked_to_drain_and_stays_so(store: SqliteRunStore) -> None:
    assert not store.queue.drain()
    held = take(store)
    assert store.queue.drain()
    assert store.queue.renew(held)
    present = store.queue.lease()
    assert present is not None
    assert present.draining


def test_runs_wait_by_priority_and_then_by_age(store: SqliteRunStore) -> None:
    policy = Policy(priority=5, slots=2, memory=7, max_parallel=3, queue_timeout=9.0)
    old, young = add(store), add(store, not_before=noon(minutes=1), labels=("gpu",), sweep="s")
    urgent = add(store, policy=policy, job="j")
    last = add(store, policy=Policy(priority=-1))
    add(store, token=1)
    add(store, state=RunState.FAILED)
    waiting = store.queue.waiting()
    assert [each.id for each in waiting] == [urgent.id, *sorted([old.id, young.id]), last.id]
    assert store.queue.waiting(2) == waiting[:2]
    first = waiting[0]
    assert (first.slots, first.memory, first.max_parallel, first.queue_timeout) == (2, 7, 3, 9.0)
    assert first.job == "j"
    found = next(each for each in waiting if each.id == young.id)
    assert (found.not_before, found.labels, found.sweep) == (noon(minutes=1), ("gpu",), "s")


def test_a_run_is_handed_over_once_with_the_token_and_its_holder(store: SqliteRunStore) -> None:
    run, held = add(store), take(store)
    handed = store.queue.dispatch(run.id, held)
    assert handed == replace(run, token=held.token, owner=held.owner)
    assert store.get(run.id) == handed
    assert store.queue.dispatch(run.id, held) is None
    assert store.queue.dispatch("x", held) is None
    assert store.queue.waiting() == []
    assert [each.id for each in store.queue.working()] == [run.id]
    assert store.active() == [handed]


def test_who_has_lost_the_queue_hands_nothing_over(store: SqliteRunStore) -> None:
    run, first = add(store), take(store)
    store.queue.release(first)
    with pytest.raises(ConflictError):
        store.queue.dispatch(run.id, first)
    take(store)
    with pytest.raises(ConflictError):
        store.queue.dispatch(run.id, first)
    assert store.get(run.id).waits


def test_what_was_read_before_a_run_was_handed_over_changes_it_no_more(
    store: SqliteRunStore,
) -> None:
    run = add(store)
    handed = store.queue.dispatch(run.id, take(store))
    assert handed is not None
    assert not store.update(replace(run, state=RunState.CANCELLED))
    assert store.get(run.id) == handed
    assert store.update(replace(handed, state=RunState.RUNNING))


def test_runs_that_wait_are_ended_and_others_left_alone(store: SqliteRunStore) -> None:
    waits, handed = add(store), add(store)
    store.queue.dispatch(handed.id, take(store))
    failure = Failure(code=FailureCode.QUEUE_TIMEOUT, message="waited too long")
    ends = [
        replace(run, state=RunState.FAILED, ended_at=noon(hours=1), failure=failure)
        for run in (waits, handed, a_run())
    ]
    assert store.queue.withdraw(ends) == [waits.id]
    assert store.queue.withdraw(ends) == []
    assert store.get(waits.id) == ends[0]
    assert store.get(handed.id).state is RunState.QUEUED


def test_limits_are_kept(store: SqliteRunStore) -> None:
    assert store.queue.limits() == Limits()
    limits = Limits(slots=3, memory=10, labels={"gpu": 1}, paused=True)
    store.queue.set_limits(limits)
    assert store.queue.limits() == limits


def test_there_is_as_much_to_do_as_there_is(store: SqliteRunStore) -> None:
    assert store.queue.counts() == QueueCounts(waiting=0, running=0, slots=0, schedules=0)
    held = take(store)
    store.queue.dispatch(add(store, policy=Policy(slots=3)).id, held)
    store.queue.dispatch(add(store).id, held)
    add(store)
    store.jobs.add(a_job(schedule=every_minute(), next_at=noon()))
    store.jobs.add(a_job(name="once", schedule=every_minute()))  # its last time is over
    store.jobs.add(a_job(name="rests", schedule=every_minute(), next_at=noon(), paused=True))
    assert store.queue.counts() == QueueCounts(waiting=1, running=2, slots=4, schedules=1)


def test_whoever_looks_at_the_counters_sees_that_the_queue_has_changed(
    store: SqliteRunStore,
) -> None:
    seen = [store.counters()["queue"]]

    def moved() -> bool:
        seen.append(store.counters()["queue"])
        return seen[-1] > seen[-2]

    held = take(store)
    assert moved()
    run = add(store)
    assert moved()
    assert store.queue.renew(held)
    assert not moved()
    handed = store.queue.dispatch(run.id, held)
    assert handed is not None
    assert moved()
    store.update(replace(handed, state=RunState.RUNNING))
    assert not moved()
    store.update(replace(handed, state=RunState.SUCCEEDED))
    assert moved()
    store.queue.drain()
    assert moved()
    store.queue.set_limits(Limits())
    assert moved()
    store.queue.release(held)
    assert moved()
