"""Which of the runs that wait may start now; nothing but a function of the queue and the time."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from jupyter_mlops.jobs.queue_model import Limits, Waiting


class Plan(Struct, frozen=True, kw_only=True):
    """What is to be done with the queue."""

    #: Ids of the runs to start, in order.
    start: tuple[str, ...]
    #: Ids of the runs that have waited too long.
    expired: tuple[str, ...]
    #: When time alone changes the plan: a run may start by then, or has waited too long.
    next_at: datetime | None
    #: Whether there is room for another run, further back in the queue.
    room: bool


class _Room:
    """What is left of the limits."""

    def __init__(self, limits: Limits, working: Iterable[Waiting]) -> None:
        self._labels_limit = limits.labels
        self._all_slots = slots_in_all(limits)
        self._all_memory = limits.memory
        self.slots = self._all_slots
        self._memory = limits.memory or 0
        self._labels: Counter[str] = Counter()
        self._groups: Counter[str] = Counter()
        for run in working:
            self.take(run)

    def take(self, run: Waiting) -> None:
        """Takes what a run needs, or sets it aside where there is less."""
        self._reserve(run)
        self._labels.update(run.labels)
        self._groups.update(_groups(run))

    def within_limits(self, run: Waiting) -> bool:
        """Whether neither its job or sweep nor its labels have as many runs as they may."""
        crowded = run.max_parallel is not None and any(
            self._groups[group] >= run.max_parallel for group in _groups(run)
        )
        return not crowded and all(
            self._labels[label] < self._labels_limit[label]
            for label in run.labels
            if label in self._labels_limit
        )

    def fits(self, run: Waiting) -> bool:
        """Whether there are slots and memory for it."""
        slots, memory = self._needs(run)
        return slots <= self.slots and (not memory or memory <= self._memory)

    def _reserve(self, run: Waiting) -> None:
        slots, memory = self._needs(run)
        self.slots -= slots
        self._memory -= memory

    def set_aside(self, run: Waiting) -> None:
        """Keeps what a run that doesn't fit is waiting for, so that nobody behind it takes that.

        Smaller runs would else pass it for ever. Who needs nothing of what is scarce may pass.
        """
        self._reserve(run)

    def _needs(self, run: Waiting) -> tuple[int, int]:
        """Slots and memory; a run that wants more than there ever is runs alone."""
        memory = 0 if self._all_memory is None else min(run.memory, self._all_memory)
        return min(run.slots, self._all_slots), memory


def slots_in_all(limits: Limits) -> int:
    """How many slots there are: one a processor that we may use, unless somebody has said."""
    if limits.slots is not None:
        return limits.slots
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def admit(
    waiting: Iterable[Waiting], working: Iterable[Waiting], limits: Limits, at: datetime
) -> Plan:
    """Decides what starts.

    Args:
        waiting: Runs that wait, in the order in which they go.
        working: Runs at work.
        limits: How much may run at a time.
        at: The present time.
    """
    room = _Room(limits, working)
    start: list[str] = []
    expired: list[str] = []
    times: list[datetime] = []
    for run in waiting:
        times += _times(run)
        if _has_expired(run, at):
            expired.append(run.id)
        elif limits.paused or not _is_due(run, at) or not room.within_limits(run):
            continue
        elif room.fits(run):
            room.take(run)
            start.append(run.id)
        else:
            room.set_aside(run)
    return Plan(
        start=tuple(start),
        expired=tuple(expired),
        next_at=min((time for time in times if time > at), default=None),
        room=room.slots > 0 and not limits.paused,
    )


def _is_due(run: Waiting, at: datetime) -> bool:
    return run.not_before is None or run.not_before <= at


def _has_expired(run: Waiting, at: datetime) -> bool:
    return run.queue_timeout is not None and _expiry(run, run.queue_timeout) <= at


def _expiry(run: Waiting, timeout: float) -> datetime:
    """The time until which a retry is held back is not time in the queue."""
    return max(run.created_at, run.not_before or run.created_at) + timedelta(seconds=timeout)


def _times(run: Waiting) -> Iterator[datetime]:
    if run.not_before is not None:
        yield run.not_before
    if run.queue_timeout is not None:
        yield _expiry(run, run.queue_timeout)


def _groups(run: Waiting) -> Iterator[str]:
    if run.job is not None:
        yield f"job {run.job}"
    if run.sweep is not None:
        yield f"sweep {run.sweep}"
