"""Use cases: look at sweeps, say what their runs are compared by, forget one."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.jobs.ids import is_id
from jupyter_mlops.jobs.model import Run, RunState
from jupyter_mlops.jobs.store import Best, RunFilter
from jupyter_mlops.jobs.sweep import Goal, Objective, Sweep
from jupyter_mlops.services.desk import Desk

#: How many sweeps back the end of an id is looked for.
_RECENT: Final = 1000
#: Most attempts of a run that are looked at, on average.
_ATTEMPTS: Final = 3


class SweepStanding(Struct, frozen=True, kw_only=True):
    """A sweep, and how far its runs are."""

    #: The sweep.
    sweep: Sweep
    #: How many runs are in which state.
    states: dict[RunState, int]
    #: The best run so far; None where there is none, or nobody has said what is better.
    best: Best | None
    #: Names of the metrics that its runs have reported.
    metrics: list[str]


class SweepPage(Struct, frozen=True, kw_only=True):
    """Some sweeps, newest first."""

    #: The sweeps.
    sweeps: list[SweepStanding]
    #: Where the next page starts; None on the last.
    next_cursor: str | None


def list_sweeps(desk: Desk, *, cursor: str | None = None, limit: int = 50) -> SweepPage:
    """A page of the user's sweeps, newest first.

    Args:
        desk: Where, and for whom.
        cursor: Continue after the sweep with this id.
        limit: Most sweeps.
    """
    found = desk.store.sweeps.page(user=desk.user, under=desk.root, before=cursor, limit=limit + 1)
    shown = found[:limit]
    more = len(found) > limit
    return SweepPage(
        sweeps=_standings(desk, shown), next_cursor=shown[-1].id if more and shown else None
    )


def get_sweep(desk: Desk, sweep_id: str) -> SweepStanding:
    """A sweep, and how far its runs are.

    Args:
        desk: Where, and for whom.
        sweep_id: Its id.

    Raises:
        NotFoundError: There is none for this user.
    """
    (standing,) = _standings(desk, [_visible(desk, sweep_id)])
    return standing


def find_sweep(desk: Desk, text: str) -> SweepStanding:
    """The sweep that a person means.

    Args:
        desk: Where, and for whom.
        text: An id, the end of the id of a recent sweep, or `last`.

    Raises:
        NotFoundError: There is none.
        ConflictError: Several recent ids end so.
    """
    if is_id(text):
        return get_sweep(desk, text)
    recent = desk.store.sweeps.page(user=desk.user, under=desk.root, limit=_RECENT)
    meant = recent[:1] if text == "last" else [each for each in recent if each.id.endswith(text)]
    if not text or not meant:
        raise _no_sweep(text)
    if len(meant) > 1:
        raise ConflictError(
            f"several sweeps end in {text!r}", hint=", ".join(each.id for each in meant[:5])
        )
    return get_sweep(desk, meant[0].id)


def ranked_runs(desk: Desk, sweep: Sweep) -> list[Run]:
    """The runs of a sweep, the best first; those without the objective's metric last, in order.

    Args:
        desk: Where.
        sweep: A sweep that the user may see.
    """
    only = RunFilter(sweep=sweep.id)
    runs = desk.store.page(only, before=None, limit=sweep.count * _ATTEMPTS)
    objective = sweep.objective
    sign = -1 if objective is not None and objective.goal is Goal.MAXIMIZE else 1

    def rank(run: Run) -> tuple[float, int, int]:
        value = None if objective is None else run.metrics.get(objective.metric)
        worst = value is None or run.state is not RunState.SUCCEEDED
        return (inf if worst else sign * (value or 0.0), run.sweep_index or 0, run.attempt)

    return sorted(runs, key=rank)


def set_objective(desk: Desk, sweep_id: str, objective: Objective | None) -> SweepStanding:
    """Says what the runs of a sweep are compared by.

    Args:
        desk: Where, and for whom.
        sweep_id: Its id.
        objective: What; None for nothing.

    Raises:
        NotFoundError: There is none for this user.
    """
    sweep = replace(_visible(desk, sweep_id), objective=objective)
    desk.store.sweeps.update(sweep)
    (standing,) = _standings(desk, [sweep])
    return standing


def delete_sweep(desk: Desk, sweep_id: str) -> None:
    """Forgets a sweep; its runs stay, and those that wait go on.

    Args:
        desk: Where, and for whom.
        sweep_id: Its id.

    Raises:
        NotFoundError: There is none for this user.
    """
    desk.store.sweeps.delete(_visible(desk, sweep_id).id)


def _standings(desk: Desk, sweeps: Sequence[Sweep]) -> list[SweepStanding]:
    """What the store tells of all of them at once."""
    ids = [sweep.id for sweep in sweeps]
    if not ids:
        return []
    store = desk.store.sweeps
    states, metrics = store.states(ids), store.metrics(ids)
    best = store.best({each.id: each.objective for each in sweeps if each.objective is not None})
    return [
        SweepStanding(
            sweep=sweep,
            states=states.get(sweep.id, {}),
            best=best.get(sweep.id),
            metrics=metrics.get(sweep.id, []),
        )
        for sweep in sweeps
    ]


def _visible(desk: Desk, sweep_id: str) -> Sweep:
    """The sweep, if this user may know of it; all refusals say the same."""
    sweep = desk.store.sweeps.get(sweep_id) if is_id(sweep_id) else None
    inside = sweep is not None and (
        desk.root is None or Path(sweep.notebook).is_relative_to(desk.root)
    )
    if sweep is None or sweep.user != desk.user or not inside:
        raise _no_sweep(sweep_id)
    return sweep


def _no_sweep(sweep_id: str) -> NotFoundError:
    return NotFoundError(f"there is no sweep {sweep_id!r}")
