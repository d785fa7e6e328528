"""Points drawn by chance, the same for the same seed wherever and whenever they are drawn."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from typing import Any

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.sweep import Choices, RandomSpace, Range


def check_range(name: str, numbers: Range) -> None:
    """Makes sure that there is something to draw.

    Args:
        name: The parameter that it is drawn for.
        numbers: Where from.

    Raises:
        InvalidError: There is nothing between its ends.
    """
    low, high = numbers.low, numbers.high
    if not (math.isfinite(low) and math.isfinite(high)) or low > high:
        raise InvalidError(f"parameter {name}: nothing lies between {low:g} and {high:g}")
    if numbers.log and low <= 0:
        raise InvalidError(
            f"parameter {name}: {low:g} has no logarithm",
            hint="a logarithmic range begins above 0",
        )
    if numbers.integer and math.ceil(low) > math.floor(high):
        raise InvalidError(f"parameter {name}: no whole number from {low:g} to {high:g}")


def draw(space: RandomSpace) -> Iterator[dict[str, Any]]:
    """Draws the points of a space.

    Each parameter has a sequence of its own, so that neither more points nor another parameter
    change what was drawn. Only `random()` is asked, whose numbers no version of Python changes.
    """
    chances = {name: random.Random(f"{space.seed}:{name}") for name in space.values}  # noqa: S311
    for _ in range(space.count):
        yield {name: _pick(source, chances[name].random()) for name, source in space.values.items()}


def _pick(source: Range | Choices, chance: float) -> Any:
    """What a number from 0 to below 1 stands for."""
    if isinstance(source, Choices):
        return source.values[int(chance * len(source.values))]
    low, high = source.low, source.high
    if source.integer:
        low, high = math.ceil(low), math.floor(high)
        # Each whole number owns the stretch from itself to the next.
        return min(math.floor(_between(low, high + 1, chance, log=source.log)), high)
    return min(max(_between(low, high, chance, log=source.log), low), high)


def _between(low: float, high: float, chance: float, *, log: bool) -> float:
    if log:
        return math.pow(low, 1 - chance) * math.pow(high, chance)
    return low * (1 - chance) + high * chance  # never more than the largest float
