"""Use case: look at what a run has measured, and at what was measured of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from jupyter_mlops.jobs.metrics import read_metrics
from jupyter_mlops.jobs.model import Run
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.jobs.usage import Sample, read_usage
from jupyter_mlops.services.desk import Desk

#: Most points of a series: more than a screen has columns for.
_POINTS = 1000

T = TypeVar("T")


class Series(Struct, frozen=True, kw_only=True):
    """What a metric was, step by step."""

    #: Name of the metric.
    name: str
    #: Steps and values, in the order in which they were told.
    points: list[tuple[float, float]]


class RunMetrics(Struct, frozen=True, kw_only=True):
    """What a run has measured, and what was measured of it."""

    #: Metrics, in the order in which they appeared.
    series: list[Series]
    #: What the run used, moment by moment.
    usage: list[Sample]


def run_metrics(desk: Desk, run: Run) -> RunMetrics:
    """The course of a run's metrics and of what it used, thinned to what a plot can show.

    Args:
        desk: Where, and for whom.
        run: The run.
    """
    folder = folder_of(desk.home, run.id)
    return RunMetrics(
        series=[
            Series(name=name, points=thinned(points))
            for name, points in read_metrics(folder.metrics).items()
        ],
        usage=thinned(read_usage(folder.usage)),
    )


def thinned(points: Sequence[T], most: int = _POINTS) -> list[T]:
    """At most so many of the points, evenly chosen, the first and the last among them."""
    if len(points) <= most:
        return list(points)
    last = len(points) - 1
    return [points[number * last // (most - 1)] for number in range(most)]
