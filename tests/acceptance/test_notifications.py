"""Somebody is told of a failure by the worker, in another process."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from jupyter_mlops.jobs.definition import Job
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.notification import WebhookChannel
from jupyter_mlops.jobs.policy import Policy, RetryPolicy
from jupyter_mlops.services.channels import set_channels
from jupyter_mlops.services.start_run import StartRequest, start_run
from tests.jobs.builders import NOON, PATIENCE, Project, notebook
from tests.jobs.notices.servers import Web, web_server


@pytest.fixture
def web() -> Iterator[Web]:
    with web_server() as served:
        yield served


@pytest.fixture
def _worker(project: Project) -> Iterator[None]:  # noqa: ARG001 - whose home it works for
    command = [sys.executable, "-m", "jupyter_mlops.cli.main", "worker", "--slots", "1"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        yield
        process.terminate()


def told(web: Web, count: int) -> list[dict[str, object]]:
    deadline = time.monotonic() + PATIENCE
    while len(web.posted) < count:
        assert time.monotonic() < deadline, web.posted
        time.sleep(0.05)
    return [json.loads(got.body) for got in web.posted]


@pytest.mark.usefixtures("_worker")
def test_a_failing_job_tells_once_and_its_recovery_too(project: Project, web: Web) -> None:
    set_channels(project.desk, [WebhookChannel(name="team", url=web.url)])
    cell = "bad = True"
    file = project.write(notebook("assert not bad, 'no luck'", parameters=cell))
    job = Job(
        id=new_id(),
        name="nightly",
        user="ada",
        project=str(project.folder),
        notebook=str(file),
        notify=("team",),
        created_at=NOON,
        updated_at=NOON,
    )
    project.desk.store.jobs.add(job)
    request = StartRequest(
        notebook=file,
        policy=Policy(retries=RetryPolicy(attempts=2, delay=0, jitter=0, on=("AssertionError",))),
        job=job.id,
        job_name=job.name,
    )
    first = start_run(project.desk, request)
    (failure,) = told(web, 1)
    attempts = project.desk.store.attempts(first.id)
    assert [run.state for run in attempts] == [RunState.FAILED, RunState.FAILED]
    assert failure["title"] == "nightly failed: AssertionError: no luck"
    assert failure["notebook"] == "train.ipynb"
    assert "attempt 2 of 2" in str(failure["text"])

    start_run(project.desk, replace(request, parameters={"bad": False}))
    messages = told(web, 2)
    assert messages[1]["title"] == "nightly works again"
    assert len(project.desk.store.outbox.recent()) == 2
