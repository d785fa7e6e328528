"""`jupyter mlops demo DIR`: makes the demo project."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "demo",
        help="make a demo project to try things on",
        description="Make a git repository with notebooks that prepare data, train and report.",
    )
    parser.add_argument("directory", metavar="DIR", type=Path, help="a new or an empty folder")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Makes the project; tells progress on standard error and the result on standard output."""
    from jupyter_mlops.services.demo import create_demo

    project = create_demo(args.directory, progress=_tell)
    notebooks = " → ".join(notebook.name for notebook in project.notebooks)
    print(f"{project.directory}: {notebooks}, {project.commits} commits")
    return 0


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
