"""Delivers a message by its channel, secrets put in at the last moment."""

from __future__ import annotations

import msgspec

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.jobs.notices.delivery import DeliveryError
from jupyter_mlops.jobs.notification import Channel, EmailChannel, Message, WebhookChannel
from jupyter_mlops.jobs.secrets import resolve_secret


def deliver(channel: Channel, message: Message) -> None:
    """Delivers a message, or gives up in a few minutes at most.

    Args:
        channel: By which channel.
        message: The message.

    Raises:
        DeliveryError: It did not get through.
    """
    try:
        if isinstance(channel, WebhookChannel):
            _post(channel, message)
        else:
            _mail(channel, message)
    except DeliveryError:
        raise
    except MlopsError as error:  # a secret that is not there, an address that is none
        raise DeliveryError(error.message, hint=error.hint) from error


def _post(channel: WebhookChannel, message: Message) -> None:
    from jupyter_mlops.jobs.notices.webhook import post, signature

    body = msgspec.json.encode({"id": message.id, **message.content})
    headers = {"X-Mlops-Event": message.event.value, "X-Mlops-Delivery": message.id}
    if channel.signing_secret is not None:
        headers["X-Mlops-Signature"] = signature(resolve_secret(channel.signing_secret), body)
    url = channel.url if channel.url_secret is None else resolve_secret(channel.url_secret)
    post(url, body, headers)


def _mail(channel: EmailChannel, message: Message) -> None:
    from jupyter_mlops.jobs.notices.mail import send_mail

    secret = channel.password_secret
    send_mail(
        channel,
        password="" if secret is None else resolve_secret(secret),
        message_id=message.id,
        subject=f"[jupyter-mlops] {message.content['title']}",
        text=message.content["text"],
    )
