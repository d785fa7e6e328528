"""Whatever the clock does, no time fires twice, and no job waits for ever."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

import pytest

from jupyter_mlops.jobs.model import Run
from jupyter_mlops.jobs.triggers import CronTrigger, MissedPolicy, OverlapPolicy, Schedule
from jupyter_mlops.services import fire_schedules, jobs, occur
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.fire_schedules import fire_due
from jupyter_mlops.services.jobs import pause_job
from jupyter_mlops.services.start_run import StartRequest
from tests.jobs.builders import Project, a_run
from tests.services.job_builders import add, now, runs_of


def quick_run(desk: Desk, request: StartRequest) -> Run:
    """A run without looking at its notebook."""
    return a_run(user=desk.user, job=request.job, due_at=request.due_at)


@pytest.mark.parametrize("seed", range(2))
def test_no_time_fires_twice_and_no_job_is_stuck(
    project: Project, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(occur, "build_run", quick_run)
    chance = random.Random(seed)  # noqa: S311 - chance that is the same each time
    schedule = Schedule(
        trigger=CronTrigger(expression="*/10 * * * *", timezone="America/New_York"),
        missed=chance.choice(list(MissedPolicy)),
        overlap=chance.choice([OverlapPolicy.QUEUE, OverlapPolicy.SKIP]),
    )
    job = add(project, schedule)
    at = now()
    for _ in range(25):
        step = chance.choice([1, 1, 30, 600, 7200, 86400 * 20, -3600, -86400])
        at += timedelta(seconds=step * chance.random())
        if chance.random() < 0.2:  # another worker, which remembers nothing
            fire_schedules._memories.clear()
        if chance.random() < 0.1:
            present = project.desk.store.jobs.get(job.id)
            monkeypatch.setattr(jobs, "now", lambda at=at: at)
            pause_job(project.desk, present, paused=not present.paused)
        fire_due(project.desk, at)
        fire_due(project.desk, at)
        present = project.desk.store.jobs.get(job.id)
        if not present.paused:
            assert present.next_at is not None
            assert at < present.next_at <= at + timedelta(minutes=11)
    due = Counter(run.due_at for run in runs_of(project, job))
    assert not due or max(due.values()) == 1
