"""The description of this API."""

from __future__ import annotations

from jupyter_mlops.server.handlers.base import API
from tests.server.helpers import Api


async def test_it_is_below_the_servers_base_url(api: Api, jp_base_url: str) -> None:
    reply = await api("GET", "/openapi.json")

    assert jp_base_url != "/"
    assert reply.status == 200
    assert all(path.startswith(API) for path in reply.body["paths"])
