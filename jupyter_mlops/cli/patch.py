"""`jupyter mlops patch NOTEBOOK DIFF`: applies a diff in JSON."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers

_STANDARD_INPUT = Path("-")


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "patch",
        help="apply a diff to a notebook",
        description="Apply a diff, as `jupyter mlops diff A.ipynb B.ipynb --format json` writes "
        "it, to A.ipynb, which gives B.ipynb. What the diff doesn't touch stays as it is, byte "
        "for byte. A diff of another notebook is refused.",
    )
    parser.add_argument("notebook", metavar="NOTEBOOK", type=Path)
    parser.add_argument("diff", metavar="DIFF", type=Path, help="a JSON file; - for standard input")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        help="where to write, whole or not at all (default: standard output)",
    )
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Writes the new notebook."""
    from jupyter_mlops.cli.diff_output import write_data
    from jupyter_mlops.services.patch import patch_file
    from jupyter_mlops.services.sides import read_data

    if args.diff == _STANDARD_INPUT:
        diff, name = sys.stdin.buffer.read(), "standard input"
    else:
        diff, name = read_data(args.diff), str(args.diff)
    write_data(patch_file(args.notebook, diff, name=name), args.output)
    return 0
