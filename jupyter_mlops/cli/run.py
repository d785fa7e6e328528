"""`jupyter mlops run NOTEBOOK`: runs a notebook as a job."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.cli.run_options import add_run_options
from jupyter_mlops.cli.waiting import HELP_INTERVAL, INTERRUPTED

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.jobs.model import Run
    from jupyter_mlops.services.desk import Desk

#: How often a run that is waited for is looked at, in seconds.
_POLL = 0.05


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "run",
        help="run a notebook as a job",
        description="Run a notebook with parameters, in a process of its own. "
        "Exits with 0 only if the run succeeded (or, with --no-wait, has started).",
    )
    parser.add_argument("notebook", metavar="NOTEBOOK", type=Path)
    parser.add_argument(
        "-p",
        "--parameter",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        type=_assignment,
        help="a value for the parameters cell; may be repeated",
    )
    parser.add_argument("-k", "--kernel", help="kernelspec name (default: the notebook's own)")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        help="the executed notebook (default: a new file in runs/ beside the notebook)",
    )
    parser.add_argument(
        "--wait",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="wait for the end and show progress (default), or return at once",
    )
    parser.add_argument("--json", action="store_true", help="print the run as JSON at the end")
    add_run_options(parser)
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Starts a run; waits for it unless told otherwise."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.cli.run_options import labels_of, policy_of, results_of, revision_of
    from jupyter_mlops.cli.text import short_id, to_json
    from jupyter_mlops.services.read_parameters import parse_values
    from jupyter_mlops.services.start_run import StartRequest, start_run

    request = StartRequest(
        notebook=args.notebook,
        parameters=parse_values(args.notebook, dict(args.parameter), args.kernel),
        kernel=args.kernel,
        output=args.output,
        revision=revision_of(args),
        policy=policy_of(args),
        results=results_of(args),
        labels=labels_of(args),
    )
    with open_desk() as desk:
        started = start_run(desk, request)
        if not args.wait:
            print(to_json(started) if args.json else short_id(started))
            return 0
        return wait_for(desk, started, as_json=args.json)


def wait_for(desk: Desk, started: Run, *, as_json: bool) -> int:
    """Shows a run until it has ended; Ctrl+C cancels it.

    Args:
        desk: Where.
        started: The run.
        as_json: Print it as JSON at the end.

    Returns:
        The exit status.
    """
    from jupyter_mlops.cli.text import to_json
    from jupyter_mlops.jobs.model import RunState

    status = 0
    try:
        ended = _follow(desk, started)
    except KeyboardInterrupt:
        ended, status = _cancel(desk, started), INTERRUPTED
    _tell_end(ended)
    if as_json:
        print(to_json(ended))
    return status or int(ended.state is not RunState.SUCCEEDED)


def _follow(desk: Desk, started: Run) -> Run:
    """Shows a run and its retries until the last of them has ended."""
    from jupyter_mlops.jobs.retrying import retry_follows
    from jupyter_mlops.services.ensure_worker import set_going

    current = _to_its_end(desk, started)
    while retry_follows(current):
        set_going(desk)
        last = desk.store.attempts(current.id)[-1]
        if last.attempt == current.attempt:  # the worker is about to add the next one
            time.sleep(_POLL)
            continue
        print(f"attempt {current.attempt} failed: trying again", file=sys.stderr)
        current = _to_its_end(desk, last)
    set_going(desk)
    return current


def _to_its_end(desk: Desk, started: Run) -> Run:
    from jupyter_mlops.cli.progress import progress_for
    from jupyter_mlops.services.ensure_worker import set_going
    from jupyter_mlops.services.list_runs import get_run

    with progress_for(sys.stderr) as progress:
        current, helped_at = started, time.monotonic()
        while not current.state.final:
            if current.waits and time.monotonic() - helped_at > HELP_INTERVAL:
                set_going(desk)
                helped_at = time.monotonic()
            time.sleep(_POLL)
            current = get_run(desk, started.id)
            progress.show(current)
    return current


def _cancel(desk: Desk, started: Run) -> Run:
    from jupyter_mlops.errors import ConflictError
    from jupyter_mlops.services.end_run import cancel_run
    from jupyter_mlops.services.list_runs import get_run

    last = desk.store.attempts(started.id)[-1]
    try:
        return cancel_run(desk, last.id)
    except ConflictError:  # it ended between the key and here
        return get_run(desk, last.id)


def _tell_end(run: Run) -> None:
    from jupyter_mlops.cli.text import (
        duration_text,
        failure_text,
        file_text,
        run_seconds,
        short_id,
        state_text,
    )

    took = duration_text(run_seconds(run) or 0)
    print(f"{state_text(run.state, sys.stderr)} in {took}, run {short_id(run)}", file=sys.stderr)
    if run.failure is not None:
        print(failure_text(run.failure), file=sys.stderr)
        if run.failure.hint:
            print(run.failure.hint, file=sys.stderr)
    if Path(run.output).exists():
        print(file_text(run.output))


def _assignment(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value
