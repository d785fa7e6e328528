"""Use case: cancel many runs at once."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from msgspec import Struct, field
from msgspec.structs import replace

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.model import ACTIVE_STATES, Run, RunState
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.jobs.store import RunFilter
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.end_run import cancel_run
from jupyter_mlops.services.list_runs import get_run, matching_runs

#: How many are taken out of the queue in one transaction, so that others can write in between.
_CHUNK = 500
#: How many runs at work are ended at a time.
_AT_ONCE = 8


class Cancelled(Struct, kw_only=True):
    """What became of many runs."""

    #: How many were cancelled.
    count: int = 0
    #: Ids of those that could not be, with the reason.
    failed: dict[str, str] = field(default_factory=dict)


def cancel_runs(
    desk: Desk,
    ids: Sequence[str] | None = None,
    only: RunFilter | None = None,
    *,
    text: str = "",
) -> Cancelled:
    """Cancels runs; those that wait first, so that none of them starts in the place of another.

    Args:
        desk: Where, and for whom.
        ids: These; all that have not ended, and that `only` and `text` find, by default.
        only: Which.
        text: Which, as people type it; both have to hold.

    Raises:
        InvalidError: A part of the text means nothing.
    """
    done = Cancelled()
    if ids is not None:
        found = [_find(desk, run_id, done) for run_id in dict.fromkeys(ids)]
        wanted = [run for run in found if run is not None]
    else:
        active = replace(only or RunFilter(), states=tuple(ACTIVE_STATES))
        wanted = list(matching_runs(desk, active, text=text))
    withdrawn = _withdraw(desk, [run for run in wanted if run.waits])
    done.count += len(withdrawn)
    _end_all(desk, [run.id for run in wanted if run.id not in withdrawn], done)
    return done


def _find(desk: Desk, run_id: str, done: Cancelled) -> Run | None:
    try:
        return get_run(desk, run_id)
    except MlopsError as error:
        done.failed[run_id] = error.message
    return None


def _withdraw(desk: Desk, waiting: Sequence[Run]) -> set[str]:
    """Ends those that still wait."""
    at, rest, withdrawn = now(), iter(waiting), set[str]()
    while chunk := list(islice(rest, _CHUNK)):
        ends = [replace(run, state=RunState.CANCELLED, ended_at=at) for run in chunk]
        withdrawn.update(desk.store.queue.withdraw(ends))
    return withdrawn


def _end_all(desk: Desk, ids: Sequence[str], done: Cancelled) -> None:
    for run_id in ids:
        folder_of(desk.home, run_id).request_cancel()

    def end(run_id: str) -> str:
        try:
            cancel_run(desk, run_id)
        except MlopsError as error:
            return error.message
        return ""

    with ThreadPoolExecutor(_AT_ONCE, "cancel") as pool:
        for run_id, reason in zip(ids, pool.map(end, ids), strict=True):
            if reason:
                done.failed[run_id] = reason
            else:
                done.count += 1
