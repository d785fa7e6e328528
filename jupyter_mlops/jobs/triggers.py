"""What starts the runs of a job by itself."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated

from msgspec import Meta, Struct

#: IANA name of a time zone, such as `Europe/Vienna`.
TimeZone = Annotated[str, Meta(min_length=1)]


class CronTrigger(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="cron", tag_field="kind"
):
    """By the clock of a time zone, as cron has it (crontab(5), Debian's)."""

    #: Five fields, `30 1 * * *`, or a word such as `@daily`.
    expression: Annotated[str, Meta(min_length=1, max_length=200)]
    #: In whose clock.
    timezone: TimeZone = "UTC"


class IntervalTrigger(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="interval", tag_field="kind"
):
    """Again and again after the same time, whatever the clocks do."""

    #: Seconds from one to the next.
    every: Annotated[float, Meta(ge=1)]
    #: A moment that is one of them; the job's creation by default.
    start: datetime | None = None


class OnceTrigger(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="once", tag_field="kind"
):
    """A single time."""

    #: When, with its offset from UTC.
    at: Annotated[datetime, Meta(tz=True)]


class FileTrigger(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="file", tag_field="kind"
):
    """When a file has arrived or changed."""

    #: Pattern of its path below the project, as `pathlib.Path.glob` reads it.
    pattern: Annotated[str, Meta(min_length=1)]
    #: Seconds without a change after which a file counts as whole.
    settle: Annotated[float, Meta(ge=0)] = 5.0


class CommitTrigger(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="commit", tag_field="kind"
):
    """When a branch has a new commit."""

    #: The branch, local or remote-tracking: `main`, `origin/main`.
    branch: Annotated[str, Meta(min_length=1)]


Trigger = CronTrigger | IntervalTrigger | OnceTrigger | FileTrigger | CommitTrigger


class MissedPolicy(str, Enum):
    """What becomes of times that passed while nobody was there to start a run."""

    SKIP = "skip"
    LATEST = "latest"
    ALL = "all"


class OverlapPolicy(str, Enum):
    """What becomes of a time at which an earlier run of the job has not ended."""

    SKIP = "skip"
    QUEUE = "queue"
    REPLACE = "replace"


class Schedule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a job runs by itself."""

    #: What starts it.
    trigger: Trigger
    #: What becomes of missed times.
    missed: MissedPolicy = MissedPolicy.LATEST
    #: Missed times older than so many seconds are skipped whatever `missed` says; absent for none.
    oldest: Annotated[float, Meta(gt=0)] | None = None
    #: What becomes of a time that meets an earlier run.
    overlap: OverlapPolicy = OverlapPolicy.SKIP
    #: Seconds after which a run that has not started counts as late; absent if none does.
    late_after: Annotated[float, Meta(gt=0)] | None = None
