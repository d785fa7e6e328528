"""`jupyter mlops again RUN`: runs exactly what a run has run."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from jupyter_mlops.cli.arguments import add_run_argument

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.services.again import Repetition

#: How many packages that differ are named.
_NAMED = 20


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "again",
        help="run exactly what a run has run",
        description="Run the same notebook with the same values in the files of then, uncommitted "
        "changes included, and say what is not as it was.",
    )
    add_run_argument(parser)
    parser.add_argument(
        "--wait",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="wait for the end and show progress (default), or return at once",
    )
    parser.add_argument("--json", action="store_true", help="print the run as JSON at the end")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Starts the repetition; waits for it unless told otherwise."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.cli.run import wait_for
    from jupyter_mlops.cli.text import short_id, to_json
    from jupyter_mlops.services.again import run_again
    from jupyter_mlops.services.list_runs import find_run

    with open_desk() as desk:
        again = run_again(desk, find_run(desk, args.run).id)
        _tell(again)
        if not args.wait:
            print(to_json(again) if args.json else short_id(again.run))
            return 0
        return wait_for(desk, again.run, as_json=args.json)


def _tell(again: Repetition) -> None:
    for said in again.differences:
        print(said, file=sys.stderr)
    for package in again.packages[:_NAMED]:
        before, now = package.before or "absent", package.now or "absent"
        print(f"{package.name}: {before} → {now}", file=sys.stderr)
    more = len(again.packages) - _NAMED
    if more > 0:
        print(f"{more} more packages differ", file=sys.stderr)
