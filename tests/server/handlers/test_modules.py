"""Modules: how they stand to their notebooks, and their export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.server.live_modules import MODULES_CHANGED
from tests.server.helpers import Api
from tests.services.module_projects import FIT, Project


@pytest.fixture
def project(root: Path) -> Project:
    return Project(root / "lab")


@pytest.fixture
def told(jp_serverapp: Any) -> list[dict[str, Any]]:
    """What the event bus hears of modules."""
    heard: list[dict[str, Any]] = []

    async def listen(logger: Any, schema_id: str, data: dict[str, Any]) -> None:  # noqa: ARG001
        heard.append(data)

    jp_serverapp.event_logger.add_listener(schema_id=MODULES_CHANGED, listener=listen)
    return heard


async def test_modules_are_shown_and_exported(
    api: Api, project: Project, told: list[dict[str, Any]]
) -> None:
    project.exported(FIT)

    shown = await api("GET", "/modules", params={"path": "lab/train.ipynb"})

    assert (shown.status, shown.body["project"], shown.body["package"]) == (200, "lab", "lab")
    assert shown.body["targets"] == ["train"]
    [module] = shown.body["modules"]
    assert (module["state"], module["path"]) == ("new", "lab/src/lab/train.py")
    assert [cell["change"] for cell in module["changes"]] == ["added"]
    done = await api("POST", "/modules/export", body={"path": "lab"})
    assert (done.status, done.body["written"], done.body["held_back"]) == (200, ["train"], [])
    assert done.body["status"]["modules"][0]["state"] == "in_step"
    again = await api("POST", "/modules/export", body={"path": "lab"})
    assert (again.body["written"], again.body["unchanged"]) == ([], 1)
    assert told == [{"project": "lab"}]


async def test_only_the_modules_of_a_notebook_are_exported(api: Api, project: Project) -> None:
    project.exported(FIT)
    project.exported(FIT, name="other.ipynb")

    body = {"path": "lab/other.ipynb", "notebook_only": True}
    done = await api("POST", "/modules/export", body=body)

    assert done.body["written"] == ["other"]
    states = {each["name"]: each["state"] for each in done.body["status"]["modules"]}
    assert states == {"other": "in_step", "train": "new"}
    assert done.body["status"]["targets"] == ["other"]


async def test_a_foreign_module_is_replaced_with_consent(api: Api, project: Project) -> None:
    project.exported(FIT)
    project.module().parent.mkdir(parents=True)
    project.module().write_text("mine = 1\n")

    refused = await api("POST", "/modules/export", body={"path": "lab"})

    assert refused.body["held_back"] == ["train"]
    [module] = refused.body["status"]["modules"]
    assert module["findings"][0]["code"] == "foreign_module"
    body = {"path": "lab", "replace": ["train"]}
    assert (await api("POST", "/modules/export", body=body)).body["written"] == ["train"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"path": "../out"}, 403),
        ({"path": "lab", "modules": ["nope"]}, 404),
        ({"path": "lab", "modules": ["../out"]}, 400),
    ],
)
@pytest.mark.usefixtures("project")
async def test_what_cannot_be_exported_is_refused(
    api: Api, body: dict[str, Any], status: int
) -> None:
    assert (await api("POST", "/modules/export", body=body)).status == status


async def test_a_folder_without_modules_has_none(api: Api, root: Path) -> None:
    (root / "empty").mkdir()

    shown = await api("GET", "/modules", params={"path": "empty"})

    assert (shown.status, shown.body["modules"], shown.body["notebooks"]) == (200, [], 0)
    assert (shown.body["version"], shown.body["can_release"]) == ("", False)
