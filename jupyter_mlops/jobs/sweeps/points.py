"""The points of a space: how many there are, and what they are."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.sweep import (
    Choices,
    GridSpace,
    ListSpace,
    RandomSpace,
    Space,
    ZipSpace,
)
from jupyter_mlops.jobs.sweeps.draws import check_range, draw

#: Most runs of a sweep.
MOST_RUNS: Final = 10_000

#: How many drawn points stand for all when they are checked before a start.
_DRAWN: Final = 200

Point = dict[str, Any]


def check_space(space: Space) -> None:
    """Makes sure that a space has points, and not too many; none of them is made.

    Raises:
        InvalidError: It is empty, too large, or its parts don't fit each other.
    """
    if isinstance(space, ListSpace):
        if not space.points:
            raise InvalidError("the sweep has no points", hint="give at least one")
    else:
        _check_values(space)
    if not names_of(space):
        raise InvalidError("the sweep varies no parameter", hint="give values for at least one")
    count = count_points(space)
    if count > MOST_RUNS:
        raise InvalidError(
            f"the sweep would have {count:,} runs, more than {MOST_RUNS:,}",
            hint="give fewer values, or draw some of the points by chance",
        )


def names_of(space: Space) -> list[str]:
    """Names of the parameters that a space varies, in order."""
    if isinstance(space, ListSpace):
        return list(dict.fromkeys(itertools.chain.from_iterable(space.points)))
    return list(space.values)


def count_points(space: Space) -> int:
    """How many points a space has."""
    if isinstance(space, RandomSpace):
        return space.count
    if isinstance(space, ListSpace):
        return len(space.points)
    lengths = [len(values) for values in space.values.values()]
    return math.prod(lengths) if isinstance(space, GridSpace) else max(lengths, default=0)


def points_of(space: Space) -> Iterator[Point]:
    """The points of a space that has been checked, one after the other.

    Those of a grid come as a nest of loops would bring them: the last parameter changes fastest.
    """
    if isinstance(space, ListSpace):
        yield from space.points
    elif isinstance(space, RandomSpace):
        yield from draw(space)
    else:
        columns = space.values.values()
        rows = (
            itertools.product(*columns)
            if isinstance(space, GridSpace)
            else zip(*columns, strict=True)
        )
        for row in rows:
            yield dict(zip(space.values, row, strict=True))


def covering_points(space: Space) -> Iterator[Point]:
    """Points of a space that has been checked, among which each given value is.

    Of a grid these are as many as its longest list is long; of a draw, those drawn first.
    """
    if isinstance(space, GridSpace):
        for index in range(max(len(values) for values in space.values.values())):
            yield {name: values[index % len(values)] for name, values in space.values.items()}
    elif isinstance(space, RandomSpace):
        yield from itertools.islice(draw(space), _DRAWN)
    else:
        yield from points_of(space)


def _check_values(space: GridSpace | ZipSpace | RandomSpace) -> None:
    for name, source in space.values.items():
        values = source.values if isinstance(source, Choices) else source
        if isinstance(values, list):
            if not values:
                raise InvalidError(f"parameter {name} has no values", hint="give at least one")
        else:
            check_range(name, values)
    if isinstance(space, ZipSpace):
        _check_lengths(space.values)


def _check_lengths(values: Mapping[str, list[Any]]) -> None:
    (first, *others) = [(name, len(column)) for name, column in values.items()] or [("", 0)]
    for name, length in others:
        if length != first[1]:
            raise InvalidError(
                f"{first[0]} has {first[1]} values and {name} has {length}",
                hint="zipped parameters need as many values each; a grid takes all combinations",
            )
