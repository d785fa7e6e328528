"""How benchmarks time things and say what came out."""

from __future__ import annotations

import compileall
import os
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import jupyter_mlops

# The rivals' bytecode was written by pip; a working copy's is where nothing forbids that.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
compileall.compile_dir(Path(jupyter_mlops.__file__).parent, quiet=1)


def interleaved(rounds: int, rivals: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Measures rivals in turn, so that a busy moment of the machine hits all of them.

    Args:
        rounds: How often each is measured, after one round that doesn't count.
        rivals: What measures each, in seconds.

    Returns:
        The measurements of each.
    """
    measured: dict[str, list[float]] = {name: [] for name in rivals}
    for count in range(rounds + 1):
        for name, measure in rivals.items():
            seconds = measure()
            if count:
                measured[name].append(seconds)
    return measured


def timed(action: Callable[[], object]) -> float:
    """How long an action takes, in seconds."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def tell(name: str, seconds: Iterable[float]) -> None:
    """Prints median and extent of measurements."""
    values = sorted(seconds)
    median = statistics.median(values)
    print(f"{name:<24} median {median:.3f} s   {values[0]:.3f} to {values[-1]:.3f} s")


def figure(name: str, ratio: float, target: float) -> None:
    """Prints a figure and whether it is good enough, in the form that `make bench` collects."""
    verdict = "ok" if ratio <= target else "short"
    print(f"figure {name} {ratio:.3g} target <={target} {verdict}")
