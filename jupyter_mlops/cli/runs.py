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
_LONGEST_STATE = max(map(len, _STATES))


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "runs", help="list runs", description="List your runs, newest first."
    )
    parser.add_argument("notebook", metavar="NOTEBOOK", type=Path, nargs="?", help="only its runs")
    parser.add_argument("--state", choices=_STATES, help="only runs in this state")
    parser.add_argument("-n", "--limit", type=int, default=20, help="most runs (default: 20)")
    parser.add_argument("--json", action="store_true", help="print them as JSON")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Lists runs on standard output."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.cli.text import to_json
    from jupyter_mlops.jobs.model import RunState
    from jupyter_mlops.services.list_runs import list_runs

    with open_desk() as desk:
        page = list_runs(
            desk,
            state=None if args.state is None else RunState(args.state),
            notebook=None if args.notebook is None else args.notebook.resolve(),
            limit=max(args.limit, 1),
        )
    if args.json:
        print(to_json(page.runs))
        return 0
    if not page.runs:
        print("no runs yet; start one: jupyter mlops run NOTEBOOK", file=sys.stderr)
    for each in page.runs:
        print(_line(each))
    return 0


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
    what = f"{file_text(run.notebook)} {values_text(run.overrides)}".rstrip()
    return f"{short_id(run)}  {state}  {took:>9}  {ago_text(run.created_at):>16}  {what}"
