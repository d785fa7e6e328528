"""`jupyter-mlops git-textconv FILE`: what git calls to read a notebook as text.

https://git-scm.com/docs/gitattributes#_performing_text_diffs_of_binary_files
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser, but not to the help page."""
    parser = subparsers.add_parser("git-textconv", add_help=False)
    parser.add_argument("file", type=Path)
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Prints the notebook as text; what is no notebook as it is."""
    from jupyter_mlops.cli.git_worktree import clean_working_file
    from jupyter_mlops.errors import MlopsError
    from jupyter_mlops.notebooks.document import load_document
    from jupyter_mlops.notebooks.render.plain import render_plain
    from jupyter_mlops.services.sides import read_data

    cleaned = clean_working_file(str(args.file))
    data = read_data(args.file) if cleaned is None else cleaned
    try:
        text = render_plain(load_document(data, name=str(args.file)).nb)
    except MlopsError:
        pass
    else:
        data = text.encode("utf-8", "replace")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return 0
