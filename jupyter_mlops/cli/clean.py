"""`jupyter mlops clean FILES`: notebooks without what a repository doesn't need."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.cli.clean_options import add_cleaning_options, changes_of
from jupyter_mlops.cli.failure import tell
from jupyter_mlops.errors import MlopsError

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.services.clean import Cleaned
    from jupyter_mlops.settings import CleanSettings

_STANDARD_INPUT = Path("-")
_DIRTY, _TROUBLE = 1, 2


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "clean",
        help="clean notebooks of outputs, counts and noise",
        description="Rewrite notebooks without outputs, execution counts and noisy metadata, as "
        "[tool.jupyter-mlops.clean] and the options say. All else stays as it is, byte for byte, "
        "and a clean notebook isn't touched. Options that nbstripout has, too, mean the same.",
    )
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help="a notebook, a folder of them, or - for standard input to standard output",
    )
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument(
        "--check",
        "--verify",
        action="store_true",
        help="write nothing, tell what is not clean, and exit with 1 if anything is not",
    )
    mode.add_argument(
        "--dry-run", action="store_true", help="write nothing and tell what is not clean"
    )
    mode.add_argument(
        "--stdout",
        "-t",
        "--textconv",
        action="store_true",
        help="write to standard output instead of the file",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="tell nothing but problems")
    add_cleaning_options(parser)
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Cleans one notebook after the other; a broken one doesn't keep the others from it."""
    from jupyter_mlops.services.clean import find_notebooks

    settings_of = _settings_reader(args)
    settings_of(Path())  # a mistake in the options is told once and not for each file
    statuses = {_run_one(args, file, settings_of) for file in find_notebooks(args.files)}
    return max(statuses, default=0)


def _run_one(
    args: argparse.Namespace, file: Path, settings_of: Callable[[Path], CleanSettings]
) -> int:
    try:
        cleaned = _clean(file, settings_of)
        if args.check or args.dry_run:
            _tell(file, cleaned, quiet=args.quiet)
            return _DIRTY if args.check and cleaned.changed else 0
        if args.stdout or file == _STANDARD_INPUT:
            _show(cleaned)
        else:
            _write(file, cleaned, quiet=args.quiet)
    except MlopsError as error:
        tell(error)
        return _TROUBLE
    return 0


def _settings_reader(args: argparse.Namespace) -> Callable[[Path], CleanSettings]:
    """Reads the settings that hold in a folder, each folder's once."""
    from functools import cache

    from jupyter_mlops.services.clean import clean_settings

    changes = changes_of(args)
    return cache(lambda folder: clean_settings(folder, changes))


def _clean(file: Path, settings_of: Callable[[Path], CleanSettings]) -> Cleaned:
    from jupyter_mlops.services.clean import clean_data
    from jupyter_mlops.services.sides import read_data

    if file == _STANDARD_INPUT:
        data, name, folder = sys.stdin.buffer.read(), "standard input", Path()
    else:
        data, name, folder = read_data(file), str(file), file.parent
    return clean_data(data, settings_of(folder), name=name)


def _tell(file: Path, cleaned: Cleaned, *, quiet: bool) -> None:
    """Tells what is not clean."""
    if quiet:
        return
    for finding in cleaned.findings:
        place = "" if finding.cell is None else f", cell {finding.cell + 1}"
        print(f"{file}{place}: {finding.message}")


def _show(cleaned: Cleaned) -> None:
    """Writes the clean notebook to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(cleaned.data)
    sys.stdout.buffer.flush()


def _write(file: Path, cleaned: Cleaned, *, quiet: bool) -> None:
    """Puts the clean notebook in the place of the other, if it is another."""
    from jupyter_mlops.files import write_atomically

    if cleaned.changed:
        write_atomically(file, cleaned.data)
        if not quiet:
            print(f"cleaned {file}")
