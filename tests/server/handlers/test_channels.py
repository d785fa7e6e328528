from __future__ import annotations

from typing import Any

import pytest

from tests.jobs.notices.servers import web_server
from tests.server.helpers import Api

MAIL: dict[str, Any] = {
    "kind": "email",
    "name": "me",
    "to": ["ada@example.org"],
    "sender": "lab@example.org",
    "host": "mail.example.org",
}


async def test_channels_are_replaced_and_listed(api: Api) -> None:
    assert (await api("GET", "/channels")).body == {"channels": [], "recent": []}
    hook = {"kind": "webhook", "name": "team", "url_secret": "env:HOOK"}
    replaced = await api("PUT", "/channels", body={"channels": [hook, MAIL]})
    assert replaced.status == 200
    listed = (await api("GET", "/channels")).body
    assert listed == replaced.body
    assert [each["name"] for each in listed["channels"]] == ["team", "me"]
    assert listed["channels"][0].items() >= hook.items()
    assert (listed["channels"][1]["port"], listed["channels"][1]["security"]) == (587, "starttls")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"to": []}, "the request cannot be read"),
        ({"security": "magic"}, "the request cannot be read"),
        ({"password": "hush"}, "the request cannot be read"),
        ({"to": ["ada"]}, "'ada' is no e-mail address"),
    ],
)
async def test_what_cannot_work_is_refused(api: Api, change: dict[str, Any], said: str) -> None:
    refused = await api("PUT", "/channels", body={"channels": [{**MAIL, **change}]})
    assert refused.status == 400
    assert said in refused.body["message"]
    assert (await api("GET", "/channels")).body["channels"] == []


async def test_a_test_message_tells_how_it_went(api: Api) -> None:
    with web_server() as web:
        hook = {"kind": "webhook", "name": "team", "url": web.url}
        await api("PUT", "/channels", body={"channels": [hook]})
        sent = await api("POST", "/channels/test", body={"channel": "team"})
        web.answers["/"] = (404, "")
        lost = await api("POST", "/channels/test", body={"channel": "team"})
    assert (sent.status, lost.status) == (200, 200)
    assert (sent.body["event"], sent.body["error"]) == ("test", "")
    assert sent.body["sent_at"] is not None
    assert "answered 404" in lost.body["error"]
    assert (await api("GET", "/channels")).body["recent"] == [lost.body, sent.body]


async def test_an_unknown_channel_is_not_found(api: Api) -> None:
    unknown = await api("POST", "/channels/test", body={"channel": "team"})
    assert (unknown.status, unknown.code) == (404, "not_found")
