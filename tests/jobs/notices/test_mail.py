from __future__ import annotations

import email
import ssl
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from jupyter_mlops.jobs.notices import mail as module
from jupyter_mlops.jobs.notices.delivery import DeliveryError, UnreachableError
from jupyter_mlops.jobs.notices.send import deliver
from jupyter_mlops.jobs.notification import EmailChannel, Happening, Message
from tests.jobs.notices.servers import Mail, certificate, mail_server

MESSAGE = Message(
    id="0" * 26,
    channel="me",
    event=Happening.FAILED,
    content={"title": "nightly failed:\n größer", "text": "nightly failed: größer\nwith alpha=1"},
)
LOGIN = {"username": "lab", "password_secret": "env:PASSWORD"}


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def trusted(
    secured: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> ssl.SSLContext:
    """The server's context, its certificate being one that we trust."""
    monkeypatch.setenv("SSL_CERT_FILE", str(secured[0]))
    return secured[1]


def channel(port: int, **more: Any) -> EmailChannel:
    plain = EmailChannel(
        name="me",
        to=("ada@example.org", "eve@example.org"),
        sender="lab@example.org",
        host="localhost",
        port=port,
    )
    return replace(plain, **more)


def test_a_letter_says_what_happened() -> None:
    with mail_server(Mail()) as server:
        deliver(channel(server.port, security="none"), MESSAGE)
    (data,) = server.letters
    assert data.isascii()
    letter = email.message_from_bytes(data, _class=EmailMessage, policy=default)
    assert letter["Subject"] == "[jupyter-mlops] nightly failed: größer"
    assert letter["From"] == "lab@example.org"
    assert letter["To"] == "ada@example.org, eve@example.org"
    assert letter["Message-ID"] == f"<{'0' * 26}@jupyter-mlops>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().splitlines() == ["nightly failed: größer", "with alpha=1"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_who_logs_in_does_so_by_a_protected_connection(
    trusted: ssl.SSLContext, security: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSWORD", "hush")
    with mail_server(Mail(context=trusted, tls=security == "tls")) as server:
        login = channel(server.port, security=security, **LOGIN)
        deliver(login, MESSAGE)
    verbs = [command.split()[0] for command in server.commands]
    assert len(server.letters) == 1
    assert "AUTH" in verbs
    assert security == "tls" or verbs.index("STARTTLS") < verbs.index("AUTH")


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_that_cannot_prove_who_it_is_gets_nothing(
    secured: tuple[Path, ssl.SSLContext], security: str
) -> None:
    with mail_server(Mail(context=secured[1], tls=security == "tls")) as server:
        with pytest.raises(UnreachableError, match=r"localhost: .*certificate"):
            deliver(channel(server.port, security=security), MESSAGE)
        assert server.letters == []


def test_a_certificate_of_another_host_counts_for_nothing(trusted: ssl.SSLContext) -> None:
    with mail_server(Mail(context=trusted)) as server:
        with pytest.raises(UnreachableError, match="certificate"):
            deliver(channel(server.port, host="127.0.0.1"), MESSAGE)
        assert server.letters == []


def test_a_server_without_protection_gets_nothing_unless_told() -> None:
    with mail_server(Mail()) as server:
        with pytest.raises(DeliveryError, match="STARTTLS") as caught:
            deliver(channel(server.port), MESSAGE)
        assert "security" in caught.value.hint
        assert server.letters == []


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"AUTH": "535 wrong password"}, "localhost answered 535 wrong password"),
        ({"MAIL": "451 greylisted"}, "localhost answered 451 greylisted"),
        ({"RCPT": "550 nobody"}, "takes no letter to ada@example.org, eve@example.org"),
        ({"DATA": "554 no"}, "localhost answered 554 no"),
    ],
)
def test_what_a_server_refuses_is_told(
    answers: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSWORD", "hush")
    with mail_server(Mail(answers=answers)) as server:
        login = channel(server.port, security="none", **LOGIN)
        with pytest.raises(DeliveryError, match=said) as caught:
            deliver(login, MESSAGE)
    assert "hush" not in caught.value.message


def test_a_server_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SILENCE", 0.2)
    silent = Mail(answers={"EHLO": "250-wait"})
    with mail_server(silent) as server, pytest.raises(UnreachableError, match="localhost: "):
        deliver(channel(server.port, security="none"), MESSAGE)


def test_a_header_is_not_a_way_to_another() -> None:
    with mail_server(Mail()) as server:
        sly = channel(server.port, security="none", sender="a@b\nBcc: eve@example.org")
        with pytest.raises(DeliveryError):
            deliver(sly, MESSAGE)
        assert server.letters == []
