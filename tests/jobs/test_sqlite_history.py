from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.jobs.definition import Occurrence, OccurrenceState
from jupyter_mlops.jobs.job_history import JobHistory
from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from tests.jobs.store_builders import NAME, a_job, add, noon


@pytest.fixture
def store(tmp_path: Path) -> SqliteRunStore:
    return SqliteRunStore(tmp_path / NAME)


def test_each_job_has_its_latest_runs_and_times(store: SqliteRunStore) -> None:
    train, score = a_job(name="train"), a_job(name="score")
    for job in (train, score):
        store.jobs.add(job)
    runs = [add(store, job=train.id, state=RunState.FAILED, started_at=noon()) for _ in range(5)]
    other = add(store, job=score.id)
    add(store)
    for hour in range(5):
        due_at = noon(hours=hour)
        missed = Occurrence(
            job=train.id,
            key=due_at.isoformat(),
            due_at=due_at,
            state=OccurrenceState.MISSED,
            reason="nobody was there",
        )
        store.jobs.record(missed, train)

    found = store.jobs.histories([score.id, train.id, "unknown"], 3)

    assert [run.id for run in found[train.id].runs] == [run.id for run in runs[:1:-1]]
    assert found[train.id].runs[0].started_at == noon()
    assert found[train.id].occurrences == store.jobs.occurrences(train.id, 3)
    assert [run.id for run in found[score.id].runs] == [other.id]
    assert found["unknown"] == JobHistory()
    store.close()
