"""Use case: do what follows from the end of a run, once."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterable

from jupyter_mlops.errors import NotFoundError, StorageError
from jupyter_mlops.jobs.definition import RevisionKind
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.follow_ups import unmark
from jupyter_mlops.jobs.model import Run
from jupyter_mlops.jobs.recovery import refresh
from jupyter_mlops.jobs.retrying import next_attempt
from jupyter_mlops.services.desk import Desk

_logger = logging.getLogger(__name__)


def follow_up(desk: Desk, run_ids: Iterable[str], *, look: bool = True) -> list[Run]:
    """Does what follows from the end of those runs that have ended.

    Only the holder of the lease calls this, so that nobody else is at it.

    Args:
        desk: Where.
        run_ids: Runs that have a mark.
        look: Whether to see how far they are; else what the store knows is enough.

    Returns:
        Those that were handed to a runner and have not ended.
    """
    at_work = []
    for run_id in run_ids:
        run = _present(desk, run_id, look=look)
        if run is None or run.waits:
            unmark(desk.home, run_id)
        elif run.state.final:
            after_run(desk, run)
        else:
            at_work.append(run)
    return at_work


def after_run(desk: Desk, run: Run) -> None:
    """Does what follows from the end of a run.

    Each step may be done twice, should the process die between them: the store takes an attempt
    once, and the others look before they act. What goes wrong in one keeps no other back; a store
    that cannot be written now is tried again, since the run keeps its mark.

    Args:
        desk: Where.
        run: The run, ended.
    """
    done = [_step_done(step, desk, run) for step in (_retry, _tell, _release)]
    if all(done):
        unmark(desk.home, run.id)


def _step_done(step: Callable[[Desk, Run], None], desk: Desk, run: Run) -> bool:
    try:
        step(desk, run)
    except StorageError as error:
        _logger.warning("after run %s: %s", run.id, error.message)
        return False
    except Exception:  # one run must not keep the worker from the others
        _logger.exception("after run %s", run.id)
    return True


def _present(desk: Desk, run_id: str, *, look: bool) -> Run | None:
    try:
        run = desk.store.get(run_id)
    except NotFoundError:  # deleted meanwhile
        return None
    return refresh(desk.store, desk.home, run) if look and not run.state.final else run


def _retry(desk: Desk, run: Run) -> None:
    following = next_attempt(run, now(), random.random())  # noqa: S311 - spreads, hides nothing
    if following is not None:
        desk.store.retry(following)


def _tell(desk: Desk, run: Run) -> None:
    from jupyter_mlops.services.note_end import note_end

    note_end(desk, run)


def _release(desk: Desk, run: Run) -> None:
    if run.revision.kind is RevisionKind.WORKING:
        return
    from jupyter_mlops.services.checkout import release_checkout

    release_checkout(desk, run)
