"""Use cases: start a sweep, say what it would be."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field

from jupyter_mlops.errors import ParameterError
from jupyter_mlops.jobs.definition import ResultWishes, Revision
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import Origin
from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.sweep import Objective, Space, Sweep
from jupyter_mlops.jobs.sweeps.points import (
    Point,
    check_space,
    count_points,
    covering_points,
    names_of,
    points_of,
)
from jupyter_mlops.jobs.values import resolve_given
from jupyter_mlops.notebooks.parameters import read_parameters
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.ensure_worker import set_going
from jupyter_mlops.services.run_source import read_source
from jupyter_mlops.services.start_run import StartRequest, build_runs

#: How many points a preview shows.
SHOWN: Final = 20
#: How many names of parameters a sweep is called by unless somebody names it.
_NAMED: Final = 3


class SweepStart(Struct, frozen=True, kw_only=True):
    """What to sweep over, and how."""

    #: The notebook.
    notebook: Path
    #: What is swept over.
    space: Space
    #: Values that are the same for all runs.
    parameters: dict[str, Any] = field(default_factory=dict)
    #: Kernelspec name; the notebook's own by default.
    kernel: str | None = None
    #: Its name for people; made from notebook and parameters by default.
    name: str = ""
    #: What the runs are compared by.
    objective: Objective | None = None
    #: Which state of the files is run.
    revision: Revision = Revision()
    #: How its runs are treated; `max_parallel` holds for the sweep.
    policy: Policy = Policy()
    #: What its runs leave besides the executed notebooks.
    results: ResultWishes = ResultWishes()
    #: What its runs are labelled with.
    labels: tuple[str, ...] = ()


class SweepPreview(Struct, frozen=True, kw_only=True):
    """What a sweep would be."""

    #: How many runs it would have.
    count: int
    #: The first of them: values of the swept parameters.
    points: list[Point]


def preview_sweep(desk: Desk, start: SweepStart) -> SweepPreview:
    """Counts the runs of a sweep and checks its values, without making them all.

    Args:
        desk: Where, and for whom.
        start: What.

    Raises:
        MlopsError: As `start_sweep`, as far as can be told before.
    """
    _check(start)
    notebook = start.notebook.resolve()
    source = read_source(desk.home, notebook, start.revision, kept=None, provenance=None)
    parameters = read_parameters(source.nb, name=notebook.name, kernel=start.kernel)
    for point in covering_points(start.space):
        resolve_given(parameters, {**start.parameters, **point})
    points = list(islice(points_of(start.space), SHOWN))
    return SweepPreview(count=count_points(start.space), points=points)


def start_sweep(desk: Desk, start: SweepStart) -> Sweep:
    """Checks all values of all points, and puts all runs into the queue, or none.

    Args:
        desk: Where, and for whom.
        start: What.

    Returns:
        The sweep; its runs wait.

    Raises:
        MlopsError: The space has no points or too many, a value is none that its parameter takes,
            or the notebook cannot be run; then nothing was started.
    """
    _check(start)
    sweep = Sweep(
        id=new_id(),
        name=start.name.strip() or _name(start),
        user=desk.user,
        notebook=str(start.notebook.resolve()),
        space=start.space,
        count=count_points(start.space),
        parameters=start.parameters,
        objective=start.objective,
        policy=start.policy,
        created_at=now(),
    )
    request = StartRequest(
        notebook=start.notebook,
        parameters=start.parameters,
        kernel=start.kernel,
        revision=start.revision,
        policy=start.policy,
        results=start.results,
        labels=start.labels,
        origin=Origin.SWEEP,
        sweep=sweep.id,
    )
    desk.store.sweeps.add(sweep, build_runs(desk, request, points_of(start.space)))
    set_going(desk)
    return sweep


def _check(start: SweepStart) -> None:
    check_space(start.space)
    twice = [name for name in names_of(start.space) if name in start.parameters]
    if twice:
        raise ParameterError(
            f"parameter {twice[0]} is swept over and has one value for all runs",
            hint="leave out one of the two",
        )


def _name(start: SweepStart) -> str:
    names = names_of(start.space)
    more = "…" if len(names) > _NAMED else ""
    return f"{start.notebook.stem} over {', '.join(names[:_NAMED])}{more}"
