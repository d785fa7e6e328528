"""Nobody gets past the door: no login, no permission."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.auth.authorizer import Authorizer

from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from tests.server.helpers import ROUTES, Api, write_notebook


class DenyRuns(Authorizer):
    """Lets everybody do everything but this extension's work."""

    def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
        del handler, user, action
        return resource != "mlops"


@pytest.fixture
def ask_every_route(api: Api, root: Path, recorded: Callable[..., str]) -> Callable[..., Any]:
    """Asks each route for something that it would do; its status and code."""
    notebook = write_notebook(root / "train.ipynb", "1")
    run_id = recorded(notebook)

    async def ask(**options: Any) -> dict[tuple[str, str], tuple[int, str]]:
        replies = {}
        for method, path in ROUTES:
            reply = await api(
                method,
                path.replace("{id}", run_id),
                body={"path": "train.ipynb"} if method == "POST" else None,
                params={"path": "train.ipynb"} if path == "/parameters" else None,
                **options,
            )
            replies[method, path] = (reply.status, reply.code)
        return replies

    return ask


async def test_every_route_refuses_who_is_not_logged_in(
    ask_every_route: Callable[..., Any], store: SqliteRunStore
) -> None:
    replies = await ask_every_route(headers={"Authorization": "token wrong"})

    assert len(replies) == len(ROUTES) >= 9
    assert replies == dict.fromkeys(ROUTES, (403, "forbidden"))
    assert store.active() == []


class TestWithAnAuthorizerThatDeniesRuns:
    @pytest.fixture
    def jp_server_config(self, jp_server_config: dict[str, Any]) -> dict[str, Any]:
        jp_server_config["ServerApp"]["authorizer_class"] = DenyRuns
        return jp_server_config

    async def test_every_route_refuses(
        self, ask_every_route: Callable[..., Any], store: SqliteRunStore
    ) -> None:
        assert await ask_every_route() == dict.fromkeys(ROUTES, (403, "forbidden"))
        assert store.active() == []

    async def test_the_rest_of_the_server_stays_open(self, jp_fetch: Any) -> None:
        assert (await jp_fetch("api", "status")).code == 200


async def test_a_token_in_the_address_logs_in(api: Api, jp_serverapp: Any) -> None:
    token = jp_serverapp.identity_provider.token

    reply = await api("GET", "/runs", params={"token": token}, headers={"Authorization": ""})

    assert reply.status == 200


async def test_a_request_from_another_site_is_refused(
    api: Api, root: Path, store: SqliteRunStore
) -> None:
    write_notebook(root / "train.ipynb", "1")
    elsewhere = {"Origin": "https://elsewhere.example", "Authorization": ""}

    reply = await api("POST", "/runs", body={"path": "train.ipynb"}, headers=elsewhere)

    assert reply.status in {403, 404}
    assert [run.state for run in store.active() if run.state is RunState.QUEUED] == []
