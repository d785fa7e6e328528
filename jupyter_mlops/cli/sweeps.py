"""`jupyter mlops sweeps`: lists sweeps, or the runs of one."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.jobs.model import Run
    from jupyter_mlops.services.desk import Desk
    from jupyter_mlops.services.list_sweeps import SweepStanding

_SHORT_ID = 8


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "sweeps",
        help="list sweeps, or the runs of one",
        description="List your sweeps, newest first, or the runs of one, the best first.",
    )
    parser.add_argument("sweep", metavar="SWEEP", nargs="?", help="id of a sweep, or its end")
    parser.add_argument("-n", "--limit", type=int, default=20, help="most lines (default: 20)")
    parser.add_argument("--json", action="store_true", help="print them as JSON")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Lists sweeps on standard output."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.cli.text import to_json
    from jupyter_mlops.services.list_sweeps import find_sweep, list_sweeps

    with open_desk() as desk:
        if args.sweep is not None:
            standing = find_sweep(desk, args.sweep)
            if args.json:
                print(to_json(standing))
            else:
                _show(desk, standing, max(args.limit, 1))
            return 0
        sweeps = list_sweeps(desk, limit=max(args.limit, 1)).sweeps
    if args.json:
        print(to_json(sweeps))
        return 0
    if not sweeps:
        print("no sweeps yet; start one: jupyter mlops sweep NOTEBOOK", file=sys.stderr)
    for each in sweeps:
        print(_line(each))
    return 0


def states_text(standing: SweepStanding) -> str:
    """`5 succeeded, 1 failed, 6 queued`."""
    from jupyter_mlops.jobs.model import RunState

    counts = [(standing.states.get(state, 0), state) for state in RunState]
    return ", ".join(f"{count} {state.value}" for count, state in counts if count)


def tell_best(desk: Desk, standing: SweepStanding) -> None:
    """Prints the best run of a sweep, where there is one."""
    from jupyter_mlops.cli.text import file_text, short_id

    objective, best = standing.sweep.objective, standing.best
    if objective is None:
        return
    if best is None:
        print(f"no run has reported {objective.metric}", file=sys.stderr)
        return
    run = desk.store.get(best.run)
    what = _point_text(standing, run)
    print(f"best: {objective.metric}={best.value:g}  {what}  run {short_id(run)}")
    print(file_text(run.output))


def _show(desk: Desk, standing: SweepStanding, limit: int) -> None:
    from jupyter_mlops.services.list_sweeps import ranked_runs

    print(_line(standing))
    runs = ranked_runs(desk, standing.sweep)
    for run in runs[:limit]:
        print(_run_line(standing, run))
    if len(runs) > limit:
        print(f"{len(runs) - limit} more: jupyter mlops runs sweep:{standing.sweep.id}")


def _run_line(standing: SweepStanding, run: Run) -> str:
    from jupyter_mlops.cli.text import short_id, state_text

    metrics = " ".join(f"{name}={value:g}" for name, value in run.metrics.items())
    what = f"{_point_text(standing, run)}  {metrics}".rstrip()
    return f"{short_id(run)}  {state_text(run.state, sys.stdout)}  {what}"


def _point_text(standing: SweepStanding, run: Run) -> str:
    """What a run has of the swept parameters, those that equal the notebook's defaults as well."""
    from jupyter_mlops.cli.text import values_text
    from jupyter_mlops.jobs.sweeps.points import names_of

    values = {name: run.parameters.get(name) for name in names_of(standing.sweep.space)}
    return values_text(values)


def _line(standing: SweepStanding) -> str:
    from jupyter_mlops.cli.text import ago_text

    sweep = standing.sweep
    what = f"{sweep.name}  {states_text(standing)}"
    return (
        f"{sweep.id[-_SHORT_ID:]}  {sweep.count:>6} runs  {ago_text(sweep.created_at):>16}  {what}"
    )
