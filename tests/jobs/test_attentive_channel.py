"""A reply that comes in while something is sent is not missed."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
import zmq
import zmq.asyncio
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.session import Session

from jupyter_mlops.jobs.attentive_channel import AttentiveChannel


async def reply_during_send(
    address: str, kind: type[AsyncZMQSocketChannel], patience: float
) -> str:
    """What a waiting reader gets of a reply that is there, unseen, when its channel sends.

    Args:
        address: Of a socket.
        kind: The channel's class.
        patience: Seconds to wait for the reader.

    Raises:
        TimeoutError: It isn't woken.
    """
    session = Session(key=b"")
    with zmq.Context() as kernels, zmq.asyncio.Context() as ours:
        kernel, socket = kernels.socket(zmq.ROUTER), ours.socket(zmq.DEALER)
        try:
            kernel.bind(address)
            socket.connect(address)
            channel = kind(socket, session)
            channel.send(session.msg("execute_request"))
            client = kernel.recv_multipart()[0]
            waiting = asyncio.ensure_future(channel.get_msg())
            await asyncio.sleep(0.05)
            session.send(kernel, "execute_reply", ident=client)
            # The reply comes in while the loop does not look; the socket tells so once.
            told: zmq.Socket[bytes] = zmq.Socket.shadow(socket.underlying)
            while not told.poll(0):
                time.sleep(0.01)  # noqa: ASYNC251
            channel.send(session.msg("comm_msg"))
            return str((await asyncio.wait_for(waiting, patience))["msg_type"])
        finally:
            kernel.close(linger=0)
            socket.close(linger=0)


def test_a_reply_that_comes_in_while_sending_wakes_the_reader(tmp_path: Path) -> None:
    address = f"ipc://{tmp_path}/socket"
    assert asyncio.run(reply_during_send(address, AttentiveChannel, 120)) == "execute_reply"


def test_jupyter_clients_own_channel_does_not_wake_it(tmp_path: Path) -> None:
    """Once this fails, the class isn't needed any more."""
    with pytest.raises(asyncio.TimeoutError):
        asyncio.run(reply_during_send(f"ipc://{tmp_path}/socket", AsyncZMQSocketChannel, 0.3))
