from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from jupyter_mlops.jobs import sqlite_history
from jupyter_mlops.jobs.definition import Job, Occurrence, OccurrenceState
from jupyter_mlops.jobs.job_history import JobHistory
from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from tests.jobs.store_builders import NAME, a_job, add, noon


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteRunStore]:
    opened = SqliteRunStore(tmp_path / NAME)
    yield opened
    opened.close()


def missed(job: Job, due_at: datetime) -> Occurrence:
    return Occurrence(
        job=job.id,
        key=due_at.isoformat(),
        due_at=due_at,
        state=OccurrenceState.MISSED,
        reason="nobody was there",
    )


def test_each_job_has_its_latest_runs_and_times(store: SqliteRunStore) -> None:
    train, score = a_job(name="train"), a_job(name="score")
    for job in (train, score):
        store.jobs.add(job)
    runs = [add(store, job=train.id, state=RunState.FAILED, started_at=noon()) for _ in range(5)]
    other = add(store, job=score.id)
    add(store)
    for hour in range(5):
        store.jobs.record(missed(train, noon(hours=hour)), train)

    found = store.jobs.histories([score.id, train.id, "unknown"], 3)

    assert [run.id for run in found[train.id].runs] == [run.id for run in runs[:1:-1]]
    assert found[train.id].runs[0].started_at == noon()
    assert found[train.id].occurrences == store.jobs.occurrences(train.id, 3)
    assert [run.id for run in found[score.id].runs] == [other.id]
    assert found["unknown"] == JobHistory()


def test_times_of_long_ago_are_forgotten_job_by_job(
    store: SqliteRunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_history, "KEPT", 3)
    often, seldom = a_job(name="often"), a_job(name="seldom")
    for job in (often, seldom):
        store.jobs.add(job)
    store.jobs.record(missed(seldom, noon()), seldom)
    for hour in range(5):
        store.jobs.record(missed(often, noon(hours=hour)), often)
    left = [occurrence.due_at for occurrence in store.jobs.occurrences(often.id)]
    assert left == [noon(hours=hour) for hour in (4, 3, 2)]
    assert len(store.jobs.occurrences(seldom.id)) == 1
