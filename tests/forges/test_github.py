from __future__ import annotations

import pytest

from jupyter_mlops.errors import ConflictError, CredentialsError, NotFoundError
from jupyter_mlops.forges.client import ForgeClient
from jupyter_mlops.forges.failures import NotPermittedError
from jupyter_mlops.forges.model import Pipeline, Status
from tests.forges.conftest import SHA
from tests.forges.github_world import GitHubWorld


def _shape(pipelines: tuple[Pipeline, ...]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [(one.name, one.state, [(job.name, job.state) for job in one.jobs]) for one in pipelines]


def test_runs_come_newest_first_and_then_what_others_report(
    github: GitHubWorld, client: ForgeClient
) -> None:
    github.add_run(1, "failure", {"lint": "success", "test": "failure"}, name="Nightly")
    github.add_run(2, "running", {"check": "running"})
    github.add_check("coverage bot", "completed", "neutral")
    github.add_status("deploy", "pending", "on its way")
    answer = client.commit(SHA)
    assert _shape(answer.pipelines) == [
        ("CI", "running", [("check", "running")]),
        ("Nightly", "failed", [("lint", "passed"), ("test", "failed")]),
        ("Checks", "running", [("coverage bot", "passed"), ("deploy", "running")]),
    ]
    assert answer.trouble == ""
    assert answer.poll_after == 5.0


def test_a_job_and_its_own_check_run_are_one(github: GitHubWorld, client: ForgeClient) -> None:
    github.add_run(1, "success", {"check": "success"})
    assert [check["name"] for check in github.checks] == ["check"]
    assert _shape(client.commit(SHA).pipelines) == [("CI", "passed", [("check", "passed")])]


def test_what_a_service_reports_as_check_and_as_status_is_told_once(
    github: GitHubWorld, client: ForgeClient
) -> None:
    github.add_check("codecov/project", "completed", "success")
    github.add_status("codecov/project", "success")
    assert _shape(client.commit(SHA).pipelines) == [
        ("Checks", "passed", [("codecov/project", "passed")])
    ]


def test_steps_times_and_pages_are_told(github: GitHubWorld, client: ForgeClient) -> None:
    github.add_run(7, "success", {"check": "success"})
    run = client.commit(SHA).pipelines[0]
    job = run.jobs[0]
    assert (run.id, run.event, run.attempt) == ("7", "push", 1)
    assert run.url.endswith("/actions/runs/7")
    assert run.duration is not None
    assert run.duration > 0
    assert job.started_at is not None
    assert job.duration == 62.0
    assert [(step.name, step.state) for step in job.steps] == [("check", "passed")]
    assert job.has_log


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("queued", "queued"),
        ("running", "running"),
        ("success", "passed"),
        ("failure", "failed"),
        ("cancelled", "cancelled"),
        ("skipped", "skipped"),
        ("neutral", "passed"),
        ("timed_out", "failed"),
        ("action_required", "failed"),
    ],
)
def test_every_word_of_github_has_a_state(
    github: GitHubWorld, client: ForgeClient, word: str, state: str
) -> None:
    github.add_run(1, word, {"check": word})
    pipeline = client.commit(SHA).pipelines[0]
    assert (pipeline.state, pipeline.jobs[0].state) == (state, state)


def test_a_word_that_is_new_is_unknown(github: GitHubWorld, client: ForgeClient) -> None:
    github.odd = True
    github.add_run(1, "quantum_superposition", {"check": "quantum_superposition"})
    github.runs[0]["status"] = "dreaming"
    github.runs[0]["conclusion"] = None
    pipeline = client.commit(SHA).pipelines[0]
    assert (pipeline.state, pipeline.jobs[0].state) == ("unknown", "unknown")


def test_a_token_that_may_not_see_checks_sees_the_rest(
    github: GitHubWorld, client: ForgeClient
) -> None:
    github.add_run(1, "success", {"check": "success"})
    github.add_check("coverage bot", "completed", "failure")
    github.add_status("deploy", "success")
    said = {"message": "Resource not accessible by personal access token"}
    github.fake.fail("/check-runs", 403, said, times=2)
    assert _shape(client.commit(SHA).pipelines) == [
        ("CI", "passed", [("check", "passed")]),
        ("Checks", "passed", [("deploy", "passed")]),
    ]
    assert client.annotations(SHA) == ()


def test_one_that_may_see_nothing_is_told_so(github: GitHubWorld, client: ForgeClient) -> None:
    github.fake.fail("", 403, {"message": "Resource not accessible"}, times=3)
    with pytest.raises(NotPermittedError, match="does not allow"):
        client.commit(SHA)


def test_a_commit_that_github_does_not_have_has_no_pipelines(
    github: GitHubWorld, client: ForgeClient
) -> None:
    answer = client.commit("0" * 40)
    assert answer.pipelines == ()
    assert answer.poll_after is not None  # it may have been pushed just now
    assert len(github.fake.requests) == 3


def test_a_repository_that_is_not_there_may_be_private(
    github: GitHubWorld, anonymous: ForgeClient
) -> None:
    github.fake.fail("", 404, {"message": "Not Found"}, times=3)
    with pytest.raises(NotFoundError) as caught:
        anonymous.commit(SHA)
    assert "token" in caught.value.hint


def test_annotations_have_file_and_line(github: GitHubWorld, client: ForgeClient) -> None:
    remark = {"path": "a.ipynb", "start_line": 12, "end_line": 13, "message": "NameError"}
    levels = ["failure", "warning", "notice"]
    remarks = [{**remark, "annotation_level": level, "title": "execute"} for level in levels]
    github.add_check("checks", "completed", "failure", annotations=remarks)
    github.add_check("others", "completed", "success")
    found = client.annotations(SHA)
    assert [remark.level for remark in found] == ["error", "warning", "note"]
    assert (found[0].path, found[0].line, found[0].source) == ("a.ipynb", 12, "checks")
    assert len(github.fake.asked("/annotations")) == 1


def test_failed_jobs_run_again_until_they_pass(github: GitHubWorld, client: ForgeClient) -> None:
    github.furnish()
    client.rerun("1", failed_only=True)
    again = next(one for one in client.commit(SHA).pipelines if one.id == "1")
    assert (again.state, again.attempt) == ("queued", 2)
    assert [job.state for job in again.jobs] == ["passed", "queued"]
    client.rerun("1")
    client.rerun_job("2", "200")
    last = client.commit(SHA).pipelines
    assert [job.state for one in last[:2] for job in one.jobs] == [
        "queued",
        "running",
        "queued",
        "queued",
    ]


def test_a_run_is_cancelled_while_it_runs_only(github: GitHubWorld, client: ForgeClient) -> None:
    github.add_run(1, "running", {"check": "running"})
    client.cancel("1")
    assert client.commit(SHA).pipelines[0].state == "cancelled"
    with pytest.raises(ConflictError, match="Cannot cancel"):
        client.cancel("1")


def test_a_status_is_written_and_replaced(github: GitHubWorld, client: ForgeClient) -> None:
    for state in ("pending", "failed", "error", "passed"):
        status = Status(context="jupyter-mlops", state=state, description="x" * 200)
        client.post_status(SHA, status)
    sent = [request.body for request in github.fake.asked("/statuses/", "POST")]
    assert [body["state"] for body in sent] == ["pending", "failure", "error", "success"]
    assert all(len(body["description"]) == 140 for body in sent)
    assert len(github.statuses) == 1


def test_a_comment_is_found_and_changed_in_place(github: GitHubWorld, client: ForgeClient) -> None:
    github.add_pull(7, "topic")
    (pull,) = client.pull_requests("topic")
    assert (pull.number, pull.base, pull.head) == (7, "main", "topic")
    assert client.pull_requests("other") == ()
    written = client.add_comment(7, "first")
    client.change_comment(7, written.id, "second")
    assert [comment.body for comment in client.comments(7)] == ["second"]


def test_what_github_says_to_everybody_has_no_logs(
    github: GitHubWorld, anonymous: ForgeClient
) -> None:
    github.add_run(1, "success", {"check": "success"})
    can = anonymous.capabilities()
    assert can.annotations
    assert not any((can.logs, can.rerun, can.cancel, can.post_status, can.comments))
    assert not anonymous.commit(SHA).pipelines[0].jobs[0].has_log


def test_a_token_that_is_refused_is_an_error_of_its_own(
    github: GitHubWorld, client: ForgeClient
) -> None:
    github.fake.fail("", 401, {"message": "Bad credentials"})
    with pytest.raises(CredentialsError, match="does not accept the token"):
        client.commit(SHA)
