"""Clone, fetch, pull and push over HTTP, with a remote that asks for a password."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.server.live_operations import GIT_OPERATION
from tests.git.conftest import Repository
from tests.git.http_remote import HttpRemote
from tests.git.notebooks import isolate
from tests.server.helpers import Api, eventually

PASSWORD = "correct horse"  # noqa: S105 - nobody's


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path / "home-of-git")


@pytest.fixture
def remote(tmp_path: Path) -> Iterator[HttpRemote]:
    (tmp_path / "remotes").mkdir()
    served = HttpRemote(tmp_path / "remotes", password=PASSWORD)
    bare = served.create()
    seed = Repository(tmp_path / "seed")
    seed.write("a.txt", "1\n")
    seed.commit("a.txt")
    seed.git("push", "--quiet", str(bare), "main")
    with served.running():
        yield served


@pytest.fixture
def cloning(remote: HttpRemote) -> dict[str, Any]:
    """Asks for a clone."""
    return {"kind": "clone", "repository": "", "url": remote.url(), "set_up": False}


@pytest.fixture
def follow(api: Api) -> Callable[..., Any]:
    """Answers what an operation asks, until it has ended."""

    async def until_ended(started: dict[str, Any], **answers: str | None) -> dict[str, Any]:
        path = f"/git/operations/{started['id']}"

        async def look() -> dict[str, Any] | None:
            now: dict[str, Any] = (await api("GET", path)).body
            if prompt := now["prompt"]:
                answer = {"prompt": prompt["id"], "answer": answers[prompt["kind"]]}
                await api("POST", f"{path}/answer", body=answer)
            return None if now["state"] == "running" else now

        return await eventually(look)

    return until_ended


async def start(api: Api, body: dict[str, Any]) -> dict[str, Any]:
    reply = await api("POST", "/git/operations", body=body)
    assert reply.status == 201, reply.body
    shown: dict[str, Any] = reply.body
    return shown


async def test_a_clone_asks_for_a_password_and_appears(
    api: Api, root: Path, cloning: dict[str, Any], follow: Callable[..., Any]
) -> None:
    started = await start(api, cloning)
    assert (started["kind"], started["state"]) == ("clone", "running")
    ended = await follow(started, username="ada", password=PASSWORD)

    assert (ended["state"], ended["repository"]) == ("succeeded", "lab")
    assert (ended["message"], ended["error"]) == ("Cloned into lab", None)
    assert (root / "lab" / "a.txt").read_text() == "1\n"


async def test_what_is_asked_is_shown(api: Api, cloning: dict[str, Any]) -> None:
    started = await start(api, cloning)
    path = f"/git/operations/{started['id']}"

    async def prompt() -> dict[str, Any] | None:
        found: dict[str, Any] | None = (await api("GET", path)).body["prompt"]
        return found

    asked = await eventually(prompt)
    assert asked["kind"] == "username"
    assert asked["host"].startswith("http://127.0.0.1:")
    stale = {"prompt": "another", "answer": "x"}
    assert (await api("POST", f"{path}/answer", body=stale)).status == 404
    cancelled = await api("POST", f"{path}/cancel")
    assert cancelled.body["state"] == "cancelled"


async def test_refusing_to_answer_fails_with_the_reason(
    api: Api, root: Path, cloning: dict[str, Any], follow: Callable[..., Any]
) -> None:
    ended = await follow(await start(api, cloning), username=None)

    assert (ended["state"], ended["error"]["code"]) == ("failed", "credentials")
    assert not (root / "lab").exists()


async def test_commits_go_and_come(
    api: Api, root: Path, cloning: dict[str, Any], follow: Callable[..., Any]
) -> None:
    answers = {"username": "ada", "password": PASSWORD}
    for name in ("one", "two"):
        await follow(await start(api, {**cloning, "name": name}), **answers)
    one = Repository.__new__(Repository)
    one.folder = root / "one"
    for key in ("name", "email"):
        one.git("config", f"user.{key}", "ada")
    one.write("b.txt", "2\n")
    one.commit("b.txt")
    pushed = await follow(await start(api, {"kind": "push", "repository": "one"}), **answers)
    fetched = await follow(await start(api, {"kind": "fetch", "repository": "two"}), **answers)
    pulled = await follow(await start(api, {"kind": "pull", "repository": "two"}), **answers)

    assert [each["state"] for each in (pushed, fetched, pulled)] == ["succeeded"] * 3
    assert (root / "two" / "b.txt").read_text() == "2\n"


async def test_files_in_the_way_are_listed_by_their_contents_paths_name(
    api: Api, root: Path, remote: HttpRemote, follow: Callable[..., Any], tmp_path: Path
) -> None:
    user = Repository(root / "user")
    user.git("remote", "add", "origin", str(remote.root / "lab.git"))
    user.git("pull", "--quiet", "origin", "main")
    user.git("branch", "--quiet", "--set-upstream-to=origin/main")
    seed = Repository.__new__(Repository)
    seed.folder = tmp_path / "seed"
    seed.write("a.txt", "theirs\n")
    seed.commit("a.txt")
    seed.git("push", "--quiet", str(remote.root / "lab.git"), "main")
    user.write("a.txt", "mine\n")
    ended = await follow(await start(api, {"kind": "pull", "repository": "user"}))

    assert (ended["error"]["code"], ended["error"]["detail"]) == ("would_overwrite", "a.txt")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"kind": "clone", "repository": ""}, 400, "invalid"),
        ({"kind": "clone", "repository": "", "url": "ext::sh -c x"}, 400, "invalid"),
        ({"kind": "clone", "repository": "", "url": "-x"}, 400, "invalid"),
        ({"kind": "clone", "repository": "../..", "url": "https://x/y"}, 403, "forbidden"),
        ({"kind": "clone", "repository": "gone", "url": "https://x/y"}, 404, "not_found"),
        (
            {"kind": "clone", "repository": "", "url": "https://x/y", "name": "../y"},
            400,
            "invalid",
        ),
        ({"kind": "fetch", "repository": ""}, 404, "not_found"),
        ({"kind": "steal", "repository": ""}, 400, "invalid"),
    ],
)
async def test_what_cannot_be_done_is_refused_at_once(
    api: Api, root: Path, body: dict[str, Any], status: int, code: str
) -> None:
    reply = await api("POST", "/git/operations", body=body)

    assert (reply.status, reply.body["code"]) == (status, code)
    assert not (root / "y").exists()


async def test_an_operation_that_is_not_known_is_not_found(api: Api) -> None:
    assert (await api("GET", "/git/operations/x")).status == 404
    assert (await api("POST", "/git/operations/x/cancel")).status == 404


async def test_events_tell_how_it_goes_and_no_secret(
    api: Api, cloning: dict[str, Any], follow: Callable[..., Any], jp_serverapp: Any
) -> None:
    heard: list[dict[str, Any]] = []

    async def listen(logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        del logger, schema_id
        heard.append(data)

    jp_serverapp.event_logger.add_listener(schema_id=GIT_OPERATION, listener=listen)
    await jp_serverapp.extension_manager.start_all_extensions()
    started = await start(api, cloning)
    await follow(started, username="ada", password=PASSWORD)

    async def ended() -> bool:
        return bool(heard) and heard[-1]["state"] == "succeeded"

    await eventually(ended)
    await jp_serverapp.extension_manager.stop_all_extensions()
    assert {data["operation_id"] for data in heard} == {started["id"]}
    assert any(data["waiting"] for data in heard)
    assert heard[-1]["repository"] == "lab"
    assert "horse" not in repr(heard)
    assert "127.0.0.1" not in repr(heard)
