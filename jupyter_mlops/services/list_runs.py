"""Use case: look at runs."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.jobs.ids import is_id
from jupyter_mlops.jobs.model import Run, RunState
from jupyter_mlops.jobs.recovery import refresh, refresh_active
from jupyter_mlops.jobs.store import RunFilter
from jupyter_mlops.services.desk import Desk

#: How many runs back the end of an id is looked for.
_RECENT = 1000


class Page(Struct, frozen=True, kw_only=True):
    """Some runs, newest first."""

    #: The runs, without cells and environment.
    runs: list[Run]
    #: Where the next page starts; None on the last.
    next_cursor: str | None


def list_runs(
    desk: Desk,
    *,
    state: RunState | None = None,
    notebook: Path | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page:
    """A page of the user's runs, newest first.

    Args:
        desk: Where, and for whom.
        state: Only runs in this state.
        notebook: Only runs of this notebook, or the run that has made it.
        cursor: Continue after the run with this id.
        limit: Most runs.
    """
    refresh_active(desk.store, desk.home)
    only = RunFilter(user=desk.user, state=state, notebook=notebook, under=desk.root)
    found = desk.store.page(only, before=cursor, limit=limit + 1)
    more = len(found) > limit
    return Page(runs=found[:limit], next_cursor=found[limit - 1].id if more else None)


def get_run(desk: Desk, run_id: str) -> Run:
    """A run with all that is known of it.

    Args:
        desk: Where, and for whom.
        run_id: The run's id.

    Raises:
        NotFoundError: There is none, or it is somebody else's, or of a notebook elsewhere. All
            three say the same, so that nobody learns of what they may not see.
    """
    if not is_id(run_id):
        raise _no_run(run_id)
    run = desk.store.get(run_id)
    if not _visible(desk, run):
        raise _no_run(run_id)
    return run if run.state.final else refresh(desk.store, desk.home, run)


def find_run(desk: Desk, text: str) -> Run:
    """The run that a person means.

    Args:
        desk: Where, and for whom.
        text: An id, the end of the id of a recent run, or `last`.

    Raises:
        NotFoundError: There is none.
        ConflictError: Several recent ids end so.
    """
    if is_id(text):
        return get_run(desk, text)
    only = RunFilter(user=desk.user, under=desk.root)
    recent = desk.store.page(only, before=None, limit=_RECENT)
    meant = recent[:1] if text == "last" else [run for run in recent if run.id.endswith(text)]
    if not text or not meant:
        raise _no_run(text)
    if len(meant) > 1:
        raise ConflictError(
            f"several runs end in {text!r}", hint=", ".join(run.id for run in meant[:5])
        )
    return get_run(desk, meant[0].id)


def _visible(desk: Desk, run: Run) -> bool:
    inside = desk.root is None or Path(run.notebook).is_relative_to(desk.root)
    return run.user == desk.user and inside


def _no_run(run_id: str) -> NotFoundError:
    return NotFoundError(f"there is no run {run_id!r}", hint="`jupyter mlops runs` lists them")
