"""Checks over HTTP: how a project stands, runs, verdicts, fixes, the gate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.server.live_checks import CHECK_ENDED, CHECK_PROGRESSED
from tests.git.notebooks import isolate
from tests.server.helpers import Api, eventually
from tests.services.check_projects import CheckedProject

QUICK = ["size"]


@pytest.fixture
def project(
    home: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> CheckedProject:
    isolate(monkeypatch, tmp_path / "users")
    monkeypatch.setenv("JUPYTER_MLOPS_HOME", str(home))
    return CheckedProject(root / "lab")


@pytest.fixture
def told(jp_serverapp: Any) -> list[dict[str, Any]]:
    """What the event bus hears of checks."""
    heard: list[dict[str, Any]] = []

    async def listen(logger: Any, schema_id: str, data: dict[str, Any]) -> None:  # noqa: ARG001
        heard.append(data)

    for schema in (CHECK_PROGRESSED, CHECK_ENDED):
        jp_serverapp.event_logger.add_listener(schema_id=schema, listener=listen)
    return heard


async def start(api: Api, **body: Any) -> dict[str, Any]:
    given = {"path": "lab", "checks": QUICK, **body}
    reply = await api("POST", "/checks/runs", body=given)
    assert reply.status == 201, reply.body
    started: dict[str, Any] = reply.body
    return started


async def ended(api: Api, run_id: str) -> dict[str, Any]:
    async def final() -> dict[str, Any] | None:
        shown: dict[str, Any] = (await api("GET", f"/checks/runs/{run_id}")).body
        return None if shown["state"] in ("queued", "running") else shown

    return await eventually(final)


async def checked(api: Api, **body: Any) -> dict[str, Any]:
    return await ended(api, (await start(api, **body))["id"])


async def test_a_project_that_was_never_checked(api: Api, project: CheckedProject) -> None:
    shown = await api("GET", "/checks", params={"path": "lab/train.ipynb"})

    assert shown.status == 200
    body = shown.body
    assert (body["project"], body["name"], body["head"]) == ("lab", "lab", project.first)
    assert (body["subject"], body["notebooks"], body["trouble"]) == ("First", 1, "")
    assert (body["head_run"], body["working_run"], body["earlier"]) == (None, None, None)
    assert [each["check"] for each in body["checks"]][:3] == ["secrets", "clean", "size"]
    assert all(each["title"] and each["summary"].endswith(".") for each in body["checks"])
    assert {each["check"] for each in body["checks"] if not each["static"]} == {
        "execute",
        "test",
        "reproduce",
        "gates",
    }


async def test_a_commit_is_checked_and_its_verdict_kept(
    api: Api, project: CheckedProject, told: list[dict[str, Any]]
) -> None:
    project.write("pyproject.toml", '[tool.jupyter-mlops.checks.size]\nnotebook = "1 B"\n')
    commit = project.committed("Too large")

    run = await checked(api)

    assert (run["project"], run["commit"], run["subject"]) == ("lab", commit, "Too large")
    assert (run["state"], run["warnings"], run["notebooks"]) == ("warned", 1, 1)
    [result] = run["results"]
    [finding] = result["findings"]
    assert (result["check"], result["count"], result["verdict"]) == ("size", 1, "warned")
    assert (finding["notebook"], finding["source"]) == ("lab/train.ipynb", "train.ipynb")
    assert len(finding["key"]) == 16
    status = (await api("GET", "/checks", params={"path": "lab"})).body
    assert status["head_run"] == run
    verdicts = await api(
        "POST", "/checks/verdicts", body={"path": "lab", "commits": [project.first, commit]}
    )
    [verdict] = verdicts.body["verdicts"]
    assert verdict == {
        "commit": commit,
        "run": run["id"],
        "state": "warned",
        "errors": 0,
        "warnings": 1,
        "complete": False,
    }
    del told


async def test_the_end_is_heard(
    api: Api, project: CheckedProject, told: list[dict[str, Any]], jp_serverapp: Any
) -> None:
    manager = jp_serverapp.extension_manager
    await manager.start_all_extensions()
    watcher = manager.extension_points["jupyter_mlops"].app._checks

    async def watching() -> bool:
        return bool(watcher._begun)

    await eventually(watching)
    run = await checked(api)

    async def heard() -> dict[str, Any] | None:
        return next((each for each in told if each["state"] == "passed"), None)

    event = await eventually(heard)

    assert (event["run_id"], event["project"]) == (run["id"], "lab")
    assert event["commit"] == project.first


async def test_an_earlier_verdict_stands_in_for_head(api: Api, project: CheckedProject) -> None:
    run = await checked(api)
    project.committed("Second")
    project.committed("Third")

    body = (await api("GET", "/checks", params={"path": "lab"})).body

    assert (body["subject"], body["head_run"]) == ("Third", None)
    assert (body["earlier"]["id"], body["earlier"]["results"]) == (run["id"], [])


async def test_files_as_they_are(api: Api, project: CheckedProject) -> None:
    project.save("new.ipynb", "x = 1")

    run = await checked(api, working=True)

    assert (run["state"], run["commit"], run["notebooks"]) == ("passed", "", 2)
    body = (await api("GET", "/checks", params={"path": "lab"})).body
    assert (body["working_run"]["id"], body["head_run"]) == (run["id"], None)
    one = await checked(api, working=True, path="lab/new.ipynb", only_path=True)
    assert (one["only_notebooks"], one["notebooks"]) == (["new.ipynb"], 1)
    body = (await api("GET", "/checks", params={"path": "lab"})).body
    [before] = body["working_before"]
    assert (body["working_run"]["id"], before["id"]) == (one["id"], run["id"])
    assert before["results"] == run["results"]


async def test_runs_are_listed_without_results(api: Api, project: CheckedProject) -> None:
    first = await checked(api)
    second = await checked(api, working=True)

    listed = (await api("GET", "/checks/runs", params={"path": "lab"})).body["runs"]

    assert [(each["id"], each["results"]) for each in listed] == [
        (second["id"], []),
        (first["id"], []),
    ]
    params = {"path": "lab", "commit": project.first, "limit": "1"}
    of_commit = (await api("GET", "/checks/runs", params=params)).body["runs"]
    assert [each["id"] for each in of_commit] == [first["id"]]


async def test_a_log_is_read_part_by_part(api: Api, project: CheckedProject) -> None:
    run = await checked(api)

    part = await api("GET", f"/checks/runs/{run['id']}/log")

    assert part.body["text"].startswith(f"checking {project.first[:7]} First")
    assert part.body["whole"] is True
    rest = await api(
        "GET", f"/checks/runs/{run['id']}/log", params={"offset": str(part.body["next"])}
    )
    assert rest.body == {"text": "", "next": part.body["next"], "whole": True}


async def test_what_has_ended_cannot_be_cancelled(api: Api, project: CheckedProject) -> None:
    del project
    run = await checked(api)

    refused = await api("POST", f"/checks/runs/{run['id']}/cancel")

    assert (refused.status, refused.code) == (409, "conflict")


REFUSED: list[tuple[tuple[str, str], object, int]] = [
    (("POST", "/checks/runs"), {"path": "../out"}, 403),
    (("POST", "/checks/runs"), {"path": "lab", "commit": "HEAD"}, 400),
    (("POST", "/checks/runs"), {"path": "lab", "commit": "0" * 40}, 404),
    (("POST", "/checks/runs"), {"path": "lab", "checks": ["nope"]}, 400),
    (("POST", "/checks/fix"), {"path": "lab", "notebooks": ["../../out.ipynb"]}, 403),
    (("POST", "/checks/fix"), {"path": "lab", "notebooks": ["gone.ipynb"]}, 404),
    (("POST", "/checks/gate"), {"repository": "nowhere/../../out"}, 403),
    (("GET", "/checks/runs/..%2F..%2Fetc"), None, 404),
    (("GET", "/checks/runs/" + "0" * 26), None, 404),
    (("POST", "/checks/runs/" + "0" * 26 + "/cancel"), None, 404),
]


async def test_what_there_is_not_is_refused(api: Api, project: CheckedProject) -> None:
    del project
    for asked, body, status in REFUSED:
        reply = await api(*asked, body=body)
        assert (asked, body, reply.status) == (asked, body, status)


async def test_trouble_with_the_settings_is_told(api: Api, project: CheckedProject) -> None:
    project.write("pyproject.toml", "[tool.jupyter-mlops.checks]\nstrictt = true\n")

    body = (await api("GET", "/checks", params={"path": "lab"})).body

    assert "strictt" in body["trouble"]
    assert len(body["checks"]) == 12


async def test_notebooks_are_mended(api: Api, project: CheckedProject) -> None:
    project.write("pyproject.toml", '[tool.ruff.lint]\nselect = ["F"]\n')
    project.save("train.ipynb", "import os", "x = 1", outputs="kept\n")
    before = (project.folder / "train.ipynb").read_text()

    done = await api(
        "POST",
        "/checks/fix",
        body={"path": "lab", "checks": ["lint"], "notebooks": ["train.ipynb"]},
    )

    assert (done.status, done.body) == (200, {"notebooks": ["lab/train.ipynb"], "fixed": 1})
    after = (project.folder / "train.ipynb").read_text()
    assert "import os" not in after
    assert after.count("kept") == before.count("kept")
    none = await api("POST", "/checks/fix", body={"path": "lab", "notebooks": []})
    assert none.body == {"notebooks": [], "fixed": 0}


async def test_the_gate_looks_at_what_is_staged(api: Api, project: CheckedProject) -> None:
    secret = "AKIA" + "QWERTZ7UIOP2ASDF"
    project.save("deep/train.ipynb", f"key = {secret!r}")
    project.git("add", "--all")
    project.save("deep/train.ipynb", "key = 1")

    gate = await api("POST", "/checks/gate", body={"repository": "lab"})

    [finding] = gate.body["blocking"]
    assert (finding["check"], finding["notebook"]) == ("secrets", "lab/deep/train.ipynb")
    assert secret not in str(gate.body)
