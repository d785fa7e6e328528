"""A channel to a kernel on which a reply isn't missed while something is sent."""

from __future__ import annotations

from typing import Any

import zmq
from jupyter_client.channels import AsyncZMQSocketChannel


class AttentiveChannel(AsyncZMQSocketChannel):
    """jupyter_client's channel, which looks for what has come in after it has sent.

    A socket tells once that it can be read, and sending takes note of that, too: a reply that
    comes in just then would lie unread for ever, and whoever awaits it hang. nbclient sends while
    it awaits the reply of a cell whenever an output widget changes.
    (Source: ZMQ_FD in http://api.zeromq.org/master:zmq-getsockopt)
    """

    def send(self, msg: dict[str, Any]) -> None:
        """Sends a message; whoever awaits one here is woken if one is there."""
        super().send(msg)
        if self.socket is not None:
            self.socket.get(zmq.EVENTS)  # pyzmq wakes the waiting by what this tells
