"""What a sweep is: runs of one notebook over a space of parameters."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated, Any

from msgspec import Meta, Struct, field

from jupyter_mlops.jobs.policy import Policy


class GridSpace(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="grid", tag_field="kind"
):
    """Every combination of the values."""

    #: Values of each parameter.
    values: dict[str, list[Any]]


class ZipSpace(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="zip", tag_field="kind"
):
    """The first values of all, the second ones, and so on."""

    #: Values of each parameter, all of one length.
    values: dict[str, list[Any]]


class ListSpace(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="list", tag_field="kind"
):
    """Named points, one a run."""

    #: Values of the parameters, for each run.
    points: list[dict[str, Any]]


class Range(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="range", tag_field="kind"
):
    """Numbers to draw from."""

    #: The least.
    low: float
    #: The greatest.
    high: float
    #: Whether their logarithms are drawn evenly, in place of themselves.
    log: bool = False
    #: Whether only whole numbers are drawn.
    integer: bool = False


class Choices(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="choices", tag_field="kind"
):
    """Values to draw from."""

    #: The values.
    values: list[Any]


class RandomSpace(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="random", tag_field="kind"
):
    """So many points drawn by chance."""

    #: What each parameter is drawn from.
    values: dict[str, Range | Choices]
    #: How many points.
    count: Annotated[int, Meta(ge=1, le=100_000)]
    #: What chance starts from: the same seed draws the same points.
    seed: int = 0


Space = GridSpace | ZipSpace | ListSpace | RandomSpace


class Goal(str, Enum):
    """Which values of a metric are better."""

    MINIMIZE = "minimize"
    MAXIMIZE = "maximize"


class Objective(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the runs of a sweep are compared by."""

    #: Name of the metric.
    metric: str
    #: Which values are better.
    goal: Goal = Goal.MINIMIZE


class Sweep(Struct, frozen=True, kw_only=True):
    """Runs of one notebook over a space of parameters."""

    #: Sortable by creation time, unique everywhere.
    id: str
    #: Its name for people.
    name: str
    #: Whose it is.
    user: str
    #: The notebook's file, absolute.
    notebook: str
    #: What is swept over.
    space: Space
    #: How many runs it has.
    count: int
    #: Values that are the same for all runs.
    parameters: dict[str, Any] = field(default_factory=dict)
    #: What the runs are compared by; absent if nobody has said.
    objective: Objective | None = None
    #: How its runs are treated.
    policy: Policy = Policy()
    #: When it was started (UTC).
    created_at: datetime
