"""The queue's own values: who works it off, and how much at a time."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated

from msgspec import Meta, Struct, field

from jupyter_mlops.jobs.model import Owner


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much runs at a time."""

    #: Slots in all; absent for one a processor.
    slots: Annotated[int, Meta(ge=1, le=1024)] | None = None
    #: Bytes that the runs that set memory aside may set aside together; absent for no limit.
    memory: Annotated[int, Meta(ge=1)] | None = None
    #: Most runs at a time with a label.
    labels: dict[str, Annotated[int, Meta(ge=0)]] = field(default_factory=dict)
    #: Whether nothing is started for now, by hand or by schedule.
    paused: bool = False


class LeaseKind(str, Enum):
    """What holds the queue."""

    #: A worker that somebody has started to stay.
    STANDING = "standing"
    #: A worker that came with a server or a command, and goes when nothing is left to do.
    ON_DEMAND = "on_demand"
    #: A command that starts its own run where there is no worker.
    BRIEF = "brief"


class Lease(Struct, frozen=True, kw_only=True):
    """The right to start runs; one at a time in a store."""

    #: Fencing token: grows by 1 with each holder. What an earlier holder still writes is refused.
    token: int
    #: The process that holds it.
    owner: Owner
    #: What that process is.
    kind: LeaseKind
    #: Where it is woken: a UDP port on its machine's loopback; 0 where it is not.
    port: int = 0
    #: Whether it finishes what runs, starts nothing more, and ends.
    draining: bool = False
    #: When it last said that it lives (UTC).
    renewed_at: datetime


class Waiting(Struct, frozen=True, kw_only=True):
    """A run in the queue, or one that is at work, as admission sees it."""

    #: Id of the run.
    id: str
    #: Id of its job.
    job: str | None
    #: Id of its sweep.
    sweep: str | None = None
    #: Its labels.
    labels: tuple[str, ...]
    #: Slots that it takes.
    slots: int
    #: Bytes set aside.
    memory: int
    #: Most runs of its job at a time.
    max_parallel: int | None
    #: When it was asked for (UTC).
    created_at: datetime
    #: Not before that (UTC).
    not_before: datetime | None
    #: Most seconds in the queue.
    queue_timeout: float | None


class QueueCounts(Struct, frozen=True, kw_only=True):
    """How much there is to do."""

    #: Runs that wait for a slot, or for their time.
    waiting: int
    #: Runs that were handed to a runner and have not ended.
    running: int
    #: Slots that those take.
    slots: int
    #: Jobs with a schedule that does not rest.
    schedules: int
