"""`jupyter mlops cancel RUN`: stops runs and every process of them."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "cancel",
        help="stop a run, or many",
        description="Stop a run, its kernel and whatever the kernel has started.",
    )
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "run",
        metavar="RUN",
        nargs="?",
        help="id of a run, or the end of it, or `last`",
    )
    which.add_argument("--all", action="store_true", help="all of yours that have not ended")
    which.add_argument(
        "--filter",
        metavar="TEXT",
        help="all that a text finds, such as 'train label:nightly alpha>0.3'",
    )
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Cancels; returns when it is done."""
    if args.run is None:
        return _cancel_many("" if args.all else args.filter)
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.cli.text import short_id, state_text
    from jupyter_mlops.services.end_run import cancel_run
    from jupyter_mlops.services.list_runs import find_run

    with open_desk() as desk:
        ended = cancel_run(desk, find_run(desk, args.run).id)
    print(f"{state_text(ended.state, sys.stdout)}, run {short_id(ended)}")
    return 0


def _cancel_many(text: str) -> int:
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.services.cancel_runs import cancel_runs

    with open_desk() as desk:
        done = cancel_runs(desk, text=text)
    print("1 run cancelled" if done.count == 1 else f"{done.count} runs cancelled")
    for run_id, reason in done.failed.items():
        print(f"{run_id}: {reason}", file=sys.stderr)
    return int(bool(done.failed))
