from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.git.conftest import Repository
from tests.git.notebooks import dump, isolate, notebook
from tests.git.test_commit import hook, stage
from tests.server.helpers import Api, Reply
from tests.services.test_check import KEY, LEAK


@pytest.fixture
def repository(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Repository:
    isolate(monkeypatch, tmp_path / "home-of-git")
    monkeypatch.delenv("EMAIL", raising=False)
    return Repository(root / "project")


async def commit(api: Api, message: str = "Change", **more: Any) -> Reply:
    body = {"repository": "project", "message": message, **more}
    return await api("POST", "/git/commits", body=body)


async def test_what_is_staged_is_committed(api: Api, repository: Repository) -> None:
    hook(repository, "pre-commit", "echo checked")
    stage(repository)
    made = await commit(api, "Begin\n\nAt last", signoff=True, expected="")
    assert made.status == 201, made.body
    assert made.body == {
        "commit": repository.git("rev-parse", "HEAD"),
        "subject": "Begin",
        "files": 1,
        "output": "checked",
        "warnings": 0,
    }
    stale = await commit(api, expected="")
    assert (stale.status, stale.body["code"]) == (409, "stale")


async def test_what_a_hook_says_is_told(api: Api, repository: Repository) -> None:
    hook(repository, "commit-msg", "echo 'Say why.'; exit 1")
    stage(repository)
    refused = await commit(api)
    assert (refused.status, refused.body["code"]) == (409, "hook_failed")
    assert refused.body["detail"] == "Say why."


async def test_a_secret_is_committed_only_by_who_says_why(api: Api, repository: Repository) -> None:
    repository.write("a.ipynb", dump(notebook(LEAK, "print(undefined)")))
    repository.git("add", "--all")
    refused = await commit(api)
    assert (refused.status, refused.body["code"]) == (409, "gate_blocked")
    assert refused.body["detail"].startswith("a.ipynb, cell [1], line 1: an AWS access key")
    assert KEY not in str(refused.body)
    assert (await commit(api, override="")).status == 400
    made = await commit(api, override="a test key")
    assert made.status == 201, made.body
    assert made.body["warnings"] >= 1
    assert repository.git("log", "-1", "--format=%(trailers)") == (
        "Checks-Overridden: secrets (1): a test key"
    )


async def test_who_commits_is_asked_for_and_taken(api: Api, repository: Repository) -> None:
    repository.git("config", "--remove-section", "user")
    stage(repository)
    asked = await commit(api)
    assert (asked.status, asked.body["code"]) == (409, "identity_missing")
    nobody = await commit(api, identity={"name": "", "email": "a@example.org"})
    assert (nobody.status, nobody.body["code"]) == (400, "invalid")
    someone = {"name": "Ada", "email": "ada@example.org"}
    assert (await commit(api, identity=someone)).status == 201
    assert repository.git("log", "-1", "--format=%an") == "Ada"


async def test_outside_of_any_repository_nothing_is_committed(api: Api, root: Path) -> None:
    (root / "project").mkdir()
    refused = await commit(api)
    assert (refused.status, refused.body["code"]) == (404, "not_found")
    outside = await api("POST", "/git/commits", body={"repository": "..", "message": "x"})
    assert (outside.status, outside.body["code"]) == (403, "forbidden")


async def test_a_message_is_suggested(api: Api, repository: Repository) -> None:
    stage(repository, "two words.py")
    query = {"repository": "project"}
    reply = await api("GET", "/git/suggestion", params=query)
    assert reply.body == {"subject": "Add two words.py"}
    await commit(api, "First\n\nSecond")
    amend = await api("GET", "/git/suggestion", params={**query, "amend": "true"})
    assert amend.body == {"subject": "First\n\nSecond"}
