"""What every route does with requests that it cannot read, and with bugs."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.base.handlers import APIHandler

from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.server.routes import HANDLERS
from jupyter_mlops.settings import current_user
from tests.server.helpers import ROUTES, Api, make_run, write_notebook


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "truncated"),
        (b"{", "truncated"),
        (b"[]", "Expected `object`"),
        (b'{"path": "\xff"}', "utf-8"),
        (b'{"path": "a.ipynb", "parameters": {"a": ' + b"[" * 100_000, "recursion"),
        (b'{"path": 1}', "Expected `str`"),
        (b"{}", "missing required field `path`"),
        (b'{"path": "a.ipynb", "parameters": []}', "Expected `object`"),
        (b'{"path": "a.ipynb", "kernle": "python3"}', "unknown field `kernle`"),
    ],
    ids=lambda value: value[:20] if isinstance(value, bytes) else None,
)
async def test_a_body_that_cannot_be_read_is_the_senders_fault(
    api: Api, body: bytes, said: str
) -> None:
    reply = await api("POST", "/runs", body=body)

    assert (reply.status, reply.code) == (400, "invalid")
    assert said in reply.body["message"]


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("/runs", {"limit": "0"}),
        ("/runs", {"limit": "201"}),
        ("/runs", {"limit": "many"}),
        ("/runs", {"state": "asleep"}),
        ("/runs", {"stat": "running"}),
        ("/parameters", {}),
        ("/parameters", {"path": "a.ipynb", "deep": "yes"}),
        ("/runs/{id}/log", {"limit": "0"}),
        ("/runs/{id}/log", {"limit": "1048577"}),
        ("/runs/{id}/log", {"offset": "start"}),
    ],
)
async def test_a_query_that_cannot_be_read_is_the_senders_fault(
    api: Api, path: str, params: dict[str, str]
) -> None:
    reply = await api("GET", path, params=params)

    assert (reply.status, reply.code) == (400, "invalid")
    assert reply.body["hint"] == "see /mlops/api/v1/openapi.json"


async def test_queries_may_carry_what_is_jupyters_own(api: Api) -> None:
    reply = await api("GET", "/runs", params={"no_track_activity": "1", "1763706126000": ""})

    assert reply.status == 200


async def test_a_file_name_may_end_in_a_space(api: Api, root: Path) -> None:
    write_notebook(root / " notes.ipynb ", "1")

    reply = await api("GET", "/parameters", params={"path": " notes.ipynb "})

    assert (reply.status, reply.body["path"]) == (200, " notes.ipynb ")


async def test_messages_name_files_as_the_browser_knows_them(api: Api, root: Path) -> None:
    reply = await api("POST", "/runs", body={"path": "deep/nope.ipynb"})

    assert (reply.status, reply.code) == (404, "not_found")
    assert "deep/nope.ipynb" in reply.body["message"]
    assert str(root) not in str(reply.body)


async def test_methods_that_a_route_does_not_have_are_refused(api: Api) -> None:
    replies = {
        (method, handler.path): await api(method, handler.path.replace("{id}", "0"), body={})
        for handler in HANDLERS
        for method in set(APIHandler.SUPPORTED_METHODS) - {"OPTIONS", "HEAD"}
        if (method, handler.path) not in ROUTES
    }

    assert {(reply.status, reply.code) for reply in replies.values()} == {
        (405, "method_not_allowed")
    }


async def test_head_is_no_way_around_the_door(api: Api) -> None:
    reply = await api("HEAD", "/runs")

    assert (reply.status, reply.body) == (405, None)


async def test_every_reply_is_json(api: Api) -> None:
    replies = [
        await api("GET", "/runs"),
        await api("GET", "/openapi.json"),
        await api("GET", "/runs", params={"limit": "0"}),
        await api("PUT", "/runs", body={}),
    ]

    assert [reply.headers["Content-Type"] for reply in replies] == ["application/json"] * 4


async def test_a_bug_is_a_500_with_its_traceback_in_the_log(
    api: Api, root: Path, home: Path, store: SqliteRunStore, caplog: pytest.LogCaptureFixture
) -> None:
    store.add(make_run(root / "train.ipynb", user=current_user()))
    with sqlite3.connect(home / "mlops.sqlite") as database:
        database.execute("UPDATE runs SET progress = 'nonsense'")
    database.close()

    with caplog.at_level(logging.ERROR):
        reply = await api("GET", "/runs")

    assert (reply.status, reply.code) == (500, "internal")
    assert str(home) not in str(reply.body)
    (logged,) = [record for record in caplog.records if record.exc_info]
    assert "DecodeError" in str(logged.exc_info)


async def test_a_server_without_files_says_so(api: Api, jp_serverapp: Any) -> None:
    jp_serverapp.web_app.settings["contents_manager"] = object()

    reply = await api("GET", "/runs")

    assert (reply.status, reply.code) == (422, "unavailable")
