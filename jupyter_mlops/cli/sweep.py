"""`jupyter mlops sweep NOTEBOOK`: runs a notebook over a space of parameters."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.cli.run_options import add_run_options
from jupyter_mlops.cli.sweep_values import add_space_options, assignment
from jupyter_mlops.cli.waiting import HELP_INTERVAL, INTERRUPTED

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.services.desk import Desk
    from jupyter_mlops.services.list_sweeps import SweepStanding
    from jupyter_mlops.services.sweep import SweepStart

#: How often a sweep that is waited for is looked at, in seconds.
_POLL = 0.2


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "sweep",
        help="run a notebook over a space of parameters",
        description="Run a notebook once for each point of a space of parameters: every "
        "combination of the values unless told otherwise. Says how many runs that are before it "
        "starts them. Exits with 0 only if all succeeded (or, with --no-wait, wait in the queue).",
    )
    parser.add_argument("notebook", metavar="NOTEBOOK", type=Path)
    parser.add_argument(
        "-p",
        "--parameter",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        type=assignment,
        help="a value that is the same for all runs; may be repeated",
    )
    parser.add_argument("-k", "--kernel", help="kernelspec name (default: the notebook's own)")
    parser.add_argument("--name", default="", help="its name for people")
    parser.add_argument("--max-parallel", type=int, help="most of its runs at a time")
    parser.add_argument("--dry-run", action="store_true", help="count and check, start nothing")
    parser.add_argument(
        "--wait",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="wait for the end and show progress (default), or return at once",
    )
    parser.add_argument("--json", action="store_true", help="print the sweep as JSON at the end")
    add_space_options(parser)
    add_run_options(parser)
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Starts a sweep; waits for it unless told otherwise."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.cli.text import to_json, values_text
    from jupyter_mlops.services.list_sweeps import get_sweep
    from jupyter_mlops.services.sweep import preview_sweep, start_sweep

    start = _start(args)
    with open_desk() as desk:
        preview = preview_sweep(desk, start)
        print(f"{_counted(preview.count)}, such as:", file=sys.stderr)
        for point in preview.points[:3]:
            print(f"  {values_text(point)}", file=sys.stderr)
        if args.dry_run:
            return 0
        sweep = start_sweep(desk, start)
        if not args.wait:
            print(to_json(get_sweep(desk, sweep.id)) if args.json else sweep.id)
            return 0
        return _wait(desk, sweep.id, as_json=args.json)


def _start(args: argparse.Namespace) -> SweepStart:
    from msgspec.structs import replace

    from jupyter_mlops.cli.checked import checked
    from jupyter_mlops.cli.run_options import labels_of, policy_of, results_of, revision_of
    from jupyter_mlops.cli.sweep_values import objective_of, space_of
    from jupyter_mlops.jobs.policy import Policy
    from jupyter_mlops.services.read_parameters import parse_values
    from jupyter_mlops.services.sweep import SweepStart

    policy = checked(replace(policy_of(args), max_parallel=args.max_parallel), Policy)
    return SweepStart(
        notebook=args.notebook,
        space=space_of(args),
        parameters=parse_values(args.notebook, dict(args.parameter), args.kernel),
        kernel=args.kernel,
        name=args.name,
        objective=objective_of(args),
        revision=revision_of(args),
        policy=policy,
        results=results_of(args),
        labels=labels_of(args),
    )


def _wait(desk: Desk, sweep_id: str, *, as_json: bool) -> int:
    from jupyter_mlops.cli.sweeps import tell_best
    from jupyter_mlops.cli.text import to_json
    from jupyter_mlops.jobs.model import RunState
    from jupyter_mlops.services.list_sweeps import get_sweep

    status = 0
    try:
        _follow(desk, sweep_id)
    except KeyboardInterrupt:
        _cancel(desk, sweep_id)
        status = INTERRUPTED
    standing = get_sweep(desk, sweep_id)
    if as_json:
        print(to_json(standing))
    else:
        tell_best(desk, standing)
    succeeded = standing.states.get(RunState.SUCCEEDED, 0)
    return status or int(succeeded < standing.sweep.count)


def _follow(desk: Desk, sweep_id: str) -> None:
    """Shows how far a sweep is until no run of it is left to end."""
    from jupyter_mlops.jobs.recovery import refresh_active
    from jupyter_mlops.services.ensure_worker import set_going
    from jupyter_mlops.services.list_sweeps import get_sweep

    shown, helped_at = "", time.monotonic()
    while True:
        refresh_active(desk.store, desk.home)
        standing = get_sweep(desk, sweep_id)
        text = _progress(standing)
        if text != shown:
            print(text, file=sys.stderr)
            shown = text
        over = not _goes_on(standing)
        if over or time.monotonic() - helped_at > HELP_INTERVAL:
            set_going(desk)
            helped_at = time.monotonic()
        if over and not _retries_follow(desk, standing):
            return
        time.sleep(_POLL)


def _retries_follow(desk: Desk, standing: SweepStanding) -> bool:
    """Whether a run that has failed is about to be tried again."""
    from jupyter_mlops.jobs.model import RunState
    from jupyter_mlops.jobs.retrying import retry_follows
    from jupyter_mlops.jobs.store import RunFilter

    sweep = standing.sweep
    if sweep.policy.retries.attempts == 1:
        return False
    only = RunFilter(sweep=sweep.id, states=(RunState.FAILED, RunState.LOST))
    failed = desk.store.page(only, before=None, limit=sweep.count)
    return any(
        retry_follows(run) and desk.store.attempts(run.id)[-1].id == run.id for run in failed
    )


def _cancel(desk: Desk, sweep_id: str) -> None:
    from jupyter_mlops.jobs.store import RunFilter
    from jupyter_mlops.services.cancel_runs import cancel_runs

    done = cancel_runs(desk, only=RunFilter(sweep=sweep_id))
    print(f"{_counted(done.count)} cancelled", file=sys.stderr)


def _goes_on(standing: SweepStanding) -> bool:
    from jupyter_mlops.jobs.model import ACTIVE_STATES

    return any(state in ACTIVE_STATES for state in standing.states)


def _progress(standing: SweepStanding) -> str:
    from jupyter_mlops.cli.sweeps import states_text

    ended = sum(count for state, count in standing.states.items() if state.final)
    return f"{ended}/{standing.sweep.count}  {states_text(standing)}"


def _counted(count: int) -> str:
    return "1 run" if count == 1 else f"{count} runs"
