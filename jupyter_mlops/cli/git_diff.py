"""`jupyter-mlops git-diff`: what git calls to show how a notebook differs.

https://git-scm.com/docs/git#Documentation/git.txt-codeGITEXTERNALDIFFcode
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.notebooks.diff.options import DiffOptions
    from jupyter_mlops.notebooks.render.model import Comparison

#: `path old-file old-hex old-mode new-file new-hex new-mode`, and for a file that was renamed its
#: new path and git's own header of the change. Of a path with a conflict, only the path.
_FULL, _RENAMED = 7, 9
_LINK = "120000"
_SHORT = 7
_WIDTH, _HEIGHT = 80, 24


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser, but not to the help page."""
    parser = subparsers.add_parser("git-diff", prefix_chars="\0", add_help=False)
    parser.add_argument("words", nargs="*")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Shows the change; never fails, else git would stop at this file."""
    from jupyter_mlops.cli.diff_output import printable
    from jupyter_mlops.cli.git_worktree import as_stored

    words: list[str] = args.words
    if len(words) < _FULL:
        print(f"* Unmerged path {printable(' '.join(words))}")
        return 0
    from jupyter_mlops.notebooks.render.model import Comparison
    from jupyter_mlops.services.compare import compare_files

    path, base, base_id, base_mode, head, head_id, head_mode = words[:_FULL]
    renamed = words[_FULL] if len(words) >= _RENAMED else None
    if _LINK in (base_mode, head_mode):
        _show_plainly(renamed or path, "a symbolic link", base, head)
        return 0
    about = Comparison(
        path=renamed or path,
        old_path=path if renamed else None,
        status="renamed" if renamed else "modified",
        base_name=_name("a", base_id),
        head_name=_name("b", head_id),
    )
    with as_stored(base, head, path=about.path) as (old, new):
        comparison = compare_files(old, new, options_here(), about=about)
    if comparison.diff is None:
        _show_plainly(comparison.path, comparison.problem, base, head)
    else:
        for piece in terminal_text(comparison):
            sys.stdout.write(piece)
    return 0


def options_here() -> DiffOptions:
    """How to compare in this folder; settings that cannot be read are told and left out."""
    from jupyter_mlops.errors import InvalidError
    from jupyter_mlops.notebooks.diff.options import DiffOptions
    from jupyter_mlops.services.diff_settings import settings_options

    try:
        return settings_options(Path())
    except InvalidError as error:
        print(f"jupyter mlops: {error.message}", file=sys.stderr)
        return DiffOptions()


def _name(side: str, oid: str) -> str:
    """What to call a side: its blob, or the worktree, whose content has no id yet."""
    return f"{side} ({oid[:_SHORT]})" if oid.strip("0.") else "worktree"


def terminal_text(comparison: Comparison) -> Iterator[str]:
    """The terminal form, with the width and the colours that git's user wants."""
    from jupyter_mlops.cli.diff_output import WIDE
    from jupyter_mlops.notebooks.render.model import Shown
    from jupyter_mlops.notebooks.render.terminal import render_terminal

    # Git tells the width of the terminal in COLUMNS when it starts a pager.
    width = shutil.get_terminal_size((_WIDTH, _HEIGHT)).columns
    return render_terminal(
        [comparison], shown=Shown(), width=width, colour=_colour(), side_by_side=width >= WIDE
    )


def _colour() -> bool:
    from jupyter_mlops.git.ask import wants_colour

    if os.environ.get("NO_COLOR"):
        return False
    return bool(wants_colour(tty=sys.stdout.isatty()))


def _show_plainly(path: str, problem: str, base: str, head: str) -> None:
    """Says what kept a file from being compared, and lets git show it as text."""
    from jupyter_mlops.cli.diff_output import printable
    from jupyter_mlops.git.ask import show_plain_diff

    print(f"# {printable(path)}: {printable(problem)}")
    print("# shown as text instead")
    sys.stdout.flush()
    show_plain_diff(base, head)
