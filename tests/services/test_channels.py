from __future__ import annotations

from typing import Any

import msgspec
import pytest

from jupyter_mlops.errors import InvalidError, NotFoundError
from jupyter_mlops.jobs.notification import Channel, EmailChannel, Happening, WebhookChannel
from jupyter_mlops.services.channels import (
    find_channel,
    read_channels,
    recent_messages,
    set_channels,
    test_channel,
)
from tests.jobs.builders import Project
from tests.jobs.notices.servers import web_server

test_channel.__test__ = False  # type: ignore[attr-defined]

HOOK = {"kind": "webhook", "name": "team", "url": "https://hooks.example/x"}
MAIL = {
    "kind": "email",
    "name": "me",
    "to": ["ada@example.org"],
    "sender": "lab@example.org",
    "host": "mail.example.org",
}


def channel(given: dict[str, Any]) -> Channel:
    # Not one expression with the type: to mypy, a union is none.
    kind: Any = Channel
    made: Channel = msgspec.convert(given, kind)
    return made


def test_channels_are_kept_in_their_order(project: Project) -> None:
    assert read_channels(project.desk) == []
    channels = [channel(MAIL), channel(HOOK)]
    set_channels(project.desk, channels)
    assert read_channels(project.desk) == channels
    assert isinstance(find_channel(channels, "team"), WebhookChannel)
    assert isinstance(find_channel(channels, "me"), EmailChannel)
    with pytest.raises(NotFoundError, match="there is no channel 'them'"):
        find_channel(channels, "them")
    set_channels(project.desk, [])
    assert read_channels(project.desk) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([HOOK, {**HOOK}], "two channels are called 'team'"),
        ([{**HOOK, "url": ""}], "channel team: its address is given in one of two ways"),
        ([{**HOOK, "url_secret": "env:X"}], "channel team: its address is given in one of two"),
        ([{**HOOK, "url": "mailto:x"}], "channel team: a webhook's address is no HTTP address"),
        ([{**MAIL, "to": ["ada"]}], "channel me: 'ada' is no e-mail address"),
        ([{**MAIL, "sender": "a@b\nBcc: c@d"}], "is no e-mail address"),
        ([{**MAIL, "host": ""}], "channel me: '' is no mail server"),
        ([{**MAIL, "username": "ada"}], "channel me: there is no password for ada"),
    ],
)
def test_what_cannot_work_changes_nothing(
    project: Project, given: list[dict[str, Any]], said: str
) -> None:
    set_channels(project.desk, [channel(MAIL)])
    with pytest.raises(InvalidError, match=said):
        set_channels(project.desk, [channel(each) for each in given])
    assert read_channels(project.desk) == [channel(MAIL)]


def test_a_test_is_sent_at_once_and_never_again(project: Project) -> None:
    with web_server() as web:
        set_channels(project.desk, [channel({**HOOK, "url": web.url})])
        good = test_channel(project.desk, "team")
        web.answers["/"] = (500, "")
        bad = test_channel(project.desk, "team")
    assert good.sent_at is not None
    assert (good.event, good.error, good.attempts) == (Happening.TEST, "", 1)
    assert (bad.sent_at, bad.next_at) == (None, None)
    assert "answered 500" in bad.error
    assert len(web.posted) == 2
    assert {each.id for each in recent_messages(project.desk)} == {good.id, bad.id}
    assert project.desk.store.outbox.next_at() is None


def test_an_unknown_channel_cannot_be_tested(project: Project) -> None:
    with pytest.raises(NotFoundError, match="there is no channel 'team'"):
        test_channel(project.desk, "team")
    assert recent_messages(project.desk) == []
