"""`jupyter mlops versions`: lists versions of the package; shows, compares and restores them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.jobs.home import Home


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "versions",
        help="list versions of the package; show, compare or restore them",
        description="List the versions of the package of the project around the current folder, "
        "newest first; show one, or compare two: what one can use of it, and the code.",
    )
    parser.add_argument("version", metavar="VERSION", nargs="?", help="show this one")
    parser.add_argument(
        "other", metavar="VERSION2", nargs="?", help="compare with this one; . for what is here"
    )
    action = parser.add_mutually_exclusive_group()
    action.add_argument(
        "--api", action="store_true", help="list the public names (default: of what is here)"
    )
    action.add_argument(
        "--restore",
        metavar="VERSION",
        help="bring notebooks and modules back as they were; what is here now goes onto the list "
        "of `jupyter mlops restore`",
    )
    parser.add_argument(
        "-m",
        "--module",
        metavar="NAME",
        action="append",
        dest="modules",
        help="with --restore: only this module and its notebooks",
    )
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Does what the words ask for."""
    from jupyter_mlops.jobs.home import default_home

    home = default_home()
    if args.restore is not None:
        return _restore(args, home)
    if args.api:
        return _show_api(args)
    if args.other is not None:
        return _compare(args, home)
    return _list(args, home)


def _list(args: argparse.Namespace, home: Home) -> int:
    from jupyter_mlops.cli.release_text import release_line, release_lines
    from jupyter_mlops.cli.text import to_json
    from jupyter_mlops.services.releases import find_release, list_releases

    if args.version is not None:
        release = find_release(Path.cwd(), home, args.version)
        print(to_json(release) if args.json else "\n".join(release_lines(release)))
        return 0
    found = list_releases(Path.cwd(), home).releases
    if args.json:
        print(to_json(found))
        return 0
    if not found:
        print("no version was released yet; begin: jupyter mlops release", file=sys.stderr)
    for release in found:
        print(release_line(release))
    return 0


def _show_api(args: argparse.Namespace) -> int:
    from jupyter_mlops.cli.release_text import api_lines
    from jupyter_mlops.cli.text import to_json
    from jupyter_mlops.services.compare_releases import read_api

    _, names = read_api(Path.cwd(), args.version)
    if args.json:
        print(to_json(names))
        return 0
    for line in api_lines(names):
        print(line)
    return 0


def _compare(args: argparse.Namespace, home: Home) -> int:
    from jupyter_mlops.cli.pager import show_pieces
    from jupyter_mlops.cli.release_text import comparison_pieces, plain
    from jupyter_mlops.cli.text import to_json
    from jupyter_mlops.services.compare_releases import compare_releases

    head = None if args.other == "." else args.other
    found = compare_releases(Path.cwd(), home, args.version, head)
    if args.json:
        print(to_json(plain(found)))
    else:
        show_pieces(comparison_pieces(found), paged=True)
    return 0


def _restore(args: argparse.Namespace, home: Home) -> int:
    from jupyter_mlops.cli.text import file_text, to_json
    from jupyter_mlops.services.restore_release import restore_release

    done = restore_release(Path.cwd(), home, args.restore, modules=args.modules)
    if args.json:
        print(to_json([str(file) for file in done.files]))
        return 0
    if not done.files:
        print(f"all is as it was in {done.version}", file=sys.stderr)
    for file in done.files:
        print(f"restored {file_text(str(file))}")
    return 0
