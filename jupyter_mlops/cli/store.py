"""`jupyter mlops store`: checks the database of runs, and saves what can be saved."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "store",
        help="check the database of runs, repair it",
        description="Check the database of runs, or save what can be saved of a damaged one.",
    )
    verbs = parser.add_subparsers(metavar="VERB", required=True, parser_class=type(parser))
    words = "look for damage; exit status 1 if there is some"
    verbs.add_parser("check", help=words).set_defaults(command=check)
    words = "keep a damaged database aside, and fill a new one from it and the runs' folders"
    verbs.add_parser("repair", help=words).set_defaults(command=repair)


def check(_args: argparse.Namespace) -> int:
    """Says what is wrong with the database."""
    from jupyter_mlops.jobs.home import default_home
    from jupyter_mlops.services.store_repair import check_store

    home = default_home()
    problems = check_store(home)
    if not problems:
        print(f"{home.database} is well")
        return 0
    for problem in problems:
        print(problem)
    print("save what can be saved: jupyter mlops store repair", file=sys.stderr)
    return 1


def repair(_args: argparse.Namespace) -> int:
    """Repairs the database, if there is something to repair."""
    from jupyter_mlops.jobs.home import default_home
    from jupyter_mlops.services.store_repair import check_store, repair_store
    from jupyter_mlops.settings import current_user

    home = default_home()
    if not check_store(home):
        print(f"{home.database} is well; nothing was done")
        return 0
    done = repair_store(home, current_user())
    print(f"saved {done.copied} runs and {done.jobs} jobs")
    print(f"made {done.refolded} runs again from their folders, without labels and notes")
    if done.backup is not None:
        print(f"what was there is kept as {done.backup}")
    return 0
