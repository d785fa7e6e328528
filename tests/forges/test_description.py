from __future__ import annotations

from typing import Any

import pytest

from tests.forges.description import description

REPOSITORY = "/repos/octo/lab"
PROJECT = "/projects/group%2Flab"


@pytest.mark.parametrize(
    ("forge", "path", "body"),
    [
        ("github", f"{REPOSITORY}/statuses/abc", {"state": "failure", "context": "x"}),
        ("gitea", f"{REPOSITORY}/statuses/abc", {"state": "failure", "context": "x"}),
        ("forgejo", f"{REPOSITORY}/statuses/abc", {"state": "failure", "context": "x"}),
        ("gitlab", f"{PROJECT}/statuses/abc", {"state": "failed", "name": "x"}),
    ],
)
def test_a_field_that_is_not_described_is_a_fault_of_a_request(
    forge: str, path: str, body: dict[str, Any]
) -> None:
    described = description(forge)
    assert described.faults_of_request("POST", path, {}, body) == []
    (fault,) = described.faults_of_request("POST", path, {}, {**body, "shade": "red"})
    assert "'shade' was unexpected" in fault
    assert described.faults_of_request("POST", path, {"shade": "red"}, body)


@pytest.mark.parametrize("forge", ["gitea", "forgejo"])
def test_a_field_that_is_not_described_is_a_fault_of_a_reply(forge: str) -> None:
    described, path = description(forge), f"{REPOSITORY}/commits/abc/status"
    body = {"state": "success", "statuses": None, "total_count": 0}
    assert described.faults_of_reply("GET", path, 200, body) == []
    assert described.faults_of_reply("GET", path, 200, {**body, "shade": "red"})
    assert described.faults_of_reply("GET", path, 200, {**body, "state": "red"})
    assert described.faults_of_reply("GET", path, 204, None)
