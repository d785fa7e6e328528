"""`jupyter mlops delete RUN`: forgets a run that has ended."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from jupyter_mlops.cli.arguments import add_run_argument

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "delete",
        help="forget a run that has ended",
        description="Remove a run's record and log; the executed notebook stays.",
    )
    add_run_argument(parser)
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Deletes a run."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.cli.text import short_id
    from jupyter_mlops.services.end_run import delete_run
    from jupyter_mlops.services.list_runs import find_run

    with open_desk() as desk:
        found = find_run(desk, args.run)
        delete_run(desk, found.id)
    print(f"deleted run {short_id(found)}; {found.output} stays")
    return 0
