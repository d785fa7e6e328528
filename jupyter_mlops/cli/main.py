"""`jupyter mlops VERB`: finds the verb, and says what went wrong in one line."""

from __future__ import annotations

import argparse
import sys

from jupyter_mlops import __version__
from jupyter_mlops.cli import (
    again,
    annotate,
    cancel,
    channels,
    clean,
    delete,
    demo,
    diff,
    discard,
    export,
    git,
    git_diff,
    git_difftool,
    git_filter,
    git_merge,
    git_mergetool,
    git_textconv,
    jobs,
    merge,
    patch,
    publish,
    queue,
    release,
    report,
    resolve,
    restore,
    retention,
    run,
    runs,
    show,
    stage,
    status,
    store,
    sweep,
    sweeps,
    unstage,
    versions,
    where,
    worker,
)
from jupyter_mlops.cli.failure import tell
from jupyter_mlops.cli.words import VerbParser
from jupyter_mlops.errors import MlopsError

#: In the order of the help page; each has `register(subparsers)`. They import what they use when
#: they are called: `jupyter mlops --help` must not wait for a database library.
_VERBS = (
    *(demo, run, runs, show, again, cancel, delete, sweep, sweeps, jobs, queue, worker),
    *(annotate, retention, channels, store),
    *(status, stage, unstage, discard, restore),
    *(diff, report, patch, merge, resolve, clean, git),
    *(export, where, release, versions, publish),
)
#: What git calls; not on the help page.
_HIDDEN = (git_diff, git_difftool, git_textconv, git_filter, git_merge, git_mergetool)


def main(arguments: list[str] | None = None) -> int:
    """Runs a verb.

    Args:
        arguments: The command line without the program's name; that of the process by default.

    Returns:
        The exit status: 0 if what was asked for was done.
    """
    for stream in (sys.stdout, sys.stderr):
        # A C locale or an old console must not make a state icon a traceback.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    args = _parser().parse_args(arguments)
    try:
        status: int = args.command(args)
    except MlopsError as error:
        tell(error)
        return error.exit_status
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        sys.stderr.close()
        return 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jupyter mlops", description="DevOps for notebooks.")
    parser.add_argument("--version", action="version", version=f"jupyter-mlops {__version__}")
    subparsers = parser.add_subparsers(metavar="VERB", required=True, parser_class=VerbParser)
    for verb in (*_VERBS, *_HIDDEN):
        verb.register(subparsers)
    return parser


if __name__ == "__main__":
    sys.exit(main())
