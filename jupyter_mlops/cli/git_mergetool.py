"""`jupyter-mlops git-mergetool BASE LOCAL REMOTE MERGED`: what `git mergetool` calls."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser, but not to the help page."""
    parser = subparsers.add_parser("git-mergetool", add_help=False)
    for file in ("base", "local", "remote", "merged"):
        parser.add_argument(file, type=Path)
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Settles conflicts one by one on the terminal; fails while one is left."""
    from jupyter_mlops.cli.failure import tell
    from jupyter_mlops.cli.main import main
    from jupyter_mlops.errors import MlopsError
    from jupyter_mlops.git.drivers import CONFLICTS_LEFT
    from jupyter_mlops.notebooks.document import load_file
    from jupyter_mlops.notebooks.merge.held import find_conflicts
    from jupyter_mlops.services.merge import merge_files

    try:
        if not _is_merged(args.merged, args.local):
            merge_files(args.base, args.local, args.remote, args.merged)
        if find_conflicts(load_file(args.merged).nb):
            main(["resolve", "--", str(args.merged)])
        left = bool(find_conflicts(load_file(args.merged).nb))
    except MlopsError as error:  # git keeps the file as it was
        tell(error)
        left = True
    return CONFLICTS_LEFT if left else 0


def _is_merged(merged: Path, local: Path) -> bool:
    """Whether what stands in a file has come from a merge of notebooks.

    Git leaves the local side where it was told that notebooks are binary.
    """
    from jupyter_mlops.errors import MlopsError
    from jupyter_mlops.notebooks.document import load_document
    from jupyter_mlops.services.sides import read_data

    data = read_data(merged)
    try:
        load_document(data, name=str(merged))
    except MlopsError:
        return False
    return data != read_data(local)
