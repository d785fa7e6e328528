"""A run's record as a function of its events."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from msgspec.structs import replace

from jupyter_mlops.jobs.events import (
    AnyEvent,
    CellEnded,
    CellStarted,
    EnvironmentRead,
    MetricReported,
    ModulesImported,
    NotebookStarted,
    RunEnded,
    RunStarted,
)
from jupyter_mlops.jobs.model import Environment, Progress, Run, RunState


def fold(run: Run, events: Iterable[AnyEvent]) -> Run:
    """Applies events to a run; those after its end change nothing.

    Args:
        run: The run before.
        events: What happened since, in order.

    Returns:
        The run after.
    """
    return reduce(_apply, events, run)


def _apply(run: Run, event: AnyEvent) -> Run:  # noqa: PLR0911 - one case an event
    if run.state.final:
        return run
    match event:
        case RunStarted():
            return replace(run, state=RunState.RUNNING, started_at=event.at, owner=event.owner)
        case NotebookStarted():
            return replace(run, progress=replace(run.progress, total=event.total))
        case EnvironmentRead():
            return replace(run, environment=event.environment)
        case CellStarted():
            at_work = {
                "cell_index": event.index,
                "cell_id": event.cell_id,
                "cell_preview": event.preview,
            }
            return replace(run, progress=replace(run.progress, **at_work))
        case CellEnded():
            progress = Progress(done=run.progress.done + 1, total=run.progress.total)
            return replace(run, progress=progress, cells=(*run.cells, event.cell))
        case MetricReported():
            return replace(run, metrics={**run.metrics, event.name: event.value})
        case ModulesImported():
            known = run.environment or Environment()
            return replace(run, environment=replace(known, modules=event.modules))
        case RunEnded():
            return replace(
                run,
                state=event.state,
                ended_at=event.at,
                failure=event.failure,
                resources=event.resources,
                artifacts=event.artifacts,
            )
