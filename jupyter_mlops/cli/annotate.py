"""`jupyter mlops annotate RUN`: labels a run, notes something on it, keeps it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from jupyter_mlops.cli.arguments import add_run_argument

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.jobs.model import Run


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "annotate",
        help="label a run, note something on it, keep it",
        description="Label a run, note something on it, or keep it from retention.",
    )
    add_run_argument(parser)
    parser.add_argument(
        "-l", "--label", metavar="LABEL", action="append", default=[], help="add a label"
    )
    parser.add_argument(
        "-u", "--unlabel", metavar="LABEL", action="append", default=[], help="take a label away"
    )
    parser.add_argument("-n", "--note", help="note this on it; an empty text takes the note away")
    keep = parser.add_mutually_exclusive_group()
    keep.add_argument("--keep", action="store_const", const=True, help="retention passes it by")
    keep.add_argument(
        "--no-keep", dest="keep", action="store_const", const=False, help="retention may remove it"
    )
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Writes on a run, and shows what is written there."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.services.annotate import annotate_run
    from jupyter_mlops.services.list_runs import find_run

    with open_desk() as desk:
        found = find_run(desk, args.run)
        labels = _labels(found, args)
        noted = annotate_run(desk, found.id, labels=labels, note=args.note, keep=args.keep)
    print(_line(noted))
    return 0


def _labels(found: Run, args: argparse.Namespace) -> tuple[str, ...] | None:
    if not args.label and not args.unlabel:
        return None
    import msgspec

    from jupyter_mlops.errors import InvalidError
    from jupyter_mlops.jobs.definition import Label

    try:
        msgspec.convert(args.label, list[Label])
    except msgspec.ValidationError:
        raise InvalidError(
            f"{', '.join(args.label)!r} cannot be labels", hint="a label has no spaces, no commas"
        ) from None
    return tuple(each for each in (*found.labels, *args.label) if each not in args.unlabel)


def _line(run: Run) -> str:
    from jupyter_mlops.cli.text import file_text, short_id

    parts = [f"{short_id(run)}  {file_text(run.notebook)}", *run.labels]
    parts += [f'"{run.note}"'] if run.note else []
    parts += ["kept"] if run.keep else []
    return "  ".join(parts)
