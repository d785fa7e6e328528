"""Sends a message by SMTP."""

from __future__ import annotations

import socket
import ssl
from email.message import EmailMessage
from typing import TYPE_CHECKING

from jupyter_mlops.jobs.notices.delivery import (
    SILENCE,
    DeliveryError,
    UnreachableError,
    deadline,
    reason,
)
from jupyter_mlops.jobs.notification import EmailChannel

if TYPE_CHECKING:
    from smtplib import SMTP

_SECURITY_HINT = "see whether the channel's security and port are those of the mail server"


def send_mail(
    channel: EmailChannel, *, password: str, message_id: str, subject: str, text: str
) -> None:
    """Sends an e-mail.

    Args:
        channel: To whom, and by which server.
        password: For that server; empty where nobody logs in.
        message_id: Part of the letter's own id, so that one that was sent twice is shown once.
        subject: Its subject.
        text: What it says.

    Raises:
        DeliveryError: The server refused all recipients, or could not be reached.
    """
    import smtplib

    try:
        letter = _letter(channel, message_id, subject, text)
        with _server(channel) as server, deadline(lambda: server.sock):
            server.connect(channel.host, channel.port)
            if channel.security == "starttls":
                server.starttls(context=_context())
            if channel.username:
                server.login(channel.username, password)
            server.send_message(letter)
    except smtplib.SMTPNotSupportedError as error:
        raise DeliveryError(f"{channel.host}: {reason(error)}", hint=_SECURITY_HINT) from error
    except smtplib.SMTPResponseException as error:
        said = error.smtp_error
        spoken = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise DeliveryError(
            f"{channel.host} answered {error.smtp_code} {' '.join(spoken.split())[:200]}"
        ) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise DeliveryError(f"{channel.host} takes no letter to {', '.join(channel.to)}") from error
    except (OSError, ValueError) as error:  # of which SMTP's other errors are
        raise UnreachableError(f"{channel.host}: {reason(error)}", hint=_SECURITY_HINT) from error


def _letter(channel: EmailChannel, message_id: str, subject: str, text: str) -> EmailMessage:
    from email.utils import formatdate

    letter = EmailMessage()
    letter["Subject"] = " ".join(subject.split())
    letter["From"] = channel.sender
    letter["To"] = ", ".join(channel.to)
    letter["Date"] = formatdate()
    letter["Message-ID"] = f"<{message_id}@jupyter-mlops>"
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday reply, please
    letter.set_content(text, cte="quoted-printable")  # not every server takes eight bits
    return letter


def _server(channel: EmailChannel) -> SMTP:
    """The mail server, not connected yet, so that the deadline holds for its greeting, too."""
    import smtplib

    # Its own default asks the name service for this machine's name, which can take a minute.
    own_name = socket.gethostname()
    server = (
        smtplib.SMTP_SSL(local_hostname=own_name, timeout=SILENCE, context=_context())
        if channel.security == "tls"
        else smtplib.SMTP(local_hostname=own_name, timeout=SILENCE)
    )
    # Whose certificate to expect: only the constructor that connects at once would say so.
    server._host = channel.host  # type: ignore[attr-defined]  # noqa: SLF001
    return server


def _context() -> ssl.SSLContext:
    return ssl.create_default_context()
