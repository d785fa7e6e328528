"""`jupyter mlops VERB`: finds the verb, and says what went wrong in one line."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from jupyter_mlops import __version__
from jupyter_mlops.cli.failure import tell
from jupyter_mlops.cli.words import VerbParser
from jupyter_mlops.errors import MlopsError

#: In the order of the help page, each a module of that name, with `_` for `-`, that has
#: `register(subparsers)`. They import what they use when they are called: `jupyter mlops --help`
#: must not wait for a database library.
_VERBS = (
    *("demo", "run", "runs", "show", "again", "cancel", "delete"),
    *("sweep", "sweeps", "jobs", "queue", "worker"),
    *("annotate", "retention", "channels", "store"),
    *("status", "stage", "unstage", "discard", "restore"),
    *("check", "ci", "diff", "report", "patch", "merge", "resolve", "clean", "git"),
    *("export", "sync", "where", "release", "versions", "publish"),
)
#: What git calls; not on the help page.
_HIDDEN = (
    *("git-diff", "git-difftool", "git-textconv", "git-filter", "git-merge", "git-mergetool"),
    "git-hook",
)


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
    words = sys.argv[1:] if arguments is None else arguments
    args = _parser(*words[:1]).parse_args(words)
    try:
        status: int = args.command(args)
    except MlopsError as error:
        tell(error)
        return error.exit_status
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        sys.stderr.close()
        return 0
    return status


def _parser(word: str = "") -> argparse.ArgumentParser:
    """The parser of the verb that a word names, or of all of them: filters of git must not wait."""
    parser = argparse.ArgumentParser(prog="jupyter mlops", description="DevOps for notebooks.")
    parser.add_argument("--version", action="version", version=f"jupyter-mlops {__version__}")
    subparsers = parser.add_subparsers(metavar="VERB", required=True, parser_class=VerbParser)
    all_verbs = (*_VERBS, *_HIDDEN)
    for verb in [word] if word in all_verbs else all_verbs:
        import_module(f"jupyter_mlops.cli.{verb.replace('-', '_')}").register(subparsers)
    return parser


if __name__ == "__main__":
    sys.exit(main())
