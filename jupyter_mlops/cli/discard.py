"""`jupyter mlops discard FILE`: gives files or cells back what the last commit has."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.cli.choosing import (
    add_files_argument,
    choices_text,
    find_root,
    read_choices,
)
from jupyter_mlops.errors import InvalidError

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "discard",
        help="give files or single cells back what the last commit has",
        description="Give files, or single cells of a notebook, back what the last commit has, in "
        "the index, too; a file that it doesn't have goes. What was there is put on the restore "
        "list first, and `jupyter mlops restore ID` puts it back.",
    )
    add_files_argument(parser, "a file")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Discards all that was named, or nothing, and tells the id on the restore list."""
    from jupyter_mlops.services.discard import discard

    for file in args.files:
        if file.is_dir() and not file.is_symlink():
            raise InvalidError(f"{file} is a folder", hint="name the files to discard")
    root = find_root(Path())
    choices = read_choices(args, root)
    kept = discard(root, choices)
    print(f"discarded {choices_text(choices)}; to take it back: jupyter mlops restore {kept.id}")
    return 0
