"""`jupyter mlops unstage FILE`: takes changes out of git's index again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.cli.choosing import (
    add_files_argument,
    add_part_options,
    choices_text,
    find_root,
    read_choices,
)

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "unstage",
        help="take changes out of git's index, files or single cells",
        description="Take changes out of git's index again: of whole files, or of single cells "
        "of a notebook. Working files are left as they are.",
    )
    add_files_argument(parser, "a file, or a folder for what has changed in it")
    add_part_options(parser)
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Unstages all that was named, or nothing."""
    from jupyter_mlops.services.unstage import unstage

    root = find_root(Path())
    choices = read_choices(args, root)
    unstage(root, choices)
    print(f"unstaged {choices_text(choices)}")
    return 0
