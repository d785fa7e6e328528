"""What forges say, over HTTP: never a token."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.checks.model import Report
from jupyter_mlops.checks.run_files import CheckRecord
from jupyter_mlops.checks.run_model import CheckRun
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.services.check_desk import check_store
from jupyter_mlops.settings import current_user
from tests.forges.github_world import GitHubWorld
from tests.git.notebooks import isolate
from tests.server.helpers import Api, eventually
from tests.services.forges import NO_KEYRING, TOKEN, ForgeRepository


@pytest.fixture
def forge(
    root: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ForgeRepository]:
    isolate(monkeypatch, tmp_path / "user")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", NO_KEYRING)
    monkeypatch.setenv("JUPYTER_MLOPS_HOME", str(home))
    world = GitHubWorld()
    world.furnish()
    made = ForgeRepository(root / "lab", world)
    for name, value in made.environ.items():
        monkeypatch.setenv(name, value)
    yield made
    world.close()
    assert world.fake.faults == []


async def heard(api: Api) -> dict[str, Any]:
    """What the forge says, as soon as it was heard."""

    async def ask() -> dict[str, Any] | None:
        reply = await api("GET", "/ci", params={"path": "lab/train.ipynb"})
        assert reply.status == 200
        remotes = reply.body["remotes"]
        return reply.body if remotes and remotes[0]["error"] is None else None

    return await eventually(ask)


async def test_the_pipelines_of_head_are_shown(api: Api, forge: ForgeRepository) -> None:
    body = await heard(api)

    assert (body["commit"], body["pushed"], body["unknown"]) == (forge.sha, True, [])
    [remote] = body["remotes"]
    assert (remote["remote"], remote["kind"], remote["title"]) == ("origin", "github", "GitHub")
    assert (remote["host"], remote["repository"]) == (forge.world.fake.host, "octo/lab")
    assert remote["state"] == "running"
    assert remote["token"] == {"state": "present", "source": "GH_TOKEN", "hint": ""}
    assert remote["limit"]["remaining"] == 4990
    assert remote["can"]["rerun_failed"]
    pipelines = {each["name"]: each for each in remote["pipelines"]}
    jobs = {each["name"]: each for each in pipelines["Nightly"]["jobs"]}
    assert (jobs["notebooks"]["state"], jobs["notebooks"]["steps"][0]["name"]) == (
        "failed",
        "check",
    )


async def test_no_reply_and_no_log_has_the_token(
    api: Api, forge: ForgeRepository, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    at = {"path": "lab", "remote": "origin"}
    replies = [
        await api("GET", "/ci", params={"path": "lab"}),
        await api("GET", "/ci/log", params={**at, "job": "101"}),
        await api("GET", "/ci/annotations", params=at),
        await api("POST", "/ci/rerun", body={**at, "pipeline": "1"}),
    ]
    forge.world.fake.fail("/rerun", 403, {"message": f"not with {TOKEN}"})
    replies.append(await api("POST", "/ci/rerun", body={**at, "pipeline": "1"}))
    forge.world.fake.fail("/rerun", 401, {"message": f"bad {TOKEN}"}, times=9)
    replies.append(await api("POST", "/ci/rerun", body={**at, "pipeline": "1"}))

    assert any(
        TOKEN in asked.headers.get("authorization", "") for asked in forge.world.fake.requests
    )
    told = "".join(json.dumps(reply.body) + str(reply.headers.get_all()) for reply in replies)
    assert TOKEN not in told
    assert TOKEN not in caplog.text
    assert "gho_" not in told + caplog.text


async def test_logs_and_remarks_are_read(api: Api, forge: ForgeRepository) -> None:
    at = {"path": "lab", "remote": "origin"}

    log = await api("GET", "/ci/log", params={**at, "job": "101"})
    remarks = await api("GET", "/ci/annotations", params=at)

    assert (log.status, log.body["whole"]) == (200, True)
    assert "2 failed, 3 passed" in log.body["text"]
    rest = await api("GET", "/ci/log", params={**at, "job": "101", "offset": log.body["next"]})
    assert rest.body["text"] == ""
    [remark] = remarks.body["annotations"]
    assert (remark["path"], remark["source"]) == ("lab/analysis.ipynb", "analysis.ipynb")
    assert (remark["cell"], remark["line"], remark["level"]) == (None, 12, "error")
    assert forge.sha


async def test_pipelines_run_again_and_are_cancelled(api: Api, forge: ForgeRepository) -> None:
    at = {"path": "lab", "remote": "origin"}

    again = await api("POST", "/ci/rerun", body={**at, "pipeline": "1", "failed_only": True})
    ended = await api("POST", "/ci/cancel", body={**at, "pipeline": "2"})

    assert (again.status, ended.status) == (204, 204)
    [remote] = (await heard(api))["remotes"]
    states = {each["name"]: each["state"] for each in remote["pipelines"]}
    assert (states["Nightly"], states["CI"]) == ("queued", "cancelled")
    over = await api("POST", "/ci/cancel", body={**at, "pipeline": "2"})
    assert (over.status, over.body["code"]) == (409, "conflict")
    assert forge.sha


async def test_a_verdict_is_told(api: Api, forge: ForgeRepository, home: Path) -> None:
    run = CheckRun(
        id=new_id(),
        project=str(forge.folder),
        commit=forge.sha,
        state="passed",
        user=current_user(),
        created_at=now(),
        ended_at=now(),
    )
    folder = check_store(Home(home)).add(CheckRecord(run=run))
    folder.write_report(
        Report(
            project="lab", started_at=now(), duration=1.0, verdict="passed", checks=(), notebooks=1
        )
    )

    body = {"path": "lab", "remote": "origin", "run": run.id}
    told = await api("POST", "/ci/status", body=body)

    assert (told.status, told.body["state"]) == (201, "passed")
    assert told.body["url"].endswith(forge.sha)
    assert forge.world.statuses[-1]["context"] == "jupyter-mlops"


@pytest.mark.parametrize(
    ("asked", "given", "status"),
    [
        ("GET /ci", {"path": "lab", "commit": "0" * 40}, 404),
        ("GET /ci", {"path": "lab", "commit": "HEAD"}, 400),
        ("GET /ci", {"path": "../outside"}, 403),
        ("GET /ci/log", {"path": "lab", "remote": "nope", "job": "1"}, 404),
        ("GET /ci/log", {"path": "lab", "remote": "origin", "job": "1", "offset": -1}, 400),
        ("POST /ci/rerun", {"path": "lab", "remote": "nope", "pipeline": "1"}, 404),
        ("POST /ci/status", {"path": "lab", "remote": "origin", "run": "nope"}, 404),
    ],
)
async def test_what_makes_no_sense_is_refused(
    api: Api, forge: ForgeRepository, asked: str, given: dict[str, Any], status: int
) -> None:
    method, route = asked.split()
    options = {"params": given} if method == "GET" else {"body": given}
    reply = await api(method, route, **options)
    assert reply.status == status
    assert forge.world.fake.requests == []


async def test_a_folder_without_a_repository_has_no_forge(api: Api, root: Path) -> None:
    (root / "plain").mkdir()
    assert (await api("GET", "/ci", params={"path": "plain"})).status == 404
