"""`jupyter mlops stage FILE`: puts changes into git's index, cell by cell if so wished."""

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
        "stage",
        help="put changes into git's index, files or single cells",
        description="Put changes into git's index, for `git commit` to take: whole files, or "
        "single cells of a notebook. Outputs and execution counts of notebooks stay out, unless "
        "asked for, and working files are left as they are.",
    )
    add_files_argument(parser, "a file, or a folder for what has changed in it")
    add_part_options(parser)
    parser.add_argument(
        "--with-outputs", action="store_true", help="outputs too: the file as `git add` takes it"
    )
    parser.add_argument("--allow-large", action="store_true", help="also files of more than 100 MB")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Stages all that was named, or nothing."""
    from jupyter_mlops.services.stage import stage

    root = find_root(Path())
    choices = read_choices(args, root)
    stage(root, choices, code_only=not args.with_outputs, allow_large=args.allow_large)
    print(f"staged {choices_text(choices)}")
    return 0
