"""How a run is treated: when it is started, what ends it, and whether it is tried again."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

#: A whole number above 0.
Positive = Annotated[int, Meta(ge=1)]
#: Seconds above 0.
Seconds = Annotated[float, Meta(gt=0)]
#: Bytes above 0.
Bytes = Annotated[int, Meta(ge=1)]


class RetryPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether a run that has failed is tried again, and when.

    The n-th retry waits `delay * factor ** (n - 1)` seconds, at most `max_delay`, give or take the
    part `jitter` of it by chance, so that runs that failed together don't come back together.
    """

    #: Attempts in all, the first one included; 1 tries nothing again.
    attempts: Annotated[int, Meta(ge=1, le=100)] = 1
    #: Wait before the first retry, in seconds.
    delay: Annotated[float, Meta(ge=0)] = 10.0
    #: What the wait grows by from one retry to the next.
    factor: Annotated[float, Meta(ge=1)] = 2.0
    #: Longest wait, in seconds.
    max_delay: Annotated[float, Meta(ge=0)] = 3600.0
    #: Part of the wait that is left to chance, from 0 to 1.
    jitter: Annotated[float, Meta(ge=0, le=1)] = 0.1
    #: Kinds of failure that are tried again: codes such as `kernel_died`, `timeout`, `runner_gone`,
    #: class names of exceptions such as `ConnectionError`, or `any`.
    on: tuple[str, ...] = ("kernel_died", "runner_gone", "timeout")


class Policy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a run is treated."""

    #: Runs with more go first.
    priority: Annotated[int, Meta(ge=-1000, le=1000)] = 0
    #: Whether it is tried again.
    retries: RetryPolicy = RetryPolicy()
    #: Most seconds from its start to its end; absent for no limit.
    run_timeout: Seconds | None = None
    #: Most seconds for one cell.
    cell_timeout: Seconds | None = None
    #: Most seconds in the queue.
    queue_timeout: Seconds | None = None
    #: Slots of the worker that it takes.
    slots: Positive = 1
    #: Memory that the queue sets aside for it, in bytes; absent if it doesn't count.
    memory: Bytes | None = None
    #: Memory of all its processes at which it is ended, in bytes; absent for no limit.
    memory_limit: Bytes | None = None
    #: Most runs of its job at a time; absent for no limit.
    max_parallel: Positive | None = None
    #: Whether its kernel may come prepared, with the notebook's imports done.
    warm: bool = True
