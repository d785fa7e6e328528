"""Branches: list them, switch between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.git.conftest import Repository
from tests.server.helpers import Api


@pytest.fixture
def repository(root: Path) -> Repository:
    repository = Repository(root / "project")
    repository.write("a.py", "one\n")
    repository.commit("a.py")
    repository.git("checkout", "-qb", "topic")
    repository.write("a.py", "two\n")
    repository.commit("a.py")
    repository.git("checkout", "-q", "main")
    return repository


async def test_branches_are_listed_with_where_they_are_checked_out(
    api: Api, repository: Repository, root: Path, tmp_path: Path
) -> None:
    repository.git("worktree", "add", "-q", "-b", "linked", str(root / "linked"))
    repository.git("worktree", "add", "-q", "-b", "outside", str(tmp_path / "outside"))

    reply = await api("GET", "/git/branches", params={"repository": "project"})

    found = {branch["name"]: branch for branch in reply.body["branches"]}
    assert {name: branch["worktree"] for name, branch in found.items()} == {
        "main": None,
        "topic": None,
        "linked": "linked",
        "outside": "?",
    }
    assert [name for name, branch in found.items() if branch["current"]] == ["main"]
    assert (found["main"]["subject"], found["main"]["upstream"]) == ("Change", None)
    assert found["main"]["commit"] == repository.git("rev-parse", "main")


async def test_switching_tells_where_one_is(api: Api, repository: Repository) -> None:
    body = {"repository": "project", "branch": "topic"}
    reply = await api("POST", "/git/switch", body=body)

    assert (reply.status, reply.body) == (
        200,
        {"branch": "topic", "conflicts": [], "set_aside": None},
    )
    assert repository.git("branch", "--show-current") == "topic"


async def test_what_is_in_the_way_is_said_file_by_file_then_merged_or_set_aside(
    api: Api, repository: Repository
) -> None:
    repository.write("a.py", "mine\n")
    body = {"repository": "project", "branch": "topic"}

    refused = await api("POST", "/git/switch", body=body)
    aside = await api("POST", "/git/switch", body={**body, "changes": "set-aside"})
    repository.write("a.py", "mine again\n")
    merged = await api("POST", "/git/switch", body={**body, "branch": "main", "changes": "merge"})

    assert (refused.status, refused.body["code"]) == (409, "would_overwrite")
    assert refused.body["detail"] == "a.py"
    assert aside.body["set_aside"]
    assert merged.body == {
        "branch": "main",
        "conflicts": ["project/a.py"],
        "set_aside": None,
    }


async def test_a_branch_is_made_or_not_found(api: Api, repository: Repository) -> None:
    body = {"repository": "project", "branch": "fix/plots"}

    missing = await api("POST", "/git/switch", body=body)
    made = await api("POST", "/git/switch", body={**body, "create": True, "start": "topic"})

    assert (missing.status, missing.code) == (404, "not_found")
    assert made.body["branch"] == "fix/plots"
    assert repository.git("rev-parse", "HEAD") == repository.git("rev-parse", "topic")
