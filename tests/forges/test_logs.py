from __future__ import annotations

import pytest

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.forges import log_text
from jupyter_mlops.forges.client import ForgeClient
from jupyter_mlops.forges.model import Job
from tests.forges.conftest import SHA
from tests.forges.github_world import GitHubWorld


def _job(client: ForgeClient) -> Job:
    return client.commit(SHA).pipelines[0].jobs[0]


def test_a_log_has_no_colours_times_and_marks(github: GitHubWorld, client: ForgeClient) -> None:
    github.add_run(1, "failure", {"check": "failure"})
    part = client.log(_job(client))
    assert part.text == (
        "Run jupyter mlops check\njupyter mlops check\n2 failed, 3 passed\n"
        "Error: Process completed with exit code 1.\n"
    )
    assert (part.next, part.whole) == (len(part.text), True)


def test_a_long_log_comes_in_parts_and_is_asked_for_once(
    github: GitHubWorld, client: ForgeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_text, "_PART", 1000)
    github.add_run(1, "success", {"check": "success"})
    github.log = "".join(f"2026-03-01T12:00:00.0000000Z line {n}\n" for n in range(500))
    job, text, offset, whole = _job(client), "", 0, False
    while not whole:
        part = client.log(job, offset)
        text, offset, whole = text + part.text, part.next, part.whole
    assert text == "".join(f"line {n}\n" for n in range(500))
    assert len(github.fake.asked("/logs")) == 1


def test_the_log_of_a_job_that_runs_is_still_to_come(
    github: GitHubWorld, client: ForgeClient
) -> None:
    github.add_run(1, "running", {"check": "running"})
    part = client.log(_job(client), 0)
    assert (part.text, part.next, part.whole) == ("", 0, False)


def test_a_log_that_is_gone_is_not_found(github: GitHubWorld, client: ForgeClient) -> None:
    github.add_run(1, "success", {"check": "success"})
    github.log = None
    with pytest.raises(NotFoundError):
        client.log(_job(client))
