"""The queue, retention and notifications."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from jupyter_mlops.jobs.notification import Channel, ChannelName, Happening
from jupyter_mlops.jobs.queue_model import LeaseKind, Limits
from jupyter_mlops.jobs.retention_model import Retention


class WorkerReply(Struct, frozen=True, kw_only=True):
    """The process that starts runs."""

    #: Its machine.
    host: str
    #: Its process id.
    pid: int
    #: What it is.
    kind: LeaseKind
    #: Whether it finishes what runs and starts nothing more.
    draining: bool
    #: When it last said that it lives (UTC).
    renewed_at: datetime


class QueueReply(Struct, frozen=True, kw_only=True):
    """What there is to do, and who does it."""

    #: The worker; null where none is at work.
    worker: WorkerReply | None
    #: Runs that wait.
    waiting: int
    #: Runs at work.
    running: int
    #: Slots that those take.
    slots_used: int
    #: Slots in all.
    slots: int
    #: How much may run at a time, as it was set.
    limits: Limits
    #: Jobs with a schedule that does not rest.
    schedules: int
    #: Whether schedules and waiting runs go on when JupyterLab is closed.
    outlives_lab: bool
    #: The same in a sentence for people, with what to do about it.
    outlook: str


class RetentionReply(Struct, frozen=True, kw_only=True):
    """What is kept, and what there is."""

    #: The rules.
    retention: Retention
    #: How many runs there are.
    runs: int
    #: What their records and logs take, in bytes.
    size: int


class RetentionPreviewReply(Struct, frozen=True, kw_only=True):
    """What retention would remove, or has removed."""

    #: How many runs.
    runs: int
    #: How many of them are too old.
    by_age: int
    #: How many of them are too many of their notebook.
    by_count: int
    #: How many of them there is no room for.
    by_size: int
    #: How many folders, kept notebooks and worktrees that belong to no run.
    orphans: int
    #: What that frees, in bytes.
    size: int
    #: When the oldest run that stays was asked for (UTC); null if none stays.
    oldest: datetime | None


class ChannelsReply(Struct, frozen=True, kw_only=True):
    """How people are told."""

    #: The channels; addresses and passwords are references.
    channels: list[Channel]
    #: What was told lately, newest first.
    recent: list[MessageReply]


class ChannelsRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Replace the channels."""

    #: The channels.
    channels: list[Channel]


class MessageReply(Struct, frozen=True, kw_only=True):
    """Something that was told, or is to be."""

    #: Name of the channel.
    channel: str
    #: What had happened.
    event: Happening
    #: Id of the run.
    run: str | None
    #: How often it was tried.
    attempts: int
    #: When it is tried next (UTC); null if never again.
    next_at: datetime | None
    #: When it got through (UTC); null if it has not.
    sent_at: datetime | None
    #: Why it did not get through the last time.
    error: str


class ChannelTestRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Send a test message."""

    #: Name of the channel.
    channel: ChannelName
