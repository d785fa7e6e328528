"""Compares two notebooks with one engine in a process of its own, and says what that cost.

Usage: _diff_worker.py ours|nbdime BASE HEAD ROUNDS
Prints the median seconds of the comparison alone, and the process's peak memory in MiB.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path


def main() -> None:
    """Measures and tells."""
    engine, base, head, rounds = sys.argv[1:]
    compare = {"ours": _ours, "nbdime": _nbdime}[engine](Path(base), Path(head))
    seconds = []
    for _ in range(int(rounds)):
        start = time.perf_counter()
        compare()
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(statistics.median(seconds), peak)


def _ours(base: Path, head: Path) -> Callable[[], object]:
    from jupyter_mlops.notebooks.diff.engine import diff_notebooks
    from jupyter_mlops.notebooks.document import read_notebook

    pair = read_notebook(base)[1], read_notebook(head)[1]
    return lambda: diff_notebooks(*pair)


def _nbdime(base: Path, head: Path) -> Callable[[], object]:
    import nbdime
    import nbformat

    warnings.simplefilter("ignore")  # about old notebooks
    pair = nbformat.read(base, as_version=4), nbformat.read(head, as_version=4)
    return lambda: nbdime.diff_notebooks(*pair)


if __name__ == "__main__":
    main()
