"""`make bench`: each file in benchmarks/ measures one question beside the peers."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from scripts.console import FailedError, outcome, stage
from scripts.environment import ensure_environment
from scripts.places import ROOT

#: `figure NAME RATIO target <=T ok|short`
FIGURE = re.compile(r"^figure \S+ .* (ok|short)$", re.MULTILINE)


def main() -> int:
    """Runs all benchmarks and repeats their figures at the end; 1 if one is short of its target."""
    ensure_environment()
    figures: list[str] = []
    for file in sorted((ROOT / "benchmarks").glob("[!_]*.py")):
        with stage(file.name):
            figures += _figures(file)
    print()
    print("\n".join(figures))
    return 1 if any(figure.endswith(" short") for figure in figures) else 0


def _figures(file: Path) -> list[str]:
    status, output = outcome([sys.executable, str(file)])
    print(output.rstrip(), flush=True)
    figures = [match[0] for match in FIGURE.finditer(output)]
    if not figures:
        raise FailedError(f"benchmarks/{file.name} ended with status {status} and without a figure")
    return figures
