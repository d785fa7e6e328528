"""Commits: list them, show what one has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.git.notebooks import NotebookRepository
from tests.server.helpers import Api


@pytest.fixture
def repository(root: Path) -> NotebookRepository:
    repository = NotebookRepository(root / "project")
    repository.save("old.ipynb", "a = 1", "b = 2", "c = 3")
    repository.commit("old.ipynb")
    repository.git("mv", "old.ipynb", "train.ipynb")
    repository.write("plot.png")
    repository.commit("train.ipynb", "plot.png")
    repository.write("a.py")
    repository.commit("a.py")
    return repository


async def log(api: Api, **query: Any) -> Any:
    reply = await api("GET", "/git/log", params={"repository": "project", **query})
    assert reply.status == 200, reply.body
    return reply.body


async def test_the_history_of_a_branch_comes_in_pages(
    api: Api, repository: NotebookRepository
) -> None:
    first = await log(api, limit=2)
    rest = await log(api, limit=2, skip=2)
    older = await log(api, revision="HEAD~1")

    assert ([len(page["commits"]) for page in (first, rest)], first["more"], rest["more"]) == (
        [2, 1],
        True,
        False,
    )
    assert first["commits"][0]["commit"] == repository.git("rev-parse", "HEAD")
    assert first["commits"][0]["refs"] == ["main"]
    assert first["commits"][0]["path"] is None
    assert older["commits"] == [first["commits"][1], *rest["commits"]]


async def test_the_history_of_a_notebook_follows_its_names(
    api: Api, repository: NotebookRepository
) -> None:
    del repository

    page = await log(api, path="project/train.ipynb")

    assert [each["path"] for each in page["commits"]] == [
        "project/train.ipynb",
        "project/old.ipynb",
    ]


async def test_a_repository_without_commits_has_no_history(api: Api, root: Path) -> None:
    NotebookRepository(root / "project")

    assert await log(api) == {"commits": [], "more": False}


@pytest.mark.parametrize("revision", ["nothing", "--all", "HEAD..HEAD", "a\0b", "HEAD^{tree}"])
async def test_what_is_no_commit_is_refused(
    api: Api, repository: NotebookRepository, revision: str
) -> None:
    del repository
    query = {"repository": "project"}

    listed = await api("GET", "/git/log", params={**query, "revision": revision})
    shown = await api("GET", "/git/commit-files", params={**query, "commit": revision})

    assert (listed.status, listed.code) == (400, "invalid")
    assert (shown.status, shown.code) == (400, "invalid")


async def test_a_commit_shows_its_files(api: Api, repository: NotebookRepository) -> None:
    query = {"repository": "project", "commit": "HEAD~1"}
    reply = await api("GET", "/git/commit-files", params=query)

    assert reply.body["commit"]["commit"] == repository.git("rev-parse", "HEAD~1")
    assert reply.body["files"] == [
        {"path": "project/plot.png", "old_path": None, "kind": "image", "change": "added"},
        {
            "path": "project/train.ipynb",
            "old_path": "project/old.ipynb",
            "kind": "notebook",
            "change": "renamed",
        },
    ]


async def test_the_diff_of_a_commit_opens_by_its_id(
    api: Api, repository: NotebookRepository
) -> None:
    commit = repository.git("rev-parse", "HEAD~1")
    body = {
        "path": "project/train.ipynb",
        "base_path": "project/old.ipynb",
        "base": f"{commit}^",
        "head": commit,
    }
    reply = await api("POST", "/git/diffs", body=body)

    assert (reply.body["status"], reply.body["notebook"]["summary"]) == (
        "renamed",
        {"unchanged": 3},
    )


async def test_only_what_lies_below_the_servers_root_is_shown(api: Api, root: Path) -> None:
    around = NotebookRepository(root.parent / "around")
    (root.parent / "around" / ".git").rename(root.parent / ".git")
    around.folder = root.parent
    (root / "inside.py").write_text("1")
    (root.parent / "outside.py").write_text("1")
    around.commit(f"{root.name}/inside.py", "outside.py")

    query = {"repository": "", "commit": "HEAD"}
    reply = await api("GET", "/git/commit-files", params=query)

    assert [file["path"] for file in reply.body["files"]] == ["inside.py"]
