"""What a forge says of a commit, or has said when it can't be heard."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Final

import msgspec
from msgspec import Struct

from jupyter_mlops.errors import RateLimitError
from jupyter_mlops.forges.cache import Cache
from jupyter_mlops.forges.client import Answer
from jupyter_mlops.forges.failures import UnreachableError
from jupyter_mlops.forges.model import ACTIVE, Job, Pipeline, Place, RateLimit
from jupyter_mlops.forges.rest import Rest

#: Seconds between looks: while something runs, while it waits, while the host can't be reached, and
#: while pipelines may still appear, which they do some time after a push.
_QUEUED: Final = 10.0
#: Something that runs for long is looked at less often; some statuses stay pending for ever. Up to
#: which age, in seconds, how often.
_RUNNING: Final = ((600.0, 5.0), (7200.0, 15.0), (float("inf"), 60.0))
_OFFLINE: Final = 30.0
_EARLY: Final = 10.0
_EARLY_TIME: Final = 180.0
#: Requests that are left to others.
_RESERVE: Final = 20
#: How far ahead a limit can be set back, in seconds: a clock may be wrong.
_WINDOW: Final = 3600.0
#: When a commit without pipelines was first asked for, for how many.
_MOST: Final = 1000
_FIRST_ASKED: dict[str, float] = {}


class Heard(Struct, frozen=True, kw_only=True):
    """What a client has found out just now."""

    pipelines: tuple[Pipeline, ...]
    #: What is not in it, though it should be; empty if all is.
    note: str = ""


def answer(cache: Cache, rest: Rest, place: Place, sha: str, hear: Callable[[], Heard]) -> Answer:
    """What a forge says of a commit; where it can't be heard, what it last said.

    Args:
        cache: What it has said.
        rest: How it is asked.
        place: The repository.
        sha: The commit.
        hear: Asks it.

    Raises:
        MlopsError: As `ForgeClient` says; where it can't be reached, only if it never was.
    """
    before = rest.sent
    try:
        heard = hear()
    except (UnreachableError, RateLimitError) as error:
        last = recall(cache, place, sha)
        if last is None:
            raise
        wait = error.retry_after if isinstance(error, RateLimitError) else _OFFLINE
        return msgspec.structs.replace(last, trouble=error.message, poll_after=wait)
    told = Answer(
        pipelines=heard.pipelines,
        as_of=datetime.now(timezone.utc),
        trouble=heard.note,
        poll_after=_next_look(f"{place.url} {sha}", heard.pipelines, rest, rest.sent - before),
    )
    cache.put(_key(place, sha), told)
    return told


def recall(cache: Cache, place: Place, sha: str) -> Answer | None:
    """What a forge last said of a commit; None if nothing is kept."""
    return cache.get(_key(place, sha), Answer)


def forget_first_looks() -> None:
    """Forgets which commits without pipelines have been asked for."""
    _FIRST_ASKED.clear()


def _key(place: Place, sha: str) -> str:
    return f"answer {place.api} {place.path} {sha}"


def _next_look(key: str, pipelines: tuple[Pipeline, ...], rest: Rest, cost: int) -> float | None:
    entries: list[Pipeline | Job] = [
        *pipelines,
        *(job for pipeline in pipelines for job in pipeline.jobs),
    ]
    active = [entry for entry in entries if entry.state in ACTIVE]
    if not active:
        if len(_FIRST_ASKED) > _MOST:
            forget_first_looks()
        first = _FIRST_ASKED.setdefault(key, time.monotonic())
        early = not pipelines and time.monotonic() - first < _EARLY_TIME
        return max(_EARLY, _pace(rest.limits.told, cost)) if early else None
    running = [entry.started_at for entry in active if entry.state == "running"]
    now = datetime.now(timezone.utc)
    ages = [0.0 if start is None else (now - start).total_seconds() for start in running]
    wanted = next(each for age, each in _RUNNING if min(ages) < age) if ages else _QUEUED
    return max(wanted, _pace(rest.limits.told, cost))


def _pace(limit: RateLimit | None, cost: int) -> float:
    """How far apart looks have to be, so that a host's limit lasts until it is set back."""
    if limit is None:
        return 0.0
    left = min(max(0.0, limit.resets_at.timestamp() - time.time()), _WINDOW)
    looks = (limit.remaining - _RESERVE) / max(1, cost)
    return left if looks < 1 else left / looks
