"""`jupyter mlops git`: git reads, cleans, merges and checks notebooks as notebooks."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.cli.git_hooks import register_hooks

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.git.settings_files import Scope
    from jupyter_mlops.services.git_setup import Setup


def register(subparsers: Subparsers) -> None:
    """Adds the commands to the parser."""
    parser = subparsers.add_parser(
        "git",
        help="make git read, clean and merge notebooks as notebooks",
        description="Make git show, clean and merge notebooks as notebooks, or undo that.",
    )
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    setup = verbs.add_parser(
        "setup",
        help="tell git what to do with notebooks",
        description="Tell git what to do with notebooks. To show them: a diff driver for "
        "`git diff`, a text form for `git log -p`, `git show` and `git blame`, and the tool of "
        "`git difftool --tool jupyter-mlops`. To clean them: a filter, which changes what git "
        "stores and never the working file. To merge them: a merge driver, and the tool of "
        "`git mergetool --tool jupyter-mlops`. Doing it again changes nothing but what was asked "
        "for differently.",
    )
    _add_scope(setup)
    for part, what in (("filter", "clean what git stores"), ("merge", "merge cell by cell")):
        setup.add_argument(
            f"--no-{part}",
            dest="without",
            action="append_const",
            const=part,
            default=[],
            help=f"do not {what}",
        )
    setup.add_argument(
        "--committed",
        action="store_true",
        help="write the attributes to .gitattributes, for all who use this repository; each of "
        "them needs `git setup` all the same, as git takes no commands from others",
    )
    setup.add_argument(
        "--print", dest="dry", action="store_true", help="only show what would be written"
    )
    setup.set_defaults(command=run_setup)
    remove = verbs.add_parser(
        "remove",
        help="take away what setup has written",
        description="Take away what setup has written, and nothing else.",
    )
    _add_scope(remove)
    remove.add_argument(
        "--committed",
        action="store_true",
        help="with --global, take the lines in this repository's .gitattributes, too",
    )
    remove.set_defaults(command=run_remove)
    register_hooks(verbs)


def _add_scope(parser: argparse.ArgumentParser) -> None:
    scope = parser.add_mutually_exclusive_group()
    scope.add_argument(
        "--local",
        dest="scope",
        action="store_const",
        const="local",
        default="local",
        help="for this repository (default)",
    )
    scope.add_argument(
        "--global",
        dest="scope",
        action="store_const",
        const="global",
        help="for all repositories of this user",
    )


def run_setup(args: argparse.Namespace) -> int:
    """Sets up, and shows what stands where."""
    from jupyter_mlops.git.drivers import PARTS
    from jupyter_mlops.services.git_setup import set_up

    scope: Scope = args.scope
    parts = [part for part in PARTS if part not in args.without]
    done = set_up(Path(), scope, parts=parts, committed=args.committed, dry=args.dry)
    _show(done)
    if not done.changed:
        print("all of this is there already", file=sys.stderr)
    return 0


def run_remove(args: argparse.Namespace) -> int:
    """Removes, and shows what was there."""
    from jupyter_mlops.services.git_setup import take_down

    scope: Scope = args.scope
    done = take_down(Path(), scope, committed=args.committed)
    _show(done, sign="- ")
    if not done.changed:
        print("there was nothing to remove", file=sys.stderr)
    return 0


def _show(setup: Setup, sign: str = "") -> None:
    if setup.settings:
        print(setup.settings_file)
        for key, value in setup.settings.items():
            print(f"  {sign}{key} = {value}")
    for file, lines in setup.attributes.items():
        print(file)
        for line in lines:
            print(f"  {sign}{line}")
    for note in setup.notes:
        print(f"jupyter mlops: {note}", file=sys.stderr)
