"""Changes: by cell, by hunk; staged, unstaged, discarded, restored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.server.payloads.changes import CellsReply, DiscardedReply, HunksReply
from tests.git.notebooks import isolate, notebook
from tests.server.helpers import Api
from tests.services.git_files import TEXT, FilesRepository

NOTEBOOK = "project/train.ipynb"


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path / "home-of-git")


@pytest.fixture
def files(root: Path) -> FilesRepository:
    return FilesRepository(root / "project")


async def ask(api: Api, verb: str, **body: Any) -> Any:
    reply = await api("POST", f"/git/{verb}", body=body)
    assert reply.status == 200, reply.body
    return reply.body


async def test_a_cell_from_the_list_to_the_index_and_back(api: Api, files: FilesRepository) -> None:
    working = files.run("load(1)", "fit(2)", "show()")
    found = await ask(api, "cells", path=NOTEBOOK)
    assert set(found) == set(CellsReply.__struct_fields__)
    assert [(cell["kind"], cell["source"]) for cell in found["cells"]] == [
        ("edited", "unstaged"),
        ("edited", "unstaged"),
        ("rerun", None),
    ]
    file = {
        "path": NOTEBOOK,
        "cells": [{"key": found["cells"][1]["key"]}],
        "version": found["version"],
    }
    status = await ask(api, "stage", repository="project", files=[file])
    assert [(each["path"], each["staged"]) for each in status["files"]] == [(NOTEBOOK, "some")]
    assert files.staged_sources() == ["load()", "fit(2)", "show()"]
    again = await ask(api, "cells", path=NOTEBOOK)
    assert [cell["source"] for cell in again["cells"]] == ["unstaged", "staged", None]
    file["version"] = again["version"]
    status = await ask(api, "unstage", repository="project", files=[file])
    assert status["files"][0]["staged"] == "none"
    assert files.read() == working


@pytest.mark.usefixtures("files")
async def test_what_is_typed_counts(api: Api) -> None:
    typed = notebook("load()", "fit(2)", "show()")
    for cell in typed["cells"]:
        del cell["outputs"]
    unsaved = {"notebook": typed, "outputs_on_disk": [cell["id"] for cell in typed["cells"]]}
    found = await ask(api, "cells", path=NOTEBOOK, unsaved=unsaved)
    assert [cell["preview"] for cell in found["cells"]] == ["fit(2)"]
    found = await ask(api, "hunks", path="project/code.py", unsaved={"text": TEXT + "typed\n"})
    assert [hunk["preview"] for hunk in found["hunks"]] == ["typed"]


@pytest.mark.usefixtures("files")
async def test_outputs_that_are_not_on_disk_are_asked_for(api: Api) -> None:
    typed = notebook("load()", "fit(2)", "show()", "new()")
    for cell in typed["cells"]:
        del cell["outputs"]
    unsaved = {"notebook": typed, "outputs_on_disk": [cell["id"] for cell in typed["cells"]]}
    reply = await api("POST", "/git/cells", body={"path": NOTEBOOK, "unsaved": unsaved})
    assert (reply.status, reply.body["code"]) == (409, "stale")
    assert reply.body["hint"] == "send the whole document"


async def test_a_hunk_is_staged_alone(api: Api, files: FilesRepository) -> None:
    files.write("code.py", TEXT.replace("line 3\n", "three\n").replace("line 20\n", "20\n"))
    found = await ask(api, "hunks", path="project/code.py")
    assert set(found) == set(HunksReply.__struct_fields__)
    chosen = {"path": "project/code.py", "hunks": [found["hunks"][1]["key"]]}
    await ask(api, "stage", repository="project", files=[chosen])
    assert files.staged("code.py").decode() == TEXT.replace("line 20\n", "20\n")


async def test_what_is_discarded_is_listed_and_comes_back(api: Api, files: FilesRepository) -> None:
    working = files.run("load(1)", "fit(2)", "show()")
    found = await ask(api, "cells", path=NOTEBOOK)
    keys = [{"key": cell["key"]} for cell in found["cells"][:2]]
    file = {"path": NOTEBOOK, "cells": keys, "version": found["version"]}
    discarded = await ask(api, "discard", repository="project", files=[file])
    assert set(discarded) == set(DiscardedReply.__struct_fields__)
    assert (discarded["title"], discarded["paths"]) == ("2 cells of train.ipynb", [NOTEBOOK])
    sources = [cell["source"] for cell in json.loads(files.read())["cells"]]
    assert sources == ["load()", "fit()", "show()"]
    listed = await api("GET", "/git/discarded", params={"repository": "project"})
    assert listed.body == {"discarded": [discarded]}
    restored = await ask(api, f"discarded/{discarded['id']}/restore", repository="project")
    assert restored == discarded
    assert files.read() == working
    listed = await api("GET", "/git/discarded", params={"repository": "project"})
    assert listed.body == {"discarded": []}


async def test_refusals_are_told(api: Api, files: FilesRepository) -> None:
    files.run("load(1)", "fit(2)", "show()")
    stale = {"path": NOTEBOOK, "cells": [], "version": "another"}
    outside = {"path": "elsewhere.txt"}
    files.write("large.bin", "")
    with (files.folder / "large.bin").open("wb") as file:
        file.truncate(5 * 2**30)
    told = []
    for chosen in (stale, outside, {"path": "project/large.bin"}, {"path": "project/.git/config"}):
        reply = await api("POST", "/git/stage", body={"repository": "project", "files": [chosen]})
        told.append((reply.status, reply.body["code"]))
    assert told == [(409, "stale"), (403, "forbidden"), (409, "large_file"), (400, "invalid")]
    reply = await api("POST", "/git/discarded/nothing/restore", body={"repository": "project"})
    assert (reply.status, reply.body["code"]) == (404, "not_found")
    assert files.git("diff", "--cached", "--name-only") == ""


async def test_what_cannot_be_told_by_part_says_why(api: Api, files: FilesRepository) -> None:
    files.write("draft.ipynb", "not yet")
    (files.folder / "data.bin").write_bytes(b"\0\1\2")
    found = await ask(api, "cells", path="project/draft.ipynb")
    assert found["cells"] == []
    assert "not JSON" in found["problem"]
    found = await ask(api, "hunks", path="project/data.bin")
    assert (found["hunks"], found["problem"]) == ([], "it is no text")


async def test_only_what_is_below_the_root_is_named(
    api: Api, root: Path, files: FilesRepository
) -> None:
    """A repository that begins above the server's root is known by an empty path."""
    (files.folder / ".git").rename(root.parent / ".git")
    for name in ("train.ipynb", "code.py"):
        (files.folder / name).rename(root / name)
    files.folder = root
    files.write("new.txt", "1")
    await ask(api, "stage", repository="", files=[{"path": "new.txt"}])
    assert f"A  {root.name}/new.txt" in files.git("status", "--porcelain").splitlines()
    discarded = await ask(api, "discard", repository="", files=[{"path": "new.txt"}])
    assert discarded["paths"] == ["new.txt"]
