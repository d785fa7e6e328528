from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.jobs.definition import Job, Occurrence, OccurrenceState
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.jobs.triggers import CommitTrigger, FileTrigger, Schedule
from tests.jobs.builders import NOON, a_run
from tests.jobs.store_builders import NAME, a_job, every_minute, noon


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteRunStore]:
    store = SqliteRunStore(tmp_path / NAME)
    yield store
    store.close()


def added(store: SqliteRunStore, **changes: object) -> Job:
    job = a_job(**changes)
    store.jobs.add(job)
    return job


def occurrence(job: Job, key: str = "k", **changes: object) -> Occurrence:
    made = Occurrence(job=job.id, key=key, due_at=NOON, state=OccurrenceState.STARTED)
    return replace(made, **changes)


def test_a_job_comes_back_as_it_went(store: SqliteRunStore) -> None:
    job = added(store, schedule=every_minute(), parameters={"a": [1]}, next_at=noon(days=1))
    assert store.jobs.get(job.id) == job
    changed = replace(job, paused=True, name="other")
    store.jobs.update(changed)
    assert store.jobs.get(job.id) == changed
    store.jobs.delete(job.id)
    for lost in (lambda: store.jobs.get(job.id), lambda: store.jobs.update(job)):
        with pytest.raises(NotFoundError, match=job.id):
            lost()


def test_a_name_is_there_once_for_a_user_and_a_project(store: SqliteRunStore) -> None:
    added(store)
    added(store, user="bob")
    added(store, project="/other")
    other = added(store, name="other")
    with pytest.raises(ConflictError, match="'train' in /lab"):
        added(store)
    with pytest.raises(ConflictError, match="'train' in /lab"):
        store.jobs.update(replace(other, name="train"))
    assert store.jobs.get(other.id) == other


def test_jobs_are_listed_by_name_for_a_user_below_a_folder(store: SqliteRunStore) -> None:
    second, first = added(store, name="b"), added(store, name="a")
    added(store, name="c", user="bob")
    added(store, name="d", notebook="/laboratory/x.ipynb")
    assert store.jobs.all(user="ada", under=Path("/lab")) == [first, second]
    assert len(store.jobs.all()) == 4


def test_jobs_are_due_by_the_clock_or_always(store: SqliteRunStore) -> None:
    soon = added(store, name="soon", schedule=every_minute(), next_at=noon(minutes=1))
    late = added(store, name="late", schedule=every_minute(), next_at=noon(days=1))
    file = added(store, name="file", schedule=Schedule(trigger=FileTrigger(pattern="*")))
    commit = added(store, name="commit", schedule=Schedule(trigger=CommitTrigger(branch="main")))
    added(store, name="never")
    added(store, name="rests", schedule=every_minute(), next_at=NOON, paused=True)
    added(store, name="over", schedule=every_minute())
    assert {job.name for job in store.jobs.due(NOON)} == {file.name, commit.name}
    assert {job.name for job in store.jobs.due(noon(minutes=1))} == {"file", "commit", soon.name}
    assert late in store.jobs.due(noon(days=2))
    assert store.jobs.next_at() == soon.next_at
    assert store.queue.counts().schedules == 4


def test_nothing_is_due_where_there_is_nothing(store: SqliteRunStore) -> None:
    assert store.jobs.due(NOON) == []
    assert store.jobs.next_at() is None


def test_a_time_is_recorded_once_with_its_run_and_its_next_time(store: SqliteRunStore) -> None:
    job = added(store, schedule=every_minute(), next_at=NOON)
    moved = replace(job, next_at=noon(minutes=1), seen="x")
    run = a_run(job=job.id)
    first = occurrence(job, run=run.id)
    assert store.jobs.record(first, moved, [run])
    assert not store.jobs.record(first, replace(moved, seen="y"), [a_run()])
    assert store.jobs.get(job.id) == moved
    assert [each.id for each in store.queue.waiting()] == [run.id]
    assert store.jobs.occurrences(job.id) == [first]


def test_of_many_that_record_a_time_at_once_one_does(store: SqliteRunStore) -> None:
    job = added(store, schedule=every_minute(), next_at=NOON)
    with ThreadPoolExecutor(8) as pool:
        tried = [
            pool.submit(store.jobs.record, occurrence(job), job, [a_run(job=job.id)])
            for _ in range(24)
        ]
        assert sum(each.result() for each in tried) == 1
    assert store.queue.counts().waiting == 1


def test_a_recorded_time_takes_nothing_back_that_the_user_has_changed(
    store: SqliteRunStore,
) -> None:
    job = added(store, schedule=every_minute(), next_at=NOON)
    paused = replace(job, paused=True, parameters={"a": 1})
    store.jobs.update(paused)
    assert store.jobs.record(occurrence(job, "1"), replace(job, next_at=noon(minutes=1)))
    assert store.jobs.get(job.id) == replace(paused, next_at=noon(minutes=1))
    other = replace(paused, schedule=Schedule(trigger=FileTrigger(pattern="*")), next_at=None)
    store.jobs.update(other)
    assert store.jobs.record(occurrence(job, "2"), replace(job, next_at=noon(minutes=2)))
    assert store.jobs.get(job.id) == other


def test_a_deleted_job_starts_nothing(store: SqliteRunStore) -> None:
    job = a_job()
    assert not store.jobs.record(occurrence(job), job, [a_run()])
    assert store.queue.counts().waiting == 0


def test_times_are_listed_newest_first_and_go_with_their_job(store: SqliteRunStore) -> None:
    job, other = added(store), added(store, name="other")
    for hour in range(5):
        store.jobs.record(occurrence(job, str(hour), due_at=noon(hours=hour), reason="r"), job)
    store.jobs.record(occurrence(other), other)
    found = store.jobs.occurrences(job.id, 3)
    assert [each.due_at for each in found] == [noon(hours=hour) for hour in (4, 3, 2)]
    store.jobs.delete(job.id)
    assert store.jobs.occurrences(job.id) == []
    assert len(store.jobs.occurrences(other.id)) == 1


def test_whoever_looks_at_the_counters_sees_that_jobs_have_changed(store: SqliteRunStore) -> None:
    job = added(store)
    store.jobs.update(job)
    store.jobs.record(occurrence(job), job)
    store.jobs.record(occurrence(job), job)
    store.jobs.delete(job.id)
    assert store.counters()["jobs"] == 4
