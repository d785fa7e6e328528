"""How long do checks of thirty notebooks take, beside those who do parts of them?

`jupyter mlops check` from nothing beside `pytest --nbval` and `pytest --nbmake`, which execute one
notebook after the other (two at a time with xdist, which is told besides); once more with nothing
changed; and lint alone beside `nbqa ruff`. In one run and in turn, so that a busy moment of the
machine hits all.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from _check_cases import write_project
from _figures import figure, interleaved, tell, timed

_ROUNDS = 5
_PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "ignore")


def main() -> None:
    """Measures and tells."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        root, home = Path(scratch, "project"), Path(scratch, "home")
        root.mkdir()
        write_project(root)
        _run(root, "git", "init", "--quiet")
        _run(root, "git", "add", ".")
        measured = _once(_slow(root, home)) | interleaved(_ROUNDS, _quick(root, home))
    for name, seconds in measured.items():
        tell(name, seconds)
    medians = {name: statistics.median(seconds) for name, seconds in measured.items()}
    rival = min(medians["nbval"], medians["nbmake"])
    figure("check-execute-cold", medians["check"] / rival, 0.5)
    figure("check-unchanged", medians["check, unchanged"] / rival, 0.02)
    figure("check-lint", medians["check, lint"] / medians["nbqa ruff"], 1.0)


def _once(rivals: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Measures what takes half a minute, between two measurements of ours each."""
    measured: dict[str, list[float]] = {}
    for name, measure in rivals.items():
        measured.setdefault(name, []).append(measure())
        if name != "check":
            measured.setdefault("check", []).append(rivals["check"]())
    return measured


def _slow(root: Path, home: Path) -> dict[str, Callable[[], float]]:
    return {
        "check": lambda: _cold(root, home),
        "nbval": _timed(root, home, sys.executable, *_PYTEST, "--nbval"),
        "nbmake": _timed(root, home, sys.executable, *_PYTEST, "--nbmake"),
        "nbval -n2": _timed(root, home, sys.executable, *_PYTEST, "--nbval", "-n2"),
        "nbmake -n2": _timed(root, home, sys.executable, *_PYTEST, "--nbmake", "-n2"),
    }


def _quick(root: Path, home: Path) -> dict[str, Callable[[], float]]:
    lint = ("mlops", "check", "--only", "lint", "--fresh")
    return {
        "check, unchanged": _timed(root, home, "jupyter", "mlops", "check"),
        "nbqa ruff": _timed(root, home, "nbqa", "ruff", "."),
        "check, lint": _timed(root, home, "jupyter", *lint),
    }


def _cold(root: Path, home: Path) -> float:
    """All checks, nothing known."""
    shutil.rmtree(home, ignore_errors=True)
    return _timed(root, home, "jupyter", "mlops", "check")()


def _timed(root: Path, home: Path, program: str, *arguments: str) -> Callable[[], float]:
    return lambda: timed(lambda: _run(root, program, *arguments, home=home))


def _run(root: Path, program: str, *arguments: str, home: Path | None = None) -> None:
    environment = {**os.environ, "JUPYTER_MLOPS_HOME": str(home)} if home else None
    done = subprocess.run(
        [program, *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    # Findings, which linters and checks tell by 1, are no trouble here; 5: nothing was compared.
    if done.returncode not in (0, 1):
        raise SystemExit(f"{program} {arguments}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    main()
