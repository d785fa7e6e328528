"""`jupyter mlops resolve FILE`: settles what a merge has left."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jupyter_mlops.cli.failure import tell
from jupyter_mlops.errors import InvalidError, MlopsError

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.notebooks.merge.resolve import Settlement
    from jupyter_mlops.services.resolve import Resolving

_CONFLICTS, _TROUBLE, _INTERRUPTED = 1, 2, 130
_SIDES: Final = ("local", "remote", "both", "base")
#: What stands for the notebook's own metadata in place of a cell's number.
_NOTEBOOK: Final = "notebook"

_DESCRIPTION = """\
Settle the conflicts that a merge has left in a notebook. Without options each is shown and asked
about; what is answered is written at once, and nothing but what is settled changes in the file. A
notebook in whose JSON a text merge has left its markers is repaired first."""
_EPILOG = """\
CHOICE is local, remote or base, which takes what that side has and removes a cell that it doesn't
have; both, which takes local's lines and then remote's; for --cell also edited: the cell is as it
shall be, its markers removed by hand.

Exit status: 0 if nothing is left to settle, 1 if something is, 2 if something went wrong."""


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "resolve",
        help="settle the conflicts in a notebook",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("-l", "--list", action="store_true", help="only show what is left")
    how.add_argument("--all", metavar="CHOICE", choices=_SIDES, help="settle all in the same way")
    how.add_argument(
        "--cell",
        metavar=("N", "CHOICE"),
        nargs=2,
        action="append",
        help="settle the cell of that number (or `notebook`, for its metadata); several times "
        "for several cells, counted as they are before",
    )
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Settles, and says what is left."""
    try:
        return _run(args)
    except MlopsError as error:
        tell(error)
        return _TROUBLE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return _INTERRUPTED


def _run(args: argparse.Namespace) -> int:
    from jupyter_mlops.services.resolve import Resolving

    choices = _choices(args.cell or [])
    resolving = Resolving(args.file)
    _tell_notes(resolving)
    if args.list:
        _list(resolving)
    elif args.all or choices:
        if args.all:
            resolving.settle_all(args.all)
        resolving.settle_cells(choices)
        resolving.save()
        _list(resolving)
    else:
        from jupyter_mlops.cli.resolve_asking import ask_all

        resolving.save()
        ask_all(resolving)
    return _CONFLICTS if resolving.conflicts else 0


def _choices(pairs: list[list[str]]) -> dict[int | None, Settlement]:
    """The choices of `--cell`, by the index of the cell."""
    choices: dict[int | None, Settlement] = {}
    for number, choice in pairs:
        if number != _NOTEBOOK and not (number.isdecimal() and int(number)):
            raise InvalidError(f"{number} is no number of a cell", hint="the first cell is 1")
        if choice not in (*_SIDES, "edited"):
            allowed = ", ".join((*_SIDES, "edited"))
            raise InvalidError(f"{choice} is no way to settle a conflict", hint=f"one of {allowed}")
        index = None if number == _NOTEBOOK else int(number) - 1
        choices[index] = choice  # type: ignore[assignment] # checked above
    return choices


def _tell_notes(resolving: Resolving) -> None:
    from jupyter_mlops.cli.diff_output import printable

    for note in resolving.notes:
        print(f"note: {printable(note)}", file=sys.stderr)


def _list(resolving: Resolving) -> None:
    from jupyter_mlops.cli.conflict_text import conflict_line

    for conflict in resolving.conflicts:
        print(conflict_line(resolving.nb, conflict))
