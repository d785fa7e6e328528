"""`jupyter-mlops git-filter`: the process that git asks what to store of each notebook."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.services.git_clean import GitClean


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser, but not to the help page."""
    parser = subparsers.add_parser("git-filter", add_help=False)
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Cleans what git asks for, until git ends."""
    from jupyter_mlops.git.filter_process import serve

    del args
    # Nothing else may write where git listens; a file descriptor of our own also keeps Python
    # from flushing at its end what git did not want to hear any more.
    sink = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=1 << 16)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # Git itself hears of an interrupt, too, and ends.
    with suppress(KeyboardInterrupt):
        serve(sys.stdin.buffer, sink, lambda path, data: _cleaner().clean(path, data))
    with suppress(OSError):
        sink.close()
    return 0


@cache
def _cleaner() -> GitClean:
    """What cleans; imported when git asks for it, which it doesn't when it checks files out."""
    from jupyter_mlops.services.git_clean import GitClean

    # Git starts filters at the root of the worktree.
    return GitClean(Path.cwd(), tell_warning)


def tell_warning(text: str) -> None:
    """Writes a warning to standard error, which git passes on."""
    print(f"jupyter mlops: {text}", file=sys.stderr, flush=True)
