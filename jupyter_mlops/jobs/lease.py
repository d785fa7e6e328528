"""Whether the holder of the lease lives, and how it is woken."""

from __future__ import annotations

import socket
from contextlib import suppress
from datetime import datetime, timedelta

from jupyter_mlops.jobs.processes import is_alive, is_local
from jupyter_mlops.jobs.queue_model import Lease, LeaseKind

#: A holder that has not renewed for this long is gone, in seconds.
LEASE_TIMEOUT = 60.0
#: Where workers are woken.
LOOPBACK = "127.0.0.1"


def holder_lives(lease: Lease, at: datetime) -> bool:
    """Whether the holder of a lease has renewed it lately, and is there as far as we can see.

    Args:
        lease: The lease.
        at: The present time.
    """
    # The clock may have been set back since: that is no sign of life, either.
    recent = abs(at - lease.renewed_at) < timedelta(seconds=LEASE_TIMEOUT)
    return recent and (not is_local(lease.owner) or is_alive(lease.owner))


def is_worker(lease: Lease | None, at: datetime) -> bool:
    """Whether a worker holds the lease and lives."""
    return lease is not None and lease.kind is not LeaseKind.BRIEF and holder_lives(lease, at)


def wake(lease: Lease) -> None:
    """Lets the holder look at the queue at once; one of another machine does so within seconds."""
    if lease.port and is_local(lease.owner):
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.sendto(b"", (LOOPBACK, lease.port))
