"""`jupyter mlops merge BASE LOCAL REMOTE`: three versions of a notebook into one."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jupyter_mlops.cli.failure import tell
from jupyter_mlops.errors import MlopsError

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.notebooks.merge.model import MergeOptions
    from jupyter_mlops.services.merge import MergedFile

_CONFLICTS, _TROUBLE = 1, 2
_ALL: Final = "all"
_KINDS: Final = ("source", "outputs", "metadata")
_CHOICES: Final = {"--ours": "local", "--theirs": "remote", "--union": "union"}

_USAGE = """jupyter mlops merge [OPTION ...] BASE LOCAL REMOTE
       jupyter mlops merge --repair [OPTION ...] FILE"""
_DESCRIPTION = """\
Merge what two people have made of a notebook. The result is a valid notebook and overwrites LOCAL,
as git wants it of a merge driver. Where both changed the same, the cell holds both versions
between markers; `jupyter mlops resolve` settles that.

With --repair FILE is a notebook in whose JSON a text merge has left its markers; it is overwritten
by a notebook with the same conflicts in cells."""
_EPILOG = """\
KIND is source, outputs or metadata; without it all are meant. Give the options several times for
different kinds: --ours outputs --union source.

Exit status: 0 if everything was merged, 1 if conflicts are left, 2 if something went wrong and
nothing was written."""


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "merge",
        help="merge three versions of a notebook",
        usage=_USAGE,
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        free_words=True,
        values=dict.fromkeys(_CHOICES, (_ALL, *_KINDS)),
    )
    parser.add_argument(
        "--repair", action="store_true", help="FILE has a text merge's markers in its JSON"
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("-o", "--output", metavar="FILE", type=Path, help="default: LOCAL")
    where.add_argument("--stdout", action="store_true", help="print the result, write no file")
    _add_choices(parser)
    parser.set_defaults(command=run, fail=parser.error)


def _add_choices(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what both sides have changed")
    for (option, choice), text in zip(
        _CHOICES.items(), ("take LOCAL's", "take REMOTE's", "take both"), strict=True
    ):
        group.add_argument(
            option,
            dest="choices",
            metavar="[KIND]",
            action="append",
            type=partial(_choice, choice),
            help=text,
        )
    names = parser.add_argument_group("in markers")
    names.add_argument("--local-name", metavar="NAME", help="what to call LOCAL (default: local)")
    names.add_argument("--remote-name", metavar="NAME", help="and REMOTE (default: remote)")
    names.add_argument(
        "-L",
        dest="labels",
        metavar="NAME",
        action="append",
        default=[],
        help="as in `git merge-file`: up to three times, for LOCAL, BASE and REMOTE",
    )


def _choice(choice: str, kind: str) -> dict[str, str]:
    if kind not in (_ALL, *_KINDS):
        raise argparse.ArgumentTypeError(f"{kind} is none of {', '.join((_ALL, *_KINDS))}")
    return dict.fromkeys(_KINDS if kind == _ALL else (kind,), choice)


def run(args: argparse.Namespace) -> int:
    """Merges, and says what is left to settle."""
    files = [Path(word) for word in [*args.words, *(args.words_after or ())]]
    if len(files) != (1 if args.repair else 3):
        args.fail("one FILE is needed" if args.repair else "BASE, LOCAL and REMOTE are needed")
    try:
        return _run(args, files)
    except MlopsError as error:
        tell(error)
        return _TROUBLE


def _run(args: argparse.Namespace, files: list[Path]) -> int:
    from jupyter_mlops.services.merge import merge_files, repair_file

    options = merge_options(args)
    overwritten = files[0] if args.repair else files[1]
    output = None if args.stdout else args.output or overwritten
    if args.repair:
        merged = repair_file(files[0], output, options)
    else:
        base, local, remote = files
        merged = merge_files(base, local, remote, output, options)
    if args.stdout:
        from jupyter_mlops.cli.diff_output import write_data

        write_data(merged.data, None)
    report(merged, output)
    return _CONFLICTS if merged.conflicts else 0


def merge_options(args: argparse.Namespace) -> MergeOptions:
    """How to merge, as the options say; of those that contradict the last counts."""
    import msgspec

    from jupyter_mlops.notebooks.merge.model import MergeOptions

    chosen: dict[str, str] = {}
    for choice in args.choices or ():
        chosen |= choice
    labels = [*args.labels, None, None, None]
    names = {
        "local_name": args.local_name or labels[0],
        "remote_name": args.remote_name or labels[2],
    }
    named = {key: name for key, name in names.items() if name}
    return msgspec.convert({**chosen, **named}, MergeOptions)


def report(merged: MergedFile, output: Path | None) -> None:
    """Tells on standard error what was repaired and what is left to settle."""
    from jupyter_mlops.cli.conflict_text import conflict_line
    from jupyter_mlops.cli.diff_output import printable

    for note in merged.notes:
        print(f"note: {printable(note)}", file=sys.stderr)
    for conflict in merged.conflicts:
        print(f"conflict: {conflict_line(merged.nb, conflict)}", file=sys.stderr)
    if merged.conflicts and output is not None:
        print(f"settle: jupyter mlops resolve {printable(str(output))}", file=sys.stderr)
