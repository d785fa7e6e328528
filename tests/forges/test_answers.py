from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from jupyter_mlops.forges import answers
from jupyter_mlops.forges.client import ForgeClient
from tests.forges.conftest import SHA
from tests.forges.github_world import GitHubWorld


@pytest.mark.parametrize(("age", "each"), [(60, 5.0), (3600, 15.0), (86400, 60.0)])
def test_what_runs_for_long_is_looked_at_less_often(
    github: GitHubWorld, client: ForgeClient, age: int, each: float
) -> None:
    github._start = datetime.now(timezone.utc) - timedelta(seconds=age)
    github.add_run(1, "running", {"check": "running"})
    assert client.commit(SHA).poll_after == each


def test_what_waits_for_a_machine_is_looked_at_now_and_then(
    github: GitHubWorld, client: ForgeClient
) -> None:
    github.add_run(1, "queued", {"check": "queued"})
    assert client.commit(SHA).poll_after == 10.0


def test_what_has_ended_is_not_looked_at_again(github: GitHubWorld, client: ForgeClient) -> None:
    github.add_run(1, "success", {"check": "success"})
    assert client.commit(SHA).poll_after is None


def test_pipelines_may_appear_some_time_after_a_push(
    client: ForgeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.commit(SHA).poll_after == 10.0
    monkeypatch.setattr(answers, "_EARLY_TIME", 0.0)
    assert client.commit(SHA).poll_after is None
