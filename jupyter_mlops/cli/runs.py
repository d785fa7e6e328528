"""`jupyter mlops runs`: lists runs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.jobs.model import Run

_STATES = ("queued", "running", "succeeded", "failed", "cancelled", "lost")
_NOTHING = "no runs yet; start one: jupyter mlops run NOTEBOOK"
_NO_MATCH = "no run matches"
_LONGEST_STATE = max(map(len, _STATES))


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "runs",
        help="list and find runs",
        description="List your runs, newest first; `jupyter mlops runs failed train 'alpha>0.3' "
        "since:7d` finds some of them.",
    )
    parser.add_argument(
        "filter",
        metavar="NOTEBOOK | FILTER",
        nargs="*",
        help="only runs of a notebook, or those that words, states, `alpha>0.3`, `metric.rmse<1`, "
        "label:, job:, sweep:, commit:, since:, until:, state: and origin: describe",
    )
    parser.add_argument("--state", choices=_STATES, help="only runs in this state")
    parser.add_argument("-n", "--limit", type=int, default=20, help="most runs (default: 20)")
    parser.add_argument("--json", action="store_true", help="print them as JSON")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Lists runs on standard output."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.cli.text import to_json
    from jupyter_mlops.jobs.model import RunState
    from jupyter_mlops.jobs.store import RunFilter
    from jupyter_mlops.services.list_runs import list_runs

    notebooks, words = _split(args.filter)
    only = RunFilter(
        state=None if args.state is None else RunState(args.state),
        notebook=notebooks[0] if notebooks else None,
    )
    with open_desk() as desk:
        page = list_runs(desk, only, text=" ".join(words), limit=max(args.limit, 1))
    if args.json:
        print(to_json(page.runs))
        return 0
    if not page.runs:
        print(_NO_MATCH if args.filter or args.state else _NOTHING, file=sys.stderr)
    for each in page.runs:
        print(_line(each))
    return 0


def _split(given: list[str]) -> tuple[list[Path], list[str]]:
    """Notebooks that exist, and words of a filter; what the shell has unquoted is quoted again."""
    files = [each for each in given if each.endswith(".ipynb") and Path(each).is_file()]
    words = [f'"{each}"' if " " in each and '"' not in each else each for each in given]
    return [Path(each).resolve() for each in files], [
        word for word, each in zip(words, given, strict=True) if each not in files
    ]


def _line(run: Run) -> str:
    from jupyter_mlops.cli.text import (
        ago_text,
        duration_text,
        file_text,
        run_seconds,
        short_id,
        state_text,
        values_text,
    )

    state = state_text(run.state, sys.stdout) + " " * (_LONGEST_STATE - len(run.state.value))
    seconds = run_seconds(run)
    took = "" if seconds is None else duration_text(seconds)
    attempt = f"attempt {run.attempt}" if run.attempt > 1 else ""
    said = [values_text(run.overrides), attempt, *(f"[{label}]" for label in run.labels)]
    what = " ".join([file_text(run.notebook), *filter(None, said)])
    return f"{short_id(run)}  {state}  {took:>9}  {ago_text(run.created_at):>16}  {what}"
