"""`jupyter mlops channels`: how people are told of failures."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.jobs.notification import Channel, Message

_SECRET = "where it is kept: env:NAME, file:PATH or keyring:SERVICE/NAME"  # noqa: S105 - a help text


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "channels",
        help="say how people are told of failures",
        description="Say how people are told of failures, recoveries and lateness of jobs that "
        "name a channel. A channel called `default` hears of runs that belong to no job.",
    )
    parser.set_defaults(command=show)
    verbs = parser.add_subparsers(metavar="VERB", parser_class=type(parser))
    verbs.add_parser("list", help="list channels and what was told").set_defaults(command=show)
    _add_webhook(verbs.add_parser("webhook", help="add or replace a webhook"))
    _add_email(verbs.add_parser("email", help="add or replace an e-mail channel"))
    for name, command, words in (
        ("remove", remove, "remove a channel"),
        ("test", test, "send a test message"),
    ):
        verb = verbs.add_parser(name, help=words)
        verb.add_argument("name", metavar="NAME")
        verb.set_defaults(command=command)


def show(_args: argparse.Namespace) -> int:
    """Lists the channels, and what was told lately."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.services.channels import read_channels, recent_messages

    with open_desk() as desk:
        channels, recent = read_channels(desk), recent_messages(desk)
    if not channels:
        print("no channels yet; add one: jupyter mlops channels webhook NAME URL", file=sys.stderr)
    for channel in channels:
        print(_channel_line(channel))
    for message in recent:
        print(_message_line(message))
    return 0


def add_webhook(args: argparse.Namespace) -> int:
    """Adds or replaces a webhook."""
    given = {
        "kind": "webhook",
        "name": args.name,
        "url": args.url or "",
        "url_secret": args.url_secret,
        "signing_secret": args.signing_secret,
    }
    return _put(given)


def add_email(args: argparse.Namespace) -> int:
    """Adds or replaces an e-mail channel."""
    given = {
        "kind": "email",
        "name": args.name,
        "to": args.to,
        "sender": args.sender,
        "host": args.host,
        "port": args.port,
        "security": args.security,
        "username": args.username,
        "password_secret": args.password_secret,
    }
    return _put(given)


def remove(args: argparse.Namespace) -> int:
    """Removes a channel."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.services.channels import find_channel, read_channels, set_channels

    with open_desk() as desk:
        channels = read_channels(desk)
        gone = find_channel(channels, args.name)
        set_channels(desk, [channel for channel in channels if channel is not gone])
    return 0


def test(args: argparse.Namespace) -> int:
    """Sends a test message; fails if it did not get through."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.services.channels import test_channel

    with open_desk() as desk:
        message = test_channel(desk, args.name)
    if message.error:
        print(f"{args.name} was not told: {message.error}", file=sys.stderr)
        return 1
    print(f"{args.name} was told")
    return 0


def _put(given: dict[str, object]) -> int:
    from jupyter_mlops.cli.checked import checked
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.jobs.notification import EmailChannel, WebhookChannel
    from jupyter_mlops.services.channels import read_channels, set_channels

    kind: type[Channel] = EmailChannel if given["kind"] == "email" else WebhookChannel
    channel = checked(given, kind)
    with open_desk() as desk:
        others = [each for each in read_channels(desk) if each.name != channel.name]
        set_channels(desk, [*others, channel])
    return 0


def _add_webhook(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("url", metavar="URL", nargs="?", help="the address")
    parser.add_argument("--url-secret", metavar="REFERENCE", help=f"the address: {_SECRET}")
    parser.add_argument("--signing-secret", metavar="REFERENCE", help=f"the key: {_SECRET}")
    parser.set_defaults(command=add_webhook)


def _add_email(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("to", metavar="ADDRESS", nargs="+", help="who is told")
    parser.add_argument("--sender", required=True, help="who it is from")
    parser.add_argument("--host", required=True, help="the mail server")
    parser.add_argument("--port", type=int, default=587, help="its port (default: 587)")
    parser.add_argument(
        "--security",
        choices=("starttls", "tls", "none"),
        default="starttls",
        help="how the connection is protected (default: starttls)",
    )
    parser.add_argument("--username", default="", help="who logs in")
    parser.add_argument("--password-secret", metavar="REFERENCE", help=f"the password: {_SECRET}")
    parser.set_defaults(command=add_email)


def _channel_line(channel: Channel) -> str:
    from jupyter_mlops.jobs.notification import EmailChannel

    if isinstance(channel, EmailChannel):
        where = f"e-mail to {', '.join(channel.to)} by {channel.host}"
    else:
        where = f"webhook {channel.url or channel.url_secret}"
    return f"{channel.name}  {where}"


def _message_line(message: Message) -> str:
    from jupyter_mlops.cli.text import ago_text

    title = message.content.get("title", message.event.value)
    if message.sent_at is not None:
        return f"  {ago_text(message.sent_at)}  {message.channel}: {title}"
    times = "once" if message.attempts == 1 else f"{message.attempts} times"
    how = f"tried {times}, {message.error}" if message.attempts else "waits"
    return f"  not told  {message.channel}: {title} ({how})"
