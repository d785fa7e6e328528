"""Releases: planned, made, listed, compared, restored and published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.server.live_modules import MODULES_CHANGED
from tests.git.notebooks import isolate
from tests.server.helpers import Api, Reply
from tests.services.packages import NEW, OLD, SCALE, PackageRepository

PATH = {"path": "lab/train.ipynb"}


@pytest.fixture
def package(
    root: Path, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> PackageRepository:
    isolate(monkeypatch, tmp_path / "home-of-git")
    monkeypatch.setenv("JUPYTER_MLOPS_HOME", str(home))
    return PackageRepository(root / "lab")


@pytest.fixture
def told(jp_serverapp: Any) -> list[dict[str, Any]]:
    """What the event bus hears of modules."""
    heard: list[dict[str, Any]] = []

    async def listen(logger: Any, schema_id: str, data: dict[str, Any]) -> None:  # noqa: ARG001
        heard.append(data)

    jp_serverapp.event_logger.add_listener(schema_id=MODULES_CHANGED, listener=listen)
    return heard


async def release(api: Api, version: str, **more: Any) -> Reply:
    return await api(
        "POST", "/releases", body={**PATH, "version": version, "changelog": "- it", **more}
    )


async def test_a_release_from_its_plan_to_its_restoring(
    api: Api, package: PackageRepository, told: list[dict[str, Any]]
) -> None:
    plan = (await api("GET", "/releases/plan", params=PATH)).body
    assert (plan["package"], plan["latest"], plan["advised"]) == ("demo", "", "0.9.0")
    assert plan["problems"] == []
    assert plan["index"] == str(package.home.root / "index")

    made = await release(api, "1.0.0")
    assert made.status == 201, made.body
    assert made.body["dist"] == "lab/dist"
    assert made.body["index_url"].startswith("file://")
    assert made.body["release"]["version"] == "1.0.0"
    assert [len(file["sha256"]) for file in made.body["release"]["files"]] == [64, 64]
    assert told == [{"project": "lab"}]

    package.cells("#", SCALE, NEW)
    listed = (await api("GET", "/releases", params=PATH)).body
    assert listed["package"] == "demo"
    assert listed["version"] == "1.0.0"
    assert listed["releases"] == [made.body["release"]]

    contradiction = (await api("GET", "/releases/plan", params={**PATH, "version": "1.0.1"})).body
    assert (contradiction["advised"], contradiction["contradicts"]) == ("2.0.0", True)
    assert contradiction["reasons"][1] == {
        "level": "minor",
        "kind": "added",
        "name": "features.new",
        "message": "features.new was added",
        "notebook": "lab/train.ipynb",
        "index": 2,
    }
    refused = await release(api, "1.0.1")
    assert (refused.status, refused.body["code"]) == (409, "release_unconfirmed")
    assert (await release(api, "1.0.1", confirmed=True, publish=False)).status == 201

    compared = await api("GET", "/releases/compare", params={**PATH, "base": "1.0.0"})
    assert compared.body["level"] == "major"
    assert [module["name"] for module in compared.body["modules"]] == ["features"]

    names = (await api("GET", "/releases/api", params={**PATH, "version": "1.0.0"})).body["names"]
    assert [name["name"] for name in names] == ["features", "features.old", "features.scale"]

    body = {**PATH, "version": "1.0.0", "modules": ["features"]}
    restored = (await api("POST", "/releases/restore", body=body)).body
    assert restored["restored"] == ["lab/src/demo/features.py", "lab/train.ipynb"]
    assert [module["state"] for module in restored["status"]["modules"]] == ["in_step"]

    published = await api("POST", "/releases/publish", body={**PATH, "version": "1.0.1"})
    assert (published.status, len(published.body["release"]["files"])) == (200, 2)


async def test_what_stands_in_the_way_is_told_with_what_to_do(
    api: Api, package: PackageRepository
) -> None:
    package.cells("#", SCALE, OLD, NEW, commit=False)
    plan = (await api("GET", "/releases/plan", params={**PATH, "version": "nonsense"})).body
    assert [(each["blocks"], bool(each["hint"])) for each in plan["problems"]] == [(True, True)] * 2
    refused = await release(api, "1.0.0")
    assert (refused.status, refused.body["code"]) == (409, "conflict")
    assert (await release(api, "nonsense")).status == 400


@pytest.mark.parametrize(
    ("method", "path", "given"),
    [
        ("GET", "/releases/compare", {"base": "7.0"}),
        ("GET", "/releases/api", {"version": "7.0"}),
        ("POST", "/releases/restore", {"version": "7.0"}),
        ("POST", "/releases/publish", {"version": "7.0"}),
    ],
)
async def test_a_version_that_is_not_there_is_not_found(
    api: Api, package: PackageRepository, method: str, path: str, given: dict[str, str]
) -> None:
    assert package.tags() == []
    how = {"params": {**PATH, **given}} if method == "GET" else {"body": {**PATH, **given}}
    missing = await api(method, path, **how)
    assert (missing.status, missing.body["code"]) == (404, "not_found")


async def test_a_project_outside_of_git_has_no_releases(api: Api, root: Path) -> None:
    (root / "plain").mkdir()
    (root / "plain" / "pyproject.toml").write_text("")
    missing = await api("GET", "/releases", params={"path": "plain"})
    assert (missing.status, missing.body["code"]) == (404, "not_found")


async def test_nothing_outside_of_the_root_is_released(api: Api) -> None:
    refused = await api("GET", "/releases", params={"path": "../.."})
    assert refused.status == 403
