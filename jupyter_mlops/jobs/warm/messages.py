"""Whole messages, and what is open in one process for another, over a socket between processes."""

from __future__ import annotations

import json
import socket
from typing import Any

#: Most bytes of a message; an order beyond it is refused, and its run starts cold.
_LARGEST = 65536
#: Most files that travel with a message.
_MOST_FILES = 2

#: One message is one packet, so that nobody waits for the rest of one.
KIND = socket.SOCK_SEQPACKET if hasattr(socket, "SOCK_SEQPACKET") else socket.SOCK_STREAM


def send(connection: socket.socket, message: dict[str, Any], files: tuple[int, ...] = ()) -> None:
    """Sends a message, with open files.

    Raises:
        OSError: The other side is gone or the message too large.
    """
    socket.send_fds(connection, [json.dumps(message).encode()], list(files))


def receive(connection: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """The next message and the files that came with it; None if the other side has gone."""
    data, files, _, _ = socket.recv_fds(connection, _LARGEST, _MOST_FILES)
    if not data:
        return None
    message: dict[str, Any] = json.loads(data)
    return message, files
