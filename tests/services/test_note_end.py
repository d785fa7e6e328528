from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from jupyter_mlops.jobs.definition import Job
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import Failure, FailureCode, Provenance, Run, RunState
from jupyter_mlops.jobs.notification import Happening, Message, WebhookChannel
from jupyter_mlops.jobs.policy import Policy, RetryPolicy
from jupyter_mlops.services.channels import set_channels
from jupyter_mlops.services.note_end import note_end, note_late, note_not_started
from tests.jobs.builders import NOON, Project, a_run

if TYPE_CHECKING:
    import pytest

ERROR = Failure(
    code=FailureCode.CELL_ERROR,
    message="KeyError: 'x'",
    hint="look",
    cell_index=5,
    line=2,
    exception="KeyError",
)


def a_job(project: Project, *notify: str) -> Job:
    job = Job(
        id=new_id(),
        name="nightly",
        user="ada",
        project="/lab",
        notebook="/lab/sub/train.ipynb",
        notify=notify,
        created_at=NOON,
        updated_at=NOON,
    )
    project.desk.store.jobs.add(job)
    return job


def ended(project: Project, job: Job | None, state: RunState, **more: Any) -> Run:
    """A run on record, and what follows from its end."""
    failure = ERROR if state is RunState.FAILED else None
    belongs = {} if job is None else {"job": job.id, "job_name": job.name}
    run = a_run(**{"state": state, "failure": failure, "ended_at": NOON, **belongs, **more})
    project.desk.store.add(run)
    note_end(project.desk, run)
    return run


def noted(project: Project) -> list[Message]:
    return sorted(project.desk.store.outbox.recent(), key=lambda each: each.channel)


def test_a_failure_is_told_on_each_channel_of_the_job(project: Project) -> None:
    job = a_job(project, "team", "me", "team")
    provenance = Provenance(commit="ab12cd3" + "0" * 33, dirty=False)
    given = {"alpha": 0.5, "key": {"$secret": "env:KEY"}, "long": "x" * 500}
    run = ended(
        project,
        job,
        RunState.FAILED,
        notebook=job.notebook,
        overrides=given,
        provenance=provenance,
        metrics={"rmse": 1.5, "odd": float("nan")},
    )
    messages = noted(project)
    assert [message.channel for message in messages] == ["me", "team"]
    message = messages[0]
    assert (message.event, message.run, message.job) == (Happening.FAILED, run.id, job.id)
    assert (message.next_at, message.attempts) == (NOON, 0)
    told = message.content
    assert told["title"] == "nightly failed: KeyError: 'x'"
    assert (told["notebook"], told["metrics"]) == ("sub/train.ipynb", {"rmse": 1.5})
    assert told["failure"]["cell_index"] == 5
    assert told["run"]["state"] == "failed"
    assert told["parameters"]["key"] == '{"$secret":"env:KEY"}'
    assert len(told["parameters"]["long"]) == 100
    assert told["text"].splitlines()[:2] == [told["title"], "sub/train.ipynb, cell 6, line 2"]
    for said in ("alpha=0.5", "commit ab12cd3", run.id, "2026-01-02 12:00 UTC"):
        assert said in told["text"]


def test_a_message_says_where_the_run_can_be_looked_at(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTERHUB_PUBLIC_URL", "https://hub.example/user/ada/")
    run = ended(project, a_job(project, "team"), RunState.FAILED)
    told = noted(project)[0].content
    assert told["run"]["link"] == f"https://hub.example/user/ada/lab?mlops=run/{run.id}"
    assert told["run"]["link"] in told["text"].splitlines()


def test_a_message_stays_short_whatever_was_said(project: Project) -> None:
    said = "x" * 100_000
    failure = Failure(code=FailureCode.INTERNAL, message=said, hint=said)
    given = {f"p{number}": said for number in range(100)}
    job = a_job(project, "team")
    ended(project, job, RunState.LOST, failure=failure, overrides=given)
    told = noted(project)[0].content
    assert len(told["title"]) == 150
    assert len(told["text"]) < 3000
    assert len(told["failure"]["message"]) == 1000


def test_people_are_told_once_however_often_it_is_noted(project: Project) -> None:
    run = ended(project, a_job(project, "team"), RunState.FAILED)
    (message,) = noted(project)
    sent = replace(message, sent_at=NOON, next_at=None)
    project.desk.store.outbox.put(sent)
    note_end(project.desk, run)
    assert noted(project) == [sent]


def test_nobody_is_told_of_what_is_tried_again(project: Project) -> None:
    job = a_job(project, "team")
    policy = Policy(retries=RetryPolicy(attempts=2, on=("any",)))
    first = ended(project, job, RunState.FAILED, policy=policy)
    assert noted(project) == []
    again = {"policy": policy, "attempt": 2, "retry_of": first.id}
    last = ended(project, job, RunState.FAILED, **again)
    (message,) = noted(project)
    assert message.run == last.id
    assert "attempt 2 of 2" in message.content["text"]


def test_a_first_success_after_a_failure_is_a_recovery(project: Project) -> None:
    job = a_job(project, "team")
    ended(project, job, RunState.SUCCEEDED)
    assert noted(project) == []
    ended(project, job, RunState.LOST)
    ended(project, job, RunState.CANCELLED)
    healthy = ended(project, job, RunState.SUCCEEDED)
    ended(project, job, RunState.SUCCEEDED)
    events = {(each.event, each.content["title"]): each.run for each in noted(project)}
    assert events.keys() == {
        (Happening.FAILED, "nightly failed: its process was lost"),
        (Happening.RECOVERED, "nightly works again"),
    }
    assert events[Happening.RECOVERED, "nightly works again"] == healthy.id


def test_a_retry_that_succeeds_is_no_recovery(project: Project) -> None:
    job = a_job(project, "team")
    policy = Policy(retries=RetryPolicy(attempts=2, on=("any",)))
    first = ended(project, job, RunState.FAILED, policy=policy)
    ended(project, job, RunState.SUCCEEDED, policy=policy, attempt=2, retry_of=first.id)
    ended(project, job, RunState.SUCCEEDED, policy=policy)
    assert noted(project) == []


def test_runs_without_a_job_go_to_the_default_channel(project: Project) -> None:
    ended(project, None, RunState.FAILED)
    assert noted(project) == []
    set_channels(project.desk, [WebhookChannel(name="default", url="https://x/")])
    run = ended(project, None, RunState.FAILED)
    ended(project, None, RunState.SUCCEEDED)
    (message,) = noted(project)
    assert (message.channel, message.run) == ("default", run.id)
    assert message.content["title"] == "train failed: KeyError: 'x'"
    ended(project, None, RunState.FAILED, sweep=new_id(), sweep_index=0)
    # A job that tells nobody does so on purpose.
    ended(project, a_job(project), RunState.FAILED)
    assert noted(project) == [message]


def test_a_job_that_was_deleted_tells_nobody(project: Project) -> None:
    job = a_job(project, "team")
    project.desk.store.jobs.delete(job.id)
    ended(project, job, RunState.FAILED)
    assert noted(project) == []


def test_lateness_and_what_could_not_start_are_told_once_a_time(project: Project) -> None:
    job = a_job(project, "team")
    for due_at in (NOON, NOON, NOON + timedelta(days=1)):
        note_late(project.desk, job, due_at)
    note_not_started(project.desk, job, NOON, "train.ipynb is gone")
    titles = sorted(each.content["title"] for each in noted(project))
    assert titles == [
        "nightly failed: train.ipynb is gone",
        "nightly is late: its run has not started",
        "nightly is late: its run has not started",
    ]
    texts = [each.content["text"] for each in noted(project)]
    assert sum("sub/train.ipynb, due at 2026-01-02 12:00 UTC" in text for text in texts) == 2
