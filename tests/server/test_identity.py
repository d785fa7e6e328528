"""Whose runs a request may see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.auth.identity import IdentityProvider, PasswordIdentityProvider, User

from jupyter_mlops.server.identity import is_single_user
from jupyter_mlops.settings import current_user
from tests.server.helpers import Api, ended, write_notebook


class TwoPeople(IdentityProvider):
    """Knows two people by the token that they send."""

    def get_user(self, handler: Any) -> User | None:
        sent = handler.request.headers.get("Authorization", "").removeprefix("token ")
        return User(username=sent) if sent in {"ada", "grace"} else None

    def is_token_authenticated(self, handler: Any) -> bool:
        return self.get_user(handler) is not None


def as_(name: str) -> dict[str, dict[str, str]]:
    return {"headers": {"Authorization": f"token {name}"}}


def test_only_jupyters_own_providers_know_one_person() -> None:
    assert is_single_user(IdentityProvider())
    assert is_single_user(PasswordIdentityProvider())
    assert not is_single_user(TwoPeople())


async def test_with_jupyters_own_provider_runs_belong_to_whom_the_command_line_serves(
    api: Api, root: Path
) -> None:
    write_notebook(root / "train.ipynb", "1")

    reply = await api("POST", "/runs", body={"path": "train.ipynb"})

    assert reply.body["user"] == current_user()


class TestWithSeveralPeople:
    @pytest.fixture
    def jp_server_config(self, jp_server_config: dict[str, Any]) -> dict[str, Any]:
        jp_server_config["ServerApp"]["identity_provider_class"] = TwoPeople
        return jp_server_config

    async def test_a_run_belongs_to_who_started_it(self, api: Api, root: Path) -> None:
        write_notebook(root / "train.ipynb", "1")

        started = await api("POST", "/runs", body={"path": "train.ipynb"}, **as_("ada"))

        assert (started.status, started.body["user"]) == (201, "ada")
        run = await ended(api, started.body["id"], **as_("ada"))
        assert run["state"] == "succeeded"

    async def test_others_runs_are_as_if_they_were_not(
        self, api: Api, root: Path, recorded: Callable[..., str]
    ) -> None:
        run_id = recorded(root / "train.ipynb", user="ada")

        replies = [
            await api("GET", f"/runs/{run_id}", **as_("grace")),
            await api("POST", f"/runs/{run_id}/cancel", **as_("grace")),
            await api("GET", f"/runs/{run_id}/outputs", **as_("grace")),
            await api("GET", f"/runs/{run_id}/log", **as_("grace")),
            await api("DELETE", f"/runs/{run_id}", **as_("grace")),
        ]
        absent = await api("GET", f"/runs/{run_id[::-1]}", **as_("grace"))

        assert {(reply.status, reply.code) for reply in replies} == {(404, "not_found")}
        assert absent.body["message"].replace(run_id[::-1], run_id) == replies[0].body["message"]
        assert (await api("GET", f"/runs/{run_id}", **as_("ada"))).status == 200

    async def test_lists_hold_ones_own(
        self, api: Api, root: Path, recorded: Callable[..., str]
    ) -> None:
        of = {name: recorded(root / "train.ipynb", user=name) for name in ("ada", "grace")}

        for name, run_id in of.items():
            for params in ({}, {"path": "train.ipynb"}, {"state": "succeeded"}):
                page = await api("GET", "/runs", params=params, **as_(name))
                assert [run["id"] for run in page.body["runs"]] == [run_id]
