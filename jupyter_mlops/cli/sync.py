"""`jupyter mlops sync`: brings the edits of modules into their cells."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.services.sync_model import Synced, SyncRequest

_EPILOG = """\
Each section of a module is compared with its cell, three-way against the last export: edits go
into the cell, a new function becomes a cell below, and what both sides edited is merged. Then the
modules are exported.

A function or section that was deleted in the module waits for an answer, which is asked for on a
terminal; so does a cell that was deleted while the module edited it. NAME is the function, or the
cell's number or id. What both sides edited differently is put into the cell between markers, and
its module is held back until they are gone, or a side is taken.

Exit status: 0 if all is in step, 1 if something is left to be done, 2 if something went wrong."""


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "sync",
        help="bring the edits of modules into their cells",
        description="Bring what was edited in modules into the cells that they were exported "
        "from, then export. Neither side's edits are lost.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        type=Path,
        help="only modules of this notebook, of those in this folder, or of this name on disk "
        "(default: all of the project around the current folder)",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="change nothing, tell which cells and lines differ, and exit with 1 if any do",
    )
    _add_answers(parser)
    _add_sides(parser)
    parser.add_argument("--json", action="store_true", help="print what was done as JSON")
    parser.set_defaults(command=run)


def _add_answers(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what was deleted on one side")
    for answer, said in (
        ("delete", "delete it on the other side, too"),
        ("unmark", "leave it in the notebook, no longer exported"),
        ("keep", "bring it back where it was deleted"),
    ):
        group.add_argument(
            f"--{answer}", metavar="MODULE:NAME", action="append", default=[], help=said
        )


def _add_sides(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("conflicts")
    for side in ("notebook", "module"):
        group.add_argument(
            f"--{side}",
            metavar="MODULE:CELL",
            action="append",
            default=[],
            help=f"take the {side}'s side in this cell, named by its number or id",
        )


def run(args: argparse.Namespace) -> int:
    """Syncs; each project that the paths are in on its own."""
    requests = _requests(args)
    if args.check:
        return max(_check(args, request) for request in requests)
    return max(_sync(args, request) for request in requests)


def _requests(args: argparse.Namespace) -> list[SyncRequest]:
    """What to sync, one request a project."""
    from jupyter_mlops.services.open_modules import project_root
    from jupyter_mlops.services.sync_model import SyncRequest

    by_root: dict[Path, list[Path]] = {}
    for path in args.paths or [Path()]:
        file = path.resolve()
        within = by_root.setdefault(project_root(file), [])
        if args.paths:
            within.append(file)
    return [
        SyncRequest(path=root, within=None if not within or root in within else tuple(within))
        for root, within in by_root.items()
    ]


def _check(args: argparse.Namespace, request: SyncRequest) -> int:
    from jupyter_mlops.cli.sync_text import difference_lines
    from jupyter_mlops.jobs.home import default_home
    from jupyter_mlops.services.sync import find_differences

    found = find_differences(request, default_home())
    differing = [module for module in found.modules if module.state != "in_step"]
    if args.json:
        _print_json(found)
    else:
        for line in difference_lines(found):
            print(line)
    return int(bool(differing))


def _sync(args: argparse.Namespace, request: SyncRequest) -> int:
    from msgspec.structs import replace

    from jupyter_mlops.cli.sync_words import read_decisions
    from jupyter_mlops.jobs.home import default_home
    from jupyter_mlops.services.sync import sync_modules

    home = default_home()
    decisions = read_decisions(args, request, home)
    synced = sync_modules(replace(request, decisions=decisions), home)
    _tell(args, synced)
    if synced.questions and not args.json and sys.stdin.isatty() and sys.stdout.isatty():
        from jupyter_mlops.cli.sync_asking import ask_all

        answers = ask_all(synced.questions)
        if answers:
            synced = sync_modules(replace(request, decisions=answers), home)
            _tell(args, synced)
    return _status(synced)


def _tell(args: argparse.Namespace, synced: Synced) -> None:
    if args.json:
        _print_json(synced)
        return
    from jupyter_mlops.cli.sync_text import problem_lines, result_lines

    for line in problem_lines(synced):
        print(line, file=sys.stderr)
    print("\n".join(result_lines(synced)))


def _print_json(value: object) -> None:
    import msgspec

    from jupyter_mlops.cli.text import to_json

    print(to_json(msgspec.to_builtins(value, enc_hook=str)))


def _status(synced: Synced) -> int:
    return int(bool(synced.questions or synced.findings or synced.exported.held_back))
