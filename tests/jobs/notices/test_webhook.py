from __future__ import annotations

import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.notices import delivery, webhook
from jupyter_mlops.jobs.notices.delivery import DeliveryError, UnreachableError
from jupyter_mlops.jobs.notices.send import deliver
from jupyter_mlops.jobs.notices.webhook import check_address, post
from jupyter_mlops.jobs.notification import Happening, Message, WebhookChannel
from tests.jobs.notices.servers import Web, web_server


@pytest.fixture
def web() -> Iterator[Web]:
    with web_server() as served:
        yield served


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "SILENCE", 0.3)
    monkeypatch.setattr(delivery, "LONGEST", 0.6)


SECRETS = {"url_secret": "env:HOOK", "signing_secret": "env:KEY"}
MESSAGE = Message(
    id="0" * 26,
    channel="team",
    event=Happening.FAILED,
    content={"title": "nightly failed", "text": "nightly failed: größer"},
)


def test_a_message_is_posted_and_signed(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK", f"{web.url}/services/T0/secret?thread=1")
    monkeypatch.setenv("KEY", "hush")
    deliver(WebhookChannel(name="team", **SECRETS), MESSAGE)
    (got,) = web.posted
    assert got.path == "/services/T0/secret?thread=1"
    assert json.loads(got.body) == {"id": "0" * 26, **MESSAGE.content}
    assert got.headers["Content-Type"] == "application/json"
    assert got.headers["X-Mlops-Event"] == "failed"
    assert got.headers["X-Mlops-Delivery"] == MESSAGE.id
    expected = hmac.new(b"hush", got.body, hashlib.sha256).hexdigest()
    assert got.headers["X-Mlops-Signature"] == f"sha256={expected}"


def test_without_a_key_nothing_is_signed(web: Web) -> None:
    deliver(WebhookChannel(name="team", url=web.url), MESSAGE)
    (got,) = web.posted
    assert got.path == "/"
    assert "X-Mlops-Signature" not in got.headers


def test_a_secret_that_is_missing_is_told(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEY", raising=False)
    channel = WebhookChannel(name="team", url=web.url, signing_secret=SECRETS["signing_secret"])
    with pytest.raises(DeliveryError, match="KEY"):
        deliver(channel, MESSAGE)
    assert web.posted == []


@pytest.mark.parametrize("status", [400, 404, 500, 303, 302])
def test_what_is_refused_is_told_without_the_address(web: Web, status: int) -> None:
    web.answers["/secret"] = (status, "")
    with pytest.raises(DeliveryError, match=f"127.0.0.1 answered {status}") as caught:
        post(f"{web.url}/secret", b"{}", {})
    assert "secret" not in caught.value.message
    assert not isinstance(caught.value, UnreachableError)


def test_a_host_may_send_us_on_within_itself(web: Web) -> None:
    web.answers |= {"/a": (307, "/b?x=1"), "/b?x=1": (301, f"{web.url}/c")}
    post(f"{web.url}/a", b'{"x": 1}', {"X-Mlops-Event": "test"})
    assert [got.path for got in web.posted] == ["/a", "/b?x=1", "/c"]
    assert {got.body for got in web.posted} == {b'{"x": 1}'}
    assert web.posted[-1].headers["X-Mlops-Event"] == "test"


def test_but_not_to_another_host(web: Web) -> None:
    with web_server() as other:
        web.answers["/"] = (307, f"{other.url}/")
        with pytest.raises(DeliveryError, match=r"sends us on to http://127\.0\.0\.1:"):
            post(web.url, b"{}", {})
        assert other.posted == []
    web.answers["/"] = (307, "file:///etc/passwd")
    with pytest.raises(InvalidError):
        post(web.url, b"{}", {})


def test_circles_end(web: Web) -> None:
    web.answers["/"] = (307, "/")
    with pytest.raises(DeliveryError, match="in circles"):
        post(web.url, b"{}", {})
    assert len(web.posted) == 4


def test_nobody_there_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(UnreachableError, match=r"127\.0\.0\.1: "):
            post(f"http://127.0.0.1:{port}/", b"{}", {})


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("drip", [b"", b"H"], ids=["silent", "dripping"])
def test_a_host_that_never_answers_is_given_up(drip: bytes) -> None:
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                while not over.wait(0.1):
                    if drip:
                        try:
                            connection.sendall(drip)
                        except OSError:
                            return

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            with pytest.raises(UnreachableError, match=r"127\.0\.0\.1: "):
                post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {})
        finally:
            over.set()
            thread.join()


def test_a_proxy_is_asked_where_there_is_one(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", web.url)
    post("http://hooks.example/x?y=1", b"{}", {})
    assert [got.path for got in web.posted] == ["http://hooks.example/x?y=1"]


@pytest.mark.parametrize(
    "url",
    ["", "x", "ftp://host/", "https://", "http://host:x/", "http://host:0/", "http://[::1"],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InvalidError, match="no HTTP address"):
        check_address(url)


def test_an_address_has_no_password_in_it() -> None:
    with pytest.raises(InvalidError, match="a name or a password"):
        check_address("https://ada:hush@host/")
