"""What is told to somebody about a run or a job, and by which channel."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated, Any

from msgspec import Meta, Struct, field

#: How jobs refer to a channel.
ChannelName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
#: Where a secret is: `env:NAME`, `file:PATH` or `keyring:SERVICE/NAME`.
SecretReference = Annotated[str, Meta(pattern=r"^(env:\w+|file:.+|keyring:[^/]+/.+)$")]


class WebhookChannel(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="webhook", tag_field="kind"
):
    """A JSON document, posted to an address."""

    #: Name of the channel.
    name: ChannelName
    #: The address; empty where `url_secret` has it, as it is the secret itself in many services.
    url: str = ""
    #: Where the address is kept.
    url_secret: SecretReference | None = None
    #: Where the key is kept that signs the body (HMAC-SHA256, header `X-Mlops-Signature`).
    signing_secret: SecretReference | None = None


class EmailChannel(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="email", tag_field="kind"
):
    """A message by SMTP."""

    #: Name of the channel.
    name: ChannelName
    #: Addresses.
    to: Annotated[tuple[str, ...], Meta(min_length=1)]
    #: Who it is from.
    sender: str
    #: The mail server.
    host: str
    #: Its port.
    port: Annotated[int, Meta(ge=1, le=65535)] = 587
    #: How the connection is protected.
    security: Annotated[str, Meta(pattern="^(starttls|tls|none)$")] = "starttls"
    #: Who logs in; empty for nobody.
    username: str = ""
    #: Where the password is kept.
    password_secret: SecretReference | None = None


Channel = WebhookChannel | EmailChannel


class Happening(str, Enum):
    """What people are told of."""

    FAILED = "failed"
    RECOVERED = "recovered"
    LATE = "late"
    TEST = "test"


class Message(Struct, frozen=True, kw_only=True):
    """Something to be told."""

    #: Sortable by creation time, unique everywhere.
    id: str
    #: Name of the channel.
    channel: str
    #: What has happened.
    event: Happening
    #: Id of the run.
    run: str | None = None
    #: Id of the job.
    job: str | None = None
    #: What a webhook posts and an e-mail says.
    content: dict[str, Any] = field(default_factory=dict)
    #: How often it was tried.
    attempts: int = 0
    #: When it is tried next (UTC); absent if never again.
    next_at: datetime | None = None
    #: When it got through (UTC).
    sent_at: datetime | None = None
    #: Why it did not get through the last time.
    error: str = ""
