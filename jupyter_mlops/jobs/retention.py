"""Which runs go by the rules of retention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from msgspec import Struct, field

from jupyter_mlops.jobs.retention_model import Retention
from jupyter_mlops.jobs.store import Trace


class Selection(Struct, kw_only=True):
    """What the rules say of all runs."""

    #: Runs that are too old.
    by_age: list[Trace] = field(default_factory=list)
    #: Runs that are too many of their notebook.
    by_count: list[Trace] = field(default_factory=list)
    #: Runs that there is no room for.
    by_size: list[Trace] = field(default_factory=list)
    #: Kept notebooks that runs which stay have been made from, by SHA-256.
    notebooks: set[str] = field(default_factory=set)
    #: When the oldest run that stays was asked for; None if none stays.
    oldest: datetime | None = None

    @property
    def going(self) -> list[Trace]:
        """All runs that go."""
        return [*self.by_age, *self.by_count, *self.by_size]


def select_runs(
    traces: Iterable[Trace], rules: Retention, at: datetime, size_of: Callable[[Trace], int]
) -> Selection:
    """Applies the rules to all runs.

    Each run that goes is counted under the first rule that it breaks. Those that stay whatever the
    rules say count towards the bounds, as they take the room.

    Args:
        traces: The runs, newest first.
        rules: The rules.
        at: The present (UTC).
        size_of: What a run's files take, in bytes; asked only if there is a bound of it.
    """
    found = Selection()
    runs: Counter[str] = Counter()
    room = rules.max_size
    for trace in traces:
        broken = _broken(trace, rules, at, runs, found)
        taken = 0 if room is None or broken is not None else size_of(trace)
        if broken is None and room is not None and taken > room and _may_go(trace):
            broken = found.by_size
            room = 0  # of what is older nothing stays, lest a run outlive a newer one
        if broken is not None:
            broken.append(trace)
            continue
        runs[trace.notebook] += 1
        room = None if room is None else max(room - taken, 0)
        found.notebooks.add(trace.notebook_hash)
        found.oldest = trace.created_at
    return found


def _broken(
    trace: Trace, rules: Retention, at: datetime, runs: Counter[str], found: Selection
) -> list[Trace] | None:
    if not _may_go(trace):
        return None
    ended = trace.ended_at or trace.created_at
    if rules.max_age is not None and at - ended > _days(rules.max_age):
        return found.by_age
    if rules.max_runs is not None and runs[trace.notebook] >= rules.max_runs:
        return found.by_count
    return None


def _may_go(trace: Trace) -> bool:
    return trace.state.final and not trace.keep


def _days(days: float) -> timedelta:
    try:
        return timedelta(days=days)
    except OverflowError:
        return timedelta.max
