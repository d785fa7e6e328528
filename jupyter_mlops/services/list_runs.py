"""Use case: look at runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.jobs.ids import is_id
from jupyter_mlops.jobs.model import Run
from jupyter_mlops.jobs.recovery import refresh, refresh_active
from jupyter_mlops.jobs.run_query import parse_filter
from jupyter_mlops.jobs.store import RunFilter
from jupyter_mlops.services.desk import Desk

#: How many runs back the end of an id is looked for.
_RECENT = 1000
_ALL: Final = RunFilter()


class Page(Struct, frozen=True, kw_only=True):
    """Some runs, newest first."""

    #: The runs, without cells and environment.
    runs: list[Run]
    #: Where the next page starts; None on the last.
    next_cursor: str | None


def list_runs(
    desk: Desk,
    only: RunFilter = _ALL,
    *,
    text: str = "",
    cursor: str | None = None,
    limit: int = 50,
) -> Page:
    """A page of the user's runs, newest first.

    Args:
        desk: Where, and for whom.
        only: Which.
        text: Which, as people type it; both have to hold.
        cursor: Continue after the run with this id.
        limit: Most runs.

    Raises:
        InvalidError: A part of the text means nothing.
    """
    wanted = _ours(desk, only, text)
    refresh_active(desk.store, desk.home)
    found = desk.store.page(wanted, before=cursor, limit=limit + 1)
    more = len(found) > limit
    return Page(runs=found[:limit], next_cursor=found[limit - 1].id if more else None)


def matching_runs(desk: Desk, only: RunFilter = _ALL, *, text: str = "") -> Iterator[Run]:
    """All of the user's runs that a filter finds, newest first, without cells and environment.

    Those that come while it is read are left out.

    Args:
        desk: Where, and for whom.
        only: Which.
        text: Which, as people type it; both have to hold.

    Raises:
        InvalidError: A part of the text means nothing.
    """
    wanted, before = _ours(desk, only, text), None
    if only.states:  # those that were typed are among them, or there is nothing to find
        both = tuple(state for state in wanted.states if state in only.states)
        if not both:
            return
        wanted = replace(wanted, states=both)
    while page := desk.store.page(wanted, before=before, limit=_RECENT):
        yield from page
        before = page[-1].id


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


def attempts_of(desk: Desk, run: Run) -> list[Run]:
    """All attempts of which the run is one, first to last, the given record among them."""
    return [run if each.id == run.id else each for each in desk.store.attempts(run.id)]


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
    recent = desk.store.page(only, before=None, limit=1 if text == "last" else _RECENT)
    meant = recent[:1] if text == "last" else [run for run in recent if run.id.endswith(text)]
    if not text or not meant:
        raise _no_run(text)
    if len(meant) > 1:
        raise ConflictError(
            f"several runs end in {text!r}", hint=", ".join(run.id for run in meant[:5])
        )
    return get_run(desk, meant[0].id)


def _ours(desk: Desk, only: RunFilter, text: str) -> RunFilter:
    """The filter with what was typed, within what the user may see."""
    typed = parse_filter(text)
    return replace(
        typed,
        user=desk.user,
        under=desk.root,
        state=only.state,
        states=typed.states or only.states,
        notebook=only.notebook,
        job=only.job,
        sweep=only.sweep or typed.sweep,
    )


def _visible(desk: Desk, run: Run) -> bool:
    inside = desk.root is None or Path(run.notebook).is_relative_to(desk.root)
    return run.user == desk.user and inside


def _no_run(run_id: str) -> NotFoundError:
    return NotFoundError(f"there is no run {run_id!r}", hint="`jupyter mlops runs` lists them")
