"""How long does a diff take, and how much memory, beside nbdime?

On real pairs, on the cases that its users suffer from, as a whole process, and as notebooks grow.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from _diff_cases import BAD_CASES, Pair, edited, heavy, real_pairs, write_pair
from _figures import figure, interleaved, tell, timed

_CAP = 60.0
_ROUNDS = 5
_ROOT = Path(__file__).resolve().parents[1]
_WORKER = Path(__file__).with_name("_diff_worker.py")


class Cost(NamedTuple):
    """What one comparison took."""

    #: Of the comparison alone.
    seconds: float
    #: Of the process at its peak, in MiB.
    memory: float


def main() -> None:
    """Measures and tells."""
    pairs = real_pairs(_ROOT)
    if pairs:
        _compare_real(pairs)
    for name, make in BAD_CASES.items():
        _compare_bad(name, make)
    _compare_processes()
    _grow(
        "cells",
        {1_000: lambda: edited(1_000, ids=False), 10_000: lambda: edited(10_000, ids=False)},
    )
    _grow("megabytes", {10: lambda: heavy(10), 100: lambda: heavy(100)})


def _compare_real(pairs: list[tuple[Path, Path]]) -> None:
    ours = [_cost("ours", *files, _ROUNDS) for files in pairs]
    theirs = [_cost("nbdime", *files, 1) for files in pairs]
    tell("real pairs", [cost.seconds for cost in ours])
    tell("real pairs, nbdime", [cost.seconds for cost in theirs])
    ratios = [mine.seconds / other.seconds for mine, other in zip(ours, theirs, strict=True)]
    figure("diff-real-pairs-median", statistics.median(ratios), 0.1)
    print(f"worst of the real pairs: {max(ratios):.3f}")
    largest = sorted(range(len(pairs)), key=lambda at: pairs[at][0].stat().st_size)[-5:]
    memory = max(ours[at].memory / theirs[at].memory for at in largest)
    figure("diff-memory-largest-pairs", memory, 1.0)


def _compare_bad(name: str, make: Callable[[], Pair]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        files = write_pair(make(), Path(scratch))
        ours, theirs = _cost("ours", *files, _ROUNDS), _cost("nbdime", *files, 1)
    print(f"{name:<28} {ours.seconds:.4f} s   nbdime {theirs.seconds:.2f} s")
    figure(f"diff-{name}", ours.seconds / theirs.seconds, 0.01)


def _compare_processes() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        files = [str(file) for file in write_pair(edited(10, ids=True), Path(scratch))]
        measured = interleaved(
            _ROUNDS,
            {
                "jupyter-mlops diff": lambda: timed(_command("jupyter-mlops", "diff", *files)),
                "nbdiff": lambda: timed(_command("nbdiff", *files)),
            },
        )
    for name, seconds in measured.items():
        tell(name, seconds)
    medians = {name: statistics.median(seconds) for name, seconds in measured.items()}
    figure("diff-process", medians["jupyter-mlops diff"] / medians["nbdiff"], 0.2)


def _grow(unit: str, sizes: dict[int, Callable[[], Pair]]) -> None:
    """How time grows from one size to ten times that; linear is 1."""
    seconds = []
    for size, make in sizes.items():
        with tempfile.TemporaryDirectory() as scratch:
            files = write_pair(make(), Path(scratch))
            cost = _cost("ours", *files, 3)
        print(f"{size} {unit}: {cost.seconds:.3f} s, {cost.memory:.0f} MiB")
        seconds.append(cost.seconds)
    figure(f"diff-growth-with-{unit}", seconds[1] / seconds[0] / 10, 1.5)


def _cost(engine: str, base: Path, head: Path, rounds: int) -> Cost:
    command = [sys.executable, str(_WORKER), engine, str(base), str(head), str(rounds)]
    try:
        ended = subprocess.run(command, check=True, capture_output=True, text=True, timeout=_CAP)
    except subprocess.TimeoutExpired:
        return Cost(_CAP, float("nan"))
    seconds, memory = ended.stdout.split()[-2:]
    return Cost(float(seconds), float(memory))


def _command(program: str, *arguments: str) -> Callable[[], object]:
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    return lambda: subprocess.run(command, check=False, capture_output=True)


if __name__ == "__main__":
    main()
