from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.git.conftest import Repository
from tests.git.notebooks import isolate
from tests.git.test_lock import leave_lock
from tests.server.helpers import Api


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path / "home-of-git")


@pytest.fixture
def repository(root: Path) -> Repository:
    return Repository(root / "project")


async def status(api: Api, path: str = "project") -> Any:
    reply = await api("GET", "/git/status", params={"path": path})
    assert reply.status == 200, reply.body
    return reply.body


async def test_a_repository_with_what_has_changed_in_it(api: Api, repository: Repository) -> None:
    for name in ("train.ipynb", "old.py", "plot.png"):
        repository.write(name, name * 20)
    commit = repository.commit("train.ipynb", "old.py", "plot.png")
    repository.git("mv", "old.py", "new.py")
    repository.write("train.ipynb", "staged")
    repository.git("add", "train.ipynb")
    repository.write("train.ipynb", "edited again")
    (repository.folder / "plot.png").unlink()
    repository.write("-x\n.csv")
    repository.write(".ipynb_checkpoints/train-checkpoint.ipynb")

    reply = await status(api, "project/gone/folder")

    assert reply["repository"] == {
        "path": "project",
        "name": "project",
        "parent": None,
        "kind": "repository",
        "branch": "main",
        "commit": commit,
        "upstream": None,
        "remotes": [],
        "state": "normal",
        "has_identity": True,
        "lock": None,
        "filters_notebooks": False,
        "watched": reply["repository"]["watched"],
    }
    told = [(file["path"], file["kind"], file["change"], file["staged"]) for file in reply["files"]]
    assert told == [
        ("project/-x\n.csv", "text", "untracked", "none"),
        ("project/new.py", "text", "renamed", "all"),
        ("project/plot.png", "image", "deleted", "none"),
        ("project/train.ipynb", "notebook", "modified", "some"),
    ]
    assert reply["files"][1]["old_path"] == "project/old.py"
    assert all(file["actionable"] for file in reply["files"])


async def test_where_there_is_no_repository_the_folder_is_told_that_could_be_one(
    api: Api, root: Path
) -> None:
    (root / "folder").mkdir()
    reply = await status(api, "folder/new.ipynb")
    assert (reply["repository"], reply["folder"], reply["files"]) == (None, "folder", [])
    assert (await status(api, "new.ipynb"))["folder"] == ""


async def test_a_server_in_a_folder_of_a_repository_counts_what_lies_outside(
    api: Api, root: Path
) -> None:
    repository = Repository(root.parent / "around")
    (repository.folder / ".git").rename(root.parent / ".git")
    (root / "inside.py").touch()
    (root.parent / "outside.py").touch()
    repository.folder = root.parent
    repository.write("moved in.py", "a long enough content\n" * 5)
    repository.commit("moved in.py")
    repository.git("mv", "moved in.py", str(root / "moved in.py"))
    repository.git("add", "outside.py")
    reply = await status(api, "")
    assert (reply["repository"]["path"], reply["repository"]["name"]) == ("", root.parent.name)
    listed = {file["path"]: (file["change"], file["old_path"]) for file in reply["files"]}
    assert listed["inside.py"] == ("untracked", None)
    assert listed["moved in.py"] == ("added", None)
    assert not any("outside" in path for path in listed)
    assert reply["outside_staged"] == 1
    assert reply["outside"] >= 1


async def test_a_nested_repository_knows_its_parent_and_is_not_acted_on_from_there(
    api: Api, repository: Repository
) -> None:
    inner = Repository(repository.folder / "inner")
    inner.write("a.py")
    around = await status(api)
    assert around["files"] == [
        {
            "path": "project/inner",
            "old_path": None,
            "kind": "submodule",
            "change": "untracked",
            "staged": "none",
            "actionable": False,
        }
    ]
    found = await status(api, "project/inner/a.py")
    assert (found["repository"]["path"], found["repository"]["parent"]) == (
        "project/inner",
        "project",
    )


async def test_a_name_that_cannot_be_sent_is_shown_but_not_acted_on(
    api: Api, repository: Repository
) -> None:
    repository.write(os.fsdecode(b"caf\xe9.py"))
    (file,) = (await status(api))["files"]
    assert (file["path"], file["actionable"]) == ("project/caf�.py", False)


async def test_of_too_many_files_the_untracked_ones_are_left_out(
    api: Api, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jupyter_mlops.server.git_replies.MOST", 2)
    repository.write("z.py")
    repository.commit("z.py")
    repository.write("z.py", "changed")
    for name in ("a.py", "b.py", "c.py"):
        repository.write(name)
    reply = await status(api)
    assert [file["path"] for file in reply["files"]] == ["project/a.py", "project/z.py"]
    assert reply["omitted"] == 2


async def test_a_repository_of_somebody_else_is_refused_with_what_to_do(
    api: Api, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    reply = await api("GET", "/git/status", params={"path": "project"})
    assert (reply.status, reply.body["code"]) == (403, "forbidden")
    assert '--add safe.directory "$PWD"' in reply.body["hint"]
    assert "dubious ownership" in reply.body["detail"]
    assert repository.folder.is_dir()


@pytest.mark.usefixtures("repository")
async def test_without_git_that_is_said(
    api: Api, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    reply = await api("GET", "/git/status", params={"path": "project"})
    assert (reply.status, reply.body["code"]) == (422, "unavailable")


async def test_a_repository_is_made_with_everything_for_notebooks(api: Api, root: Path) -> None:
    (root / "new").mkdir()
    made = await api("POST", "/git/init", body={"path": "new"})
    assert made.status == 200, made.body
    found = made.body["repository"]
    assert (found["path"], found["branch"], found["commit"]) == ("new", "main", None)
    assert (found["has_identity"], found["filters_notebooks"]) == (False, True)
    again = await api("POST", "/git/init", body={"path": "new"})
    assert (again.status, again.body["code"]) == (409, "conflict")


async def test_a_repository_is_made_without_any_setup_as_the_user_likes_it(
    api: Api, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "settings"
    config.write_text("[init]\n\tdefaultBranch = trunk\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    made = await api("POST", "/git/init", body={"path": "", "set_up": False})
    found = made.body["repository"]
    assert (found["path"], found["branch"]) == ("", "trunk")
    assert not found["filters_notebooks"]
    (root / "file.txt").touch()
    wrong = await api("POST", "/git/init", body={"path": "file.txt"})
    assert (wrong.status, wrong.body["code"]) == (400, "invalid")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write everywhere"
)
async def test_a_folder_that_cannot_be_written_to_gets_no_repository(api: Api, root: Path) -> None:
    (root / "closed").mkdir()
    (root / "closed").chmod(stat.S_IRUSR | stat.S_IXUSR)
    reply = await api("POST", "/git/init", body={"path": "closed"})
    assert reply.body["code"] == "git"


async def test_a_lock_is_shown_and_taken_away_when_it_was_left_behind(
    api: Api, repository: Repository
) -> None:
    file = leave_lock(repository, age=3)
    lock = (await status(api))["repository"]["lock"]
    assert lock["abandoned"]
    assert lock["age"] >= 3
    young = await api("POST", "/git/unlock", body={"repository": "project"})
    assert (young.status, young.body["code"]) == (409, "locked")
    leave_lock(repository, age=20)
    freed = await api("POST", "/git/unlock", body={"repository": "project"})
    assert freed.status == 200
    assert freed.body["repository"]["lock"] is None
    assert not file.exists()
