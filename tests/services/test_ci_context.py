"""What jobs of forges know of themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_mlops.services.ci_context import CiContext, read_context

GITHUB = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "o/n",
    "GITHUB_RUN_ID": "123",
    "GITHUB_RUN_NUMBER": "4",
}
GITLAB = {"GITLAB_CI": "true", "CI_JOB_URL": "https://gitlab.com/g/n/-/jobs/9"}
ZEROS = "0" * 40
COMMIT = "a" * 40


def test_outside_of_a_job_nothing_is_known() -> None:
    assert read_context({"GITHUB_TOKEN": "x"}) == CiContext()


def test_a_pull_request_on_github_is_known() -> None:
    more = {"GITHUB_REF": "refs/pull/12/merge", "GITHUB_BASE_REF": "main"}
    context = read_context({**GITHUB, **more, "GITHUB_STEP_SUMMARY": "/tmp/summary"})  # noqa: S108
    assert (context.inside, context.pull_request, context.base) == (True, 12, "origin/main")
    assert context.link == "https://github.com/o/n/actions/runs/123"
    assert context.summary == Path("/tmp/summary")  # noqa: S108


@pytest.mark.parametrize(("before", "base"), [(COMMIT, COMMIT), (ZEROS, ""), (None, "")])
def test_a_push_is_compared_with_what_was_before(
    tmp_path: Path, before: str | None, base: str
) -> None:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"before": before}))
    context = read_context(
        {**GITHUB, "GITHUB_EVENT_PATH": str(event), "GITHUB_REF": "refs/heads/a"}
    )
    assert (context.pull_request, context.base) == (None, base)


def test_the_number_may_be_said_by_the_event_alone(tmp_path: Path) -> None:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"number": 7, "pull_request": {}}))
    assert read_context({**GITHUB, "GITHUB_EVENT_PATH": str(event)}).pull_request == 7


@pytest.mark.parametrize("content", [b"", b"[1]", b"\xff", b"{"])
def test_an_event_that_cannot_be_read_is_none(tmp_path: Path, content: bytes) -> None:
    event = tmp_path / "event.json"
    event.write_bytes(content)
    context = read_context({**GITHUB, "GITHUB_EVENT_PATH": str(event)})
    assert (context.inside, context.pull_request, context.base) == (True, None, "")


def test_gitea_counts_its_pages_by_run() -> None:
    context = read_context({**GITHUB, "GITEA_ACTIONS": "true"})
    assert context.link == "https://github.com/o/n/actions/runs/4"


def test_a_merge_request_is_in_the_repository_that_it_wants_to_change() -> None:
    more = {
        "CI_MERGE_REQUEST_IID": "3",
        "CI_MERGE_REQUEST_PROJECT_PATH": "group/target",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": COMMIT,
        "CI_COMMIT_BEFORE_SHA": ZEROS,
    }
    context = read_context({**GITLAB, **more})
    assert (context.pull_request, context.repository) == (3, "group/target")
    assert (context.base, context.link) == (COMMIT, "https://gitlab.com/g/n/-/jobs/9")


def test_what_is_no_address_is_no_link() -> None:
    context = read_context({**GITLAB, "CI_JOB_URL": "javascript:alert(1)"})
    assert context.link == ""
