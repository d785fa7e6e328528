"""What of the past is kept, and what people write on runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.settings import current_user
from tests.jobs.builders import NOON, a_run
from tests.server.helpers import Api


@pytest.fixture
def run_id(root: Path, store: SqliteRunStore) -> str:
    notebook = str(root / "train.ipynb")
    run = a_run(
        user=current_user(),
        notebook=notebook,
        state=RunState.FAILED,
        ended_at=NOON,
        output=notebook,
    )
    store.add(run)
    return run.id


async def test_rules_are_set_tried_and_applied(api: Api, run_id: str) -> None:
    assert (await api("GET", "/retention")).body["retention"]["max_age"] is None
    rules = {"max_age": 1e-6}
    tried = (await api("POST", "/retention/preview", body=rules)).body
    assert (tried["runs"], tried["by_age"], tried["oldest"]) == (1, 1, None)
    kept = (await api("PUT", "/retention", body=rules)).body
    assert (kept["retention"]["max_age"], kept["runs"]) == (1e-6, 1)
    assert kept["size"] > 0
    assert (await api("POST", "/retention/apply", body={})).body["runs"] == 1
    assert (await api("GET", f"/runs/{run_id}")).status == 404
    assert (await api("PUT", "/retention", body={"max_runs": 0})).status == 400


async def test_a_run_is_labelled_noted_and_kept(api: Api, run_id: str) -> None:
    labels = {"labels": ["nightly"]}
    assert (await api("PATCH", f"/runs/{run_id}", body=labels)).body["labels"] == ["nightly"]
    reply = await api("PATCH", f"/runs/{run_id}", body={"note": "good", "keep": True})
    assert reply.status == 200
    shown = (await api("GET", f"/runs/{run_id}")).body
    assert (shown["labels"], shown["note"], shown["keep"]) == (["nightly"], "good", True)
    found = await api("GET", "/runs", params={"filter": "label:nightly good"})
    assert [run["id"] for run in found.body["runs"]] == [run_id]
    assert (await api("PATCH", f"/runs/{run_id}", body={"labels": ["a b"]})).status == 400
    assert (await api("PATCH", "/runs/x", body={"note": "y"})).status == 404


async def test_a_filter_that_means_nothing_is_refused_by_name(api: Api) -> None:
    reply = await api("GET", "/runs", params={"filter": "colour:red"})
    assert (reply.status, reply.body["code"]) == (400, "invalid")
    assert "colour:red" in reply.body["message"]


async def test_attempts_and_runs_of_a_job_and_a_sweep_are_shown(
    api: Api, run_id: str, store: SqliteRunStore
) -> None:
    first = store.get(run_id)
    again = a_run(
        user=first.user,
        notebook=first.notebook,
        state=RunState.SUCCEEDED,
        retry_of=first.id,
        attempt=2,
        job="j",
        sweep="s",
    )
    store.add(again)
    tries = (await api("GET", f"/runs/{again.id}")).body["tries"]
    assert [(each["id"], each["attempt"]) for each in tries] == [(first.id, 1), (again.id, 2)]
    for query in ({"job": "j"}, {"sweep": "s"}):
        found = (await api("GET", "/runs", params=query)).body["runs"]
        assert [run["id"] for run in found] == [again.id]
