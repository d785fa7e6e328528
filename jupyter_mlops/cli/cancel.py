"""`jupyter mlops cancel RUN`: stops a run and every process of it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from jupyter_mlops.cli.arguments import add_run_argument

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "cancel",
        help="stop a run",
        description="Stop a run, its kernel and whatever the kernel has started.",
    )
    add_run_argument(parser)
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Cancels a run; returns when it has ended."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.cli.text import short_id, state_text
    from jupyter_mlops.services.end_run import cancel_run
    from jupyter_mlops.services.list_runs import find_run

    with open_desk() as desk:
        ended = cancel_run(desk, find_run(desk, args.run).id)
    print(f"{state_text(ended.state, sys.stdout)}, run {short_id(ended)}")
    return 0
