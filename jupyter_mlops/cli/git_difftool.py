"""`jupyter-mlops git-difftool LOCAL REMOTE PATH`: what `git difftool` calls."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser, but not to the help page."""
    parser = subparsers.add_parser("git-difftool", add_help=False)
    parser.add_argument("local", type=Path)
    parser.add_argument("remote", type=Path)
    parser.add_argument("path")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Shows the change in the browser, or here where there is none."""
    from jupyter_mlops.cli.diff_output import open_html, printable, write_pieces
    from jupyter_mlops.cli.git_diff import options_here, terminal_text
    from jupyter_mlops.cli.git_worktree import as_stored
    from jupyter_mlops.git.ask import show_plain_diff
    from jupyter_mlops.notebooks.render.model import Comparison, Shown
    from jupyter_mlops.services.compare import compare_files

    about = Comparison(path=args.path, base_name="local", head_name="remote")
    with as_stored(str(args.local), str(args.remote), path=args.path) as (old, new):
        comparison = compare_files(old, new, options_here(), about=about)
    if comparison.diff is None:
        print(f"# {printable(args.path)}: {printable(comparison.problem)}", flush=True)
        show_plain_diff(str(args.local), str(args.remote))
    elif not open_html([comparison], Shown()):
        write_pieces(terminal_text(comparison), None, paged=True)
    return 0
