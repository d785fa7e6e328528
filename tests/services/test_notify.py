from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from msgspec.structs import replace

from jupyter_mlops.jobs.ids import id_for
from jupyter_mlops.jobs.notices.content import test_content as content_of
from jupyter_mlops.jobs.notices.delivery import DeliveryError, UnreachableError
from jupyter_mlops.jobs.notification import (
    Channel,
    EmailChannel,
    Happening,
    Message,
    WebhookChannel,
)
from jupyter_mlops.services import notify
from jupyter_mlops.services.channels import set_channels
from jupyter_mlops.services.notify import deliver_due
from tests.jobs.builders import NOON, Project
from tests.jobs.notices.servers import web_server

EMAIL = EmailChannel(name="me", to=("ada@example.org",), sender="lab@example.org", host="mail")


def waiting(project: Project, channel: str, number: int = 0) -> Message:
    message = Message(
        id=id_for(f"{channel} {number}", NOON + timedelta(seconds=number)),
        channel=channel,
        event=Happening.TEST,
        content=content_of(channel),
        next_at=NOON,
    )
    project.desk.store.outbox.put(message)
    return message


def present(project: Project, message: Message) -> Message:
    found = project.desk.store.outbox.find(message.id)
    assert found is not None
    return found


def test_what_is_due_is_sent_once(project: Project) -> None:
    with web_server() as web:
        set_channels(project.desk, [WebhookChannel(name="team", url=web.url)])
        message = waiting(project, "team")
        assert deliver_due(project.desk, NOON - timedelta(seconds=1)) == NOON
        assert web.posted == []
        assert deliver_due(project.desk, NOON) is None
        assert deliver_due(project.desk, NOON + timedelta(days=1)) is None
    assert [got.headers["X-Mlops-Delivery"] for got in web.posted] == [message.id]
    told = present(project, message)
    assert told.sent_at is not None
    assert (told.attempts, told.next_at, told.error) == (1, None, "")


def test_what_does_not_get_through_is_tried_less_and_less_often(project: Project) -> None:
    with web_server() as web:
        web.answers["/"] = (503, "")
        set_channels(project.desk, [WebhookChannel(name="team", url=web.url)])
        message = waiting(project, "team")
        now, waits = NOON, []
        while (later := deliver_due(project.desk, now)) is not None:
            waits.append((later - now) / timedelta(minutes=1))
            now = later
    assert waits == [1, 5, 25, 125, 625, 1440]
    assert len(web.posted) == 7
    told = present(project, message)
    assert (told.attempts, told.sent_at) == (7, None)
    assert "answered 503" in told.error


def test_a_server_that_comes_back_hears_of_it(project: Project) -> None:
    with web_server() as web:
        web.answers["/"] = (503, "")
        set_channels(project.desk, [WebhookChannel(name="team", url=web.url)])
        message = waiting(project, "team")
        later = deliver_due(project.desk, NOON)
        assert later is not None
        web.answers.clear()
        assert deliver_due(project.desk, later) is None
    told = present(project, message)
    assert told.sent_at is not None
    assert (told.attempts, told.error) == (2, "")


def test_a_channel_that_is_missing_may_still_come(project: Project) -> None:
    message = waiting(project, "team")
    assert deliver_due(project.desk, NOON) == NOON + timedelta(minutes=1)
    assert present(project, message).error == "there is no channel 'team'"


def test_what_was_told_long_ago_is_forgotten(project: Project) -> None:
    with web_server() as web:
        set_channels(project.desk, [WebhookChannel(name="team", url=web.url)])
        first = waiting(project, "team")
        deliver_due(project.desk, NOON)
        later = NOON + timedelta(days=91)
        open_still = replace(waiting(project, "team", 1), next_at=later + timedelta(days=1))
        project.desk.store.outbox.put(open_still)
        waiting(project, "team", 2)
        deliver_due(project.desk, later)
    assert project.desk.store.outbox.find(first.id) is None
    assert [each.id for each in project.desk.store.outbox.recent()] == [open_still.id]


def test_a_slow_channel_holds_up_no_other(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    others_told = threading.Event()

    def deliver(channel: Channel, _: Message) -> None:
        if channel.name == "slow":
            assert others_told.wait(30)
        else:
            others_told.set()

    monkeypatch.setattr(notify, "deliver", deliver)
    names = ("slow", "quick")
    set_channels(project.desk, [WebhookChannel(name=name, url="https://x/") for name in names])
    messages = [waiting(project, name) for name in names]
    assert deliver_due(project.desk, NOON) is None
    assert all(present(project, message).sent_at for message in messages)


def test_who_does_not_answer_is_asked_once_and_who_refuses_for_each(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def deliver(channel: Channel, _: Message) -> None:
        asked.append(channel.name)
        raise UnreachableError("silence") if channel.name == "dead" else DeliveryError("no")

    monkeypatch.setattr(notify, "deliver", deliver)
    names = ("dead", "strict")
    set_channels(project.desk, [WebhookChannel(name=name, url="https://x/") for name in names])
    for number in range(3):
        for name in names:
            waiting(project, name, number)
    deliver_due(project.desk, NOON)
    assert (asked.count("dead"), asked.count("strict")) == (1, 3)
    assert {each.error for each in project.desk.store.outbox.recent()} == {"silence", "no"}


def test_a_message_that_cannot_be_written_keeps_back_no_other(project: Project) -> None:
    with web_server() as web:
        set_channels(project.desk, [EMAIL, WebhookChannel(name="team", url=web.url)])
        odd = replace(waiting(project, "me"), content={})
        project.desk.store.outbox.put(odd)
        message = waiting(project, "team")
        deliver_due(project.desk, NOON)
    assert present(project, message).sent_at is not None
    left = present(project, odd)
    assert left.error.startswith("an error that nobody foresaw")
    assert (left.sent_at, left.next_at) == (None, NOON + timedelta(minutes=1))


def test_a_process_that_dies_at_it_has_counted_the_attempt(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deliver(_: Channel, __: Message) -> None:
        raise SystemExit

    monkeypatch.setattr(notify, "deliver", deliver)
    set_channels(project.desk, [WebhookChannel(name="team", url="https://x/")])
    message = waiting(project, "team")
    with pytest.raises(SystemExit):
        deliver_due(project.desk, NOON)
    left = present(project, message)
    assert (left.attempts, left.next_at) == (1, NOON + timedelta(minutes=1))
