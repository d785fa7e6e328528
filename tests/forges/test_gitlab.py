from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_mlops.errors import ConflictError, NotFoundError, RateLimitError
from jupyter_mlops.forges.client import ForgeClient
from jupyter_mlops.forges.model import ForgeKind, Job, Pipeline, Status
from jupyter_mlops.forges.open import open_client
from tests.forges.conftest import SECRET, SHA, place, token
from tests.forges.gitlab_world import GitLabWorld


@pytest.fixture
def gitlab() -> Iterator[GitLabWorld]:
    """A GitLab that departs from its description nowhere, whatever is asked of it."""
    world = GitLabWorld()
    yield world
    world.close()
    assert not world.fake.faults


@pytest.fixture
def client(gitlab: GitLabWorld, tmp_path: Path) -> ForgeClient:
    """A client of it that has a token."""
    where = place(gitlab.fake, ForgeKind.GITLAB, "group/sub/lab")
    return open_client(where, token(gitlab.fake), tmp_path / "cache")


def _shape(pipelines: tuple[Pipeline, ...]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [(one.name, one.state, [(job.name, job.state) for job in one.jobs]) for one in pipelines]


def test_pipelines_come_newest_first_and_then_what_others_report(
    gitlab: GitLabWorld, client: ForgeClient
) -> None:
    gitlab.furnish()
    answer = client.commit(SHA)
    assert _shape(answer.pipelines) == [
        ("Pipeline #2", "running", [("check", "passed"), ("notebooks", "running")]),
        ("Pipeline #1", "failed", [("lint", "passed"), ("notebooks", "failed")]),
        ("Statuses", "passed", [("coverage", "passed")]),
    ]
    assert answer.poll_after is not None
    assert gitlab.fake.requests[0].headers["authorization"] == f"Bearer {SECRET}"


def test_whoever_is_unknown_sees_pipelines_and_remarks_but_no_statuses_and_no_logs(
    gitlab: GitLabWorld, tmp_path: Path
) -> None:
    gitlab.furnish()
    where = place(gitlab.fake, ForgeKind.GITLAB, "group/sub/lab")
    stranger = open_client(where, None, tmp_path / "cache")
    assert _shape(stranger.commit(SHA).pipelines) == [
        ("Pipeline #2", "running", [("check", "passed"), ("notebooks", "running")]),
        ("Pipeline #1", "failed", [("lint", "passed"), ("notebooks", "failed")]),
    ]
    can = stranger.capabilities()
    assert (can.logs, can.annotations) == (False, True)
    assert stranger.annotations(SHA) == ()


def test_a_job_that_may_fail_says_so_and_why_it_did(
    gitlab: GitLabWorld, client: ForgeClient
) -> None:
    gitlab.add_pipeline(1, "success", {"flaky": "failed", "deploy": "manual"}, name="Nightly")
    gitlab.jobs[1][0].update(allow_failure=True, failure_reason="script_failure")
    (pipeline,) = client.commit(SHA).pipelines
    flaky, deploy = pipeline.jobs
    assert (pipeline.name, pipeline.state) == ("Nightly", "passed")
    assert (flaky.state, flaky.optional, flaky.message) == ("failed", True, "script failure")
    assert (deploy.state, deploy.has_log) == ("skipped", False)
    assert "somebody" in deploy.message


def test_a_bridge_stands_as_what_it_has_started(gitlab: GitLabWorld, client: ForgeClient) -> None:
    gitlab.add_pipeline(1, "failed", {"build": "success"})
    gitlab.add_bridge(1, "deploy", "success", "failed")
    gitlab.add_bridge(1, "later", "created", None)
    jobs = client.commit(SHA).pipelines[0].jobs
    assert [(job.name, job.state) for job in jobs] == [
        ("build", "passed"),
        ("deploy", "failed"),
        ("later", "queued"),
    ]


def test_the_pipeline_that_only_holds_statuses_of_others_is_not_shown(
    gitlab: GitLabWorld, client: ForgeClient
) -> None:
    gitlab.add_pipeline(1, "pending", {}, source="external")
    gitlab.add_status("deploy", "pending")
    assert _shape(client.commit(SHA).pipelines) == [
        ("Statuses", "running", [("deploy", "running")])
    ]


def test_a_word_that_is_new_is_unknown(gitlab: GitLabWorld, client: ForgeClient) -> None:
    gitlab.odd = True
    gitlab.add_pipeline(1, "entangled", {"check": "entangled"})
    assert _shape(client.commit(SHA).pipelines) == [
        ("Pipeline #1", "unknown", [("check", "unknown")])
    ]


def test_a_commit_that_gitlab_does_not_have_has_no_pipelines(client: ForgeClient) -> None:
    assert client.commit("0" * 40).pipelines == ()


def test_a_project_that_is_not_there_is_not_found(gitlab: GitLabWorld, tmp_path: Path) -> None:
    where = place(gitlab.fake, ForgeKind.GITLAB, "group/other")
    client = open_client(where, None, tmp_path)
    gitlab.fake.faults.clear()
    with pytest.raises(NotFoundError) as caught:
        client.commit(SHA)
    assert "private" in caught.value.hint


def test_more_than_three_hundred_jobs_come_whole(gitlab: GitLabWorld, client: ForgeClient) -> None:
    gitlab.add_pipeline(1, "success", {f"job {number}": "success" for number in range(330)})
    assert len(client.commit(SHA).pipelines[0].jobs) == 330
    before = len(gitlab.fake.requests)
    client.commit(SHA)
    # The pipeline has ended: only the list and the statuses are looked at again.
    assert not any("/jobs" in one.path for one in gitlab.fake.requests[before:])


def test_the_log_of_a_job_is_read_while_it_runs(gitlab: GitLabWorld, client: ForgeClient) -> None:
    running = Job(id="100", name="check", state="running")
    part = client.log(running)
    assert part.text == "Preparing\n2 failed, 3 passed\n"
    assert not part.whole
    gitlab.log += " and the rest\n"
    ended = Job(id="100", name="check", state="failed")
    rest = client.log(ended, part.next)
    assert rest.text == "half a line and the rest\n"
    assert rest.whole


def test_the_log_of_a_job_that_nothing_is_known_of_is_read_anew(
    gitlab: GitLabWorld, client: ForgeClient
) -> None:
    job = Job(id="100", name="100", state="unknown")
    first = client.log(job)
    assert first.whole
    gitlab.log += " and the rest\n"
    assert client.log(job, first.next).text == " and the rest\n"


def test_failed_jobs_run_again_but_not_a_whole_pipeline(
    gitlab: GitLabWorld, client: ForgeClient
) -> None:
    gitlab.furnish()
    can = client.capabilities()
    assert (can.rerun, can.rerun_failed, can.rerun_job) == (False, True, True)
    client.rerun("1", failed_only=True)
    pipeline = next(one for one in client.commit(SHA).pipelines if one.id == "1")
    assert [job.state for job in pipeline.jobs] == ["passed", "queued"]
    with pytest.raises(ConflictError, match="only the jobs"):
        client.rerun("1")


def test_a_job_runs_again_and_one_that_waits_is_started(
    gitlab: GitLabWorld, client: ForgeClient
) -> None:
    gitlab.add_pipeline(1, "failed", {"check": "failed", "deploy": "manual"})
    client.rerun_job("1", "100")
    client.rerun_job("1", "101")
    posted = [one.path.rpartition("/")[2] for one in gitlab.fake.asked("/jobs/", "POST")]
    assert posted == ["retry", "play"]


def test_a_pipeline_is_cancelled(gitlab: GitLabWorld, client: ForgeClient) -> None:
    gitlab.furnish()
    client.cancel("2")
    assert client.commit(SHA).pipelines[0].state == "cancelled"


def test_remarks_are_read_from_the_file_that_a_job_keeps(
    gitlab: GitLabWorld, client: ForgeClient
) -> None:
    gitlab.add_pipeline(1, "failed", {"check": "failed", "other": "success"})
    report = {"file_type": "codequality", "size": 1, "filename": "gl-code-quality-report.json"}
    gitlab.jobs[1][0]["artifacts"] = [report]
    where = {"path": "a.ipynb", "lines": {"begin": 12}}
    levels = ("blocker", "minor", "info")
    gitlab.remarks = [
        {"description": "x", "check_name": "lint", "severity": level, "location": where}
        for level in levels
    ]
    gitlab.remarks.append({"location": {"path": "b.py", "positions": {}}})
    gitlab.cases = [
        {"status": "failed", "name": "test_a", "file": "t.ipynb", "system_output": "assert"},
        {"status": "failed", "name": "test_b"},
        {"status": "success", "name": "test_c", "file": "t.ipynb"},
    ]
    found = client.annotations(SHA)
    assert [(one.path, one.line, one.level) for one in found] == [
        ("a.ipynb", 12, "error"),
        ("a.ipynb", 12, "warning"),
        ("a.ipynb", 12, "note"),
        ("b.py", 1, "note"),
        ("t.ipynb", 1, "error"),
    ]
    assert found[-1].message == "assert"
    assert len(gitlab.fake.asked("/artifacts/")) == 1


def test_no_report_is_no_remark(gitlab: GitLabWorld, client: ForgeClient) -> None:
    gitlab.add_pipeline(1, "success", {"check": "success"})
    assert client.annotations(SHA) == ()
    assert client.annotations("0" * 40) == ()


def test_a_status_is_written(gitlab: GitLabWorld, client: ForgeClient) -> None:
    status = Status(
        context="jupyter-mlops", state="error", description="x", url="https://x.example"
    )
    client.post_status(SHA, status)
    (sent,) = gitlab.fake.asked("/statuses/", "POST")
    assert sent.body == {
        "state": "failed",
        "name": "jupyter-mlops",
        "description": "x",
        "target_url": "https://x.example",
    }


def test_a_note_is_found_and_changed_in_place(gitlab: GitLabWorld, client: ForgeClient) -> None:
    gitlab.add_request(7, "topic")
    (request,) = client.pull_requests("topic")
    assert (request.number, request.base, request.head) == (7, "main", "topic")
    written = client.add_comment(7, "first")
    gitlab.notes.append(gitlab.described.sample("Note", id=2, body="assigned", system=True))
    changed = client.change_comment(7, written.id, "second")
    assert changed.url.endswith("/-/merge_requests/7#note_1")
    assert [comment.body for comment in client.comments(7)] == ["second"]


def test_limits_are_told_and_obeyed(gitlab: GitLabWorld, client: ForgeClient) -> None:
    gitlab.add_pipeline(1, "running", {"check": "running"})
    client.commit(SHA)
    told = client.rate_limit()
    assert told is not None
    assert told.limit == 2000
    gitlab.fake.fail("/notes", 429, headers={"Retry-After": "30"})
    for _ in range(2):
        with pytest.raises(RateLimitError):
            client.add_comment(7, "text")
    assert len(gitlab.fake.asked("/notes")) == 1
