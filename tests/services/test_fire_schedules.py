from __future__ import annotations

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import StorageError
from jupyter_mlops.jobs.definition import Job
from jupyter_mlops.jobs.model import Origin, RunState
from jupyter_mlops.jobs.notification import Happening
from jupyter_mlops.jobs.schedule.missed import MOST
from jupyter_mlops.jobs.triggers import CronTrigger, MissedPolicy, OnceTrigger, OverlapPolicy
from jupyter_mlops.services import occur
from jupyter_mlops.services.fire_schedules import fire_due
from jupyter_mlops.services.jobs import delete_job, pause_job
from tests.jobs.builders import Project
from tests.services.job_builders import add, every, noted, now, on, runs_of, states

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def first_time(job: Job) -> datetime:
    assert job.next_at is not None
    return job.next_at


def test_a_job_fires_when_it_is_due_and_not_before(project: Project) -> None:
    job = add(project, every(3600), parameters={"alpha": 2}, labels=("night",))
    due_at = first_time(job)

    assert fire_due(project.desk, due_at - MINUTE) == due_at
    assert runs_of(project, job) == []
    assert fire_due(project.desk, due_at) == due_at + HOUR

    (run,) = runs_of(project, job)
    assert (run.origin, run.due_at, run.job_name) == (Origin.SCHEDULE, due_at, "nightly")
    assert (run.waits, run.overrides, run.labels) == (True, {"alpha": 2}, ("night",))
    (occurrence,) = noted(project, job)
    assert (occurrence.run, occurrence.due_at) == (run.id, due_at)


def test_a_time_fires_once_however_often_and_by_however_many_it_is_asked(
    project: Project,
) -> None:
    job = add(project, every(3600, overlap=OverlapPolicy.QUEUE))
    due_at = first_time(job)
    together = Barrier(8)

    def ask() -> None:
        together.wait()
        fire_due(project.desk, due_at)

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    fire_due(project.desk, due_at)
    assert len(runs_of(project, job)) == 1


def test_a_clock_that_is_put_back_fires_nothing_twice_and_goes_on(project: Project) -> None:
    job = add(project, every(3600, overlap=OverlapPolicy.QUEUE))
    due_at = first_time(job)
    fire_due(project.desk, due_at)
    fire_due(project.desk, due_at + HOUR)
    assert fire_due(project.desk, due_at - MINUTE) == due_at
    assert fire_due(project.desk, due_at) == due_at + HOUR
    fire_due(project.desk, due_at + HOUR)
    fire_due(project.desk, due_at + 2 * HOUR)
    assert [run.due_at for run in runs_of(project, job)] == [due_at + n * HOUR for n in range(3)]


def test_a_clock_that_was_far_ahead_once_does_not_keep_a_job_waiting(project: Project) -> None:
    job = add(project, every(3600))
    due_at = first_time(job)
    fire_due(project.desk, due_at + timedelta(days=3000))
    assert fire_due(project.desk, due_at - MINUTE) == due_at


@pytest.mark.parametrize(
    ("policy", "became"),
    [
        (MissedPolicy.SKIP, ["missed"] * 3),
        (MissedPolicy.LATEST, ["missed", "missed", "started"]),
        (MissedPolicy.ALL, ["started"] * 3),
    ],
)
def test_missed_times_become_what_the_schedule_says(
    project: Project, policy: MissedPolicy, became: list[str]
) -> None:
    job = add(project, every(3600, missed=policy))
    later = first_time(job) + 2 * HOUR + 30 * MINUTE
    assert fire_due(project.desk, later) == first_time(job) + 3 * HOUR
    assert states(project, job) == became
    assert all(each.reason for each in noted(project, job) if each.run is None)


def test_missed_times_that_are_all_wanted_run_one_after_the_other(project: Project) -> None:
    job = add(project, every(3600, missed=MissedPolicy.ALL))
    fire_due(project.desk, first_time(job) + 2 * HOUR + 30 * MINUTE)
    assert {run.policy.max_parallel for run in runs_of(project, job)} == {1}


def test_a_year_without_a_worker_leaves_the_newest_missed_times(project: Project) -> None:
    job = add(project, every(60))
    fire_due(project.desk, first_time(job) + timedelta(days=365, seconds=30))
    assert len(noted(project, job)) == MOST
    assert len(runs_of(project, job)) == 1


@pytest.mark.parametrize(
    ("policy", "became", "ran"),
    [
        (OverlapPolicy.SKIP, "skipped", [RunState.QUEUED]),
        (OverlapPolicy.QUEUE, "started", [RunState.QUEUED, RunState.QUEUED]),
        (OverlapPolicy.REPLACE, "started", [RunState.CANCELLED, RunState.QUEUED]),
    ],
)
def test_a_time_that_meets_an_earlier_run(
    project: Project, policy: OverlapPolicy, became: str, ran: list[RunState]
) -> None:
    job = add(project, every(3600, overlap=policy))
    fire_due(project.desk, first_time(job))
    fire_due(project.desk, first_time(job) + HOUR)
    assert states(project, job) == ["started", became]
    assert [run.state for run in runs_of(project, job)] == ran
    if policy is OverlapPolicy.SKIP:
        assert runs_of(project, job)[0].id in noted(project, job)[1].reason
    if policy is OverlapPolicy.QUEUE:
        assert runs_of(project, job)[1].policy.max_parallel == 1


def test_a_job_that_rests_does_not_fire_and_misses_nothing(project: Project) -> None:
    job = add(project, every(3600))
    resting = pause_job(project.desk, job, paused=True)
    assert fire_due(project.desk, first_time(job) + HOUR) is None
    resumed = pause_job(project.desk, resting, paused=False)
    assert resumed.next_at == job.next_at
    assert noted(project, job) == []


def test_a_single_time_comes_once(project: Project) -> None:
    at = now() + HOUR
    job = add(project, on(OnceTrigger(at=at)))
    assert fire_due(project.desk, at) is None
    assert fire_due(project.desk, at + HOUR) is None
    assert states(project, job) == ["started"]


def test_a_job_whose_notebook_is_gone_fails_and_is_told_and_others_go_on(
    project: Project,
) -> None:
    gone = add(project, every(3600), notify=("chat",))
    (project.folder / "train.ipynb").rename(project.folder / "other.ipynb")
    fine = add(project, every(3600), name="other", notebook=project.folder / "other.ipynb")

    fire_due(project.desk, first_time(fine))

    assert (states(project, gone), states(project, fine)) == (["failed"], ["started"])
    assert "train.ipynb" in noted(project, gone)[0].reason
    (message,) = project.desk.store.outbox.recent()
    assert (message.channel, message.event, message.job) == ("chat", Happening.FAILED, gone.id)


def test_what_cannot_be_stored_is_tried_again_and_lost_for_nobody(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = add(project, every(3600))

    def full(*_: object) -> None:
        raise StorageError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(occur, "build_run", full)
        again = fire_due(project.desk, first_time(job))
    assert again is not None
    assert noted(project, job) == []
    fire_due(project.desk, again)
    assert states(project, job) == ["started"]


def test_a_run_that_does_not_start_in_time_is_told_once(project: Project) -> None:
    job = add(project, every(3600, late_after=600), notify=("chat",))
    due_at = first_time(job)
    assert fire_due(project.desk, due_at) == due_at + 10 * MINUTE
    fire_due(project.desk, due_at + 10 * MINUTE)
    fire_due(project.desk, due_at + 12 * MINUTE)
    (message,) = project.desk.store.outbox.recent()
    assert (message.event, message.job) == (Happening.LATE, job.id)


def test_a_run_that_is_started_late_is_told(project: Project) -> None:
    job = add(project, every(3600, late_after=60), notify=("chat",))
    fire_due(project.desk, first_time(job) + 30 * MINUTE)
    assert [message.event for message in project.desk.store.outbox.recent()] == [Happening.LATE]


def test_each_user_has_their_own_runs(project: Project) -> None:
    job = add(project, every(3600))
    fire_due(replace(project.desk, user="worker"), first_time(job))
    assert runs_of(project, job)[0].user == "ada"


def test_a_deleted_job_fires_no_more(project: Project) -> None:
    job = add(project, every(3600))
    delete_job(project.desk, job)
    assert fire_due(project.desk, first_time(job)) is None


def test_a_job_that_cannot_be_read_here_keeps_no_other_from_its_run(project: Project) -> None:
    lost = add(project, every(3600), name="lost")
    trigger = CronTrigger(expression="0 * * * *", timezone="Mars/Olympus")
    project.desk.store.jobs.update(replace(lost, schedule=on(trigger)))
    fine = add(project, every(3600), name="fine")
    again = fire_due(project.desk, first_time(fine))
    assert (states(project, lost), states(project, fine)) == ([], ["started"])
    assert again == first_time(fine) + MINUTE
