"""Jobs: list, make, show, change, pause, run, delete."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.jobs.definition import JobSource
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.settings import current_user
from tests.jobs.store_builders import a_job
from tests.server.helpers import Api, Reply, ended, write_notebook

DAILY = {"trigger": {"kind": "cron", "expression": "30 1 * * *", "timezone": "Europe/Vienna"}}

PASSED = {"kind": "once", "at": "2020-01-01T00:00:00Z"}
REFUSED: list[tuple[dict[str, Any], int, str]] = [
    ({"name": "two words"}, 400, "name"),
    ({"path": "gone.ipynb"}, 404, "gone.ipynb"),
    ({"path": "../out.ipynb"}, 403, "outside"),
    ({"parameters": {"beta": 1}}, 400, "beta"),
    ({"kernel": "nope"}, 400, "nope"),
    ({"revision": {"kind": "branch", "name": "main"}}, 404, "no git repository"),
    ({"schedule": {"trigger": {"kind": "cron", "expression": "61 * * * *"}}}, 400, "61"),
    ({"schedule": {"trigger": {"kind": "file", "pattern": "../*"}}}, 400, "pattern"),
    ({"schedule": {"trigger": {"kind": "commit", "branch": "main"}}}, 404, "repository"),
    ({"schedule": {"trigger": PASSED}}, 400, "has passed"),
]


@pytest.fixture
def notebook(root: Path) -> Path:
    file = root / "train.ipynb"
    write_notebook(file, "print(alpha)", parameters="alpha = 0.5")
    return file


async def add(api: Api, **changes: Any) -> Reply:
    body = {"name": "nightly", "path": "train.ipynb", "schedule": DAILY, **changes}
    return await api("POST", "/jobs", body=body)


class TestMake:
    @pytest.mark.usefixtures("notebook")
    async def test_a_job_is_kept_and_due(self, api: Api) -> None:
        made = await add(api, parameters={"alpha": 2}, labels=["night"])

        assert (made.status, made.body["path"], made.body["project"]) == (201, "train.ipynb", "")
        assert made.body["schedule_text"] == "at 01:30 every day (Europe/Vienna)"
        assert made.body["next_at"]
        assert (made.body["recent"], made.body["occurrences"]) == ([], [])
        shown = await api("GET", f"/jobs/{made.body['id']}")
        assert shown.body == made.body
        listed = await api("GET", "/jobs", params={"path": "train.ipynb"})
        assert listed.body == {"jobs": [made.body]}
        elsewhere = await api("GET", "/jobs", params={"path": "other.ipynb"})
        assert elsewhere.body == {"jobs": []}

    @pytest.mark.usefixtures("notebook")
    async def test_what_could_not_run_is_refused(self, api: Api) -> None:
        for changes, status, said in REFUSED:
            refused = await add(api, **changes)
            assert (refused.status, said in refused.body["message"]) == (status, True), refused
        assert (await api("GET", "/jobs")).body == {"jobs": []}

    @pytest.mark.usefixtures("notebook")
    async def test_a_name_is_had_once(self, api: Api) -> None:
        await add(api)
        assert (await add(api)).status == 409


class TestChange:
    @pytest.mark.usefixtures("notebook")
    async def test_a_job_is_replaced_and_stays_itself(self, api: Api) -> None:
        made = (await add(api)).body
        body = {"name": "hourly", "path": "train.ipynb", "parameters": {"alpha": 1}}
        changed = await api("PUT", f"/jobs/{made['id']}", body=body)
        assert (changed.body["id"], changed.body["name"]) == (made["id"], "hourly")
        assert (changed.body["schedule"], changed.body["next_at"]) == (None, None)

    @pytest.mark.usefixtures("notebook")
    async def test_a_schedule_rests_and_goes_on(self, api: Api) -> None:
        job = (await add(api)).body
        for paused in (True, False):
            path = f"/jobs/{job['id']}/pause"
            reply = await api("POST", path, body={"paused": paused})
            assert (reply.status, reply.body["paused"]) == (200, paused)

    @pytest.mark.usefixtures("notebook")
    async def test_a_job_is_forgotten_and_its_runs_stay(self, api: Api) -> None:
        job = (await add(api)).body
        run = (await api("POST", f"/jobs/{job['id']}/run")).body
        await ended(api, run["id"])
        assert (await api("DELETE", f"/jobs/{job['id']}")).status == 204
        assert (await api("GET", f"/jobs/{job['id']}")).status == 404
        assert (await api("GET", f"/runs/{run['id']}")).body["job_name"] == "nightly"

    async def test_what_pyproject_defines_is_changed_there(
        self, api: Api, root: Path, notebook: Path, store: SqliteRunStore
    ) -> None:
        job = a_job(
            notebook=str(notebook),
            project=str(root),
            user=current_user(),
            source=JobSource.PYPROJECT,
        )
        store.jobs.add(job)
        (root / "pyproject.toml").write_text(
            f"[tool.jupyter-mlops.jobs.{job.name}]\nnotebook = 'train.ipynb'"
        )
        body = {"name": job.name, "path": "train.ipynb"}
        for reply in (
            await api("PUT", f"/jobs/{job.id}", body=body),
            await api("DELETE", f"/jobs/{job.id}"),
        ):
            assert (reply.status, "apply" in reply.body["hint"]) == (409, True)
            assert "pyproject.toml" in reply.body["message"]
        (root / "pyproject.toml").unlink()
        assert (await api("DELETE", f"/jobs/{job.id}")).status == 204


class TestRun:
    @pytest.mark.usefixtures("notebook")
    async def test_a_job_is_run_now_as_it_is_defined(self, api: Api) -> None:
        job = (await add(api, parameters={"alpha": 2}, labels=["night"])).body
        run = await api("POST", f"/jobs/{job['id']}/run")
        assert (run.status, run.body["origin"], run.body["job"]) == (201, "manual", job["id"])
        assert (run.body["overrides"], run.body["labels"]) == ({"alpha": 2}, ["night"])
        await ended(api, run.body["id"])
        (past,) = (await api("GET", f"/jobs/{job['id']}")).body["recent"]
        assert (past["id"], past["state"]) == (run.body["id"], "succeeded")
        assert past["seconds"] > 0


async def test_jobs_of_others_and_none_look_the_same(
    api: Api, notebook: Path, store: SqliteRunStore
) -> None:
    theirs = a_job(notebook=str(notebook), user="somebody-else")
    store.jobs.add(theirs)
    asked: list[tuple[str, str, object]] = [
        ("GET", "", None),
        ("PUT", "", {"name": "x", "path": "train.ipynb"}),
        ("DELETE", "", None),
        ("POST", "/pause", {"paused": True}),
        ("POST", "/run", None),
    ]
    for method, action, body in asked:
        for job_id in (theirs.id, new_id(), "nonsense"):
            reply = await api(method, f"/jobs/{job_id}{action}", body=body)
            assert (reply.status, reply.body["message"]) == (404, f"there is no job {job_id!r}")
