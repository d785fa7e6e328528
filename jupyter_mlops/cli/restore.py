"""`jupyter mlops restore [ID]`: lists what was discarded, and puts it back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jupyter_mlops.cli.choosing import find_root

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.git.discarded import Discarded

_LAST: Final = "last"


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "restore",
        help="list what was discarded, and put it back",
        description="Put back what was discarded: the files as they were, and what was staged of "
        "them. What stands there now is put on the restore list first.",
    )
    parser.add_argument(
        "id", metavar="ID", nargs="?", help="of the list, or `last`; without it, the list is shown"
    )
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Lists, newest first, or restores."""
    from jupyter_mlops.git.discarded import list_discarded
    from jupyter_mlops.services.restore import restore

    root = find_root(Path())
    if args.id is not None and args.id != _LAST:
        print(f"restored {_what(restore(root, args.id))}")
        return 0
    found = list_discarded(root)
    if not found:
        print("nothing was discarded", file=sys.stderr)
    elif args.id == _LAST:
        print(f"restored {_what(restore(root, found[0].id))}")
    else:
        for kept in found:
            print(_line(kept))
    return 1 if args.id and not found else 0


def _line(kept: Discarded) -> str:
    from jupyter_mlops.cli.text import ago_text

    return f"{kept.id}  {ago_text(kept.at):>16}  {_what(kept)}"


def _what(kept: Discarded) -> str:
    from jupyter_mlops.cli.diff_output import printable

    return printable(kept.title)
