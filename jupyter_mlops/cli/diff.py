"""`jupyter mlops diff`: what differs between notebooks."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.cli.diff_options import (
    add_comparing_options,
    comparing_options,
    shown_options,
)
from jupyter_mlops.cli.failure import tell
from jupyter_mlops.errors import InvalidError, MlopsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.cli.diff_words import Asked
    from jupyter_mlops.notebooks.render.model import Comparison, Shown

FORMATS = ("terminal", "json", "nbdime", "markdown", "html")
_ENDINGS = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".html": "html"}
#: As of `diff` and `git diff`: 1 says that there are differences.
_DIFFERENT, _TROUBLE = 1, 2

_USAGE = """jupyter mlops diff [OPTION ...] [REF [REF]] [--] [PATH ...]
       jupyter mlops diff [OPTION ...] A.ipynb B.ipynb"""
_DESCRIPTION = """\
Show what differs between notebooks. Revisions are git's own:

  (nothing)        the worktree against the index: what is not staged
  --cached [REF]   the index against HEAD, or REF: what is staged
  REF              the worktree against REF
  REF REF, A..B    one revision against another
  A...B            B against its merge base with A: what a branch has done

Two existing files are compared with each other and need no repository; write
`-- A.ipynb B.ipynb` for the changes that git sees in these two paths."""
_EPILOG = """\
With --format json or nbdime two files give the bare diff, which `jupyter mlops patch` or nbdime's
`nbpatch` takes; revisions give an object that has a diff for each path, or {"problem": "..."} for
a notebook that cannot be compared.

Exit status: 0; with --exit-code or --quiet 1 if there are differences, apart from noise and from
what was left out; 2 if something went wrong."""


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "diff",
        help="show what differs between notebooks",
        usage=_USAGE,
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        free_words=True,
    )
    parser.add_argument(
        "--cached", "--staged", action="store_true", help="compare with the index, not the worktree"
    )
    _add_shape_options(parser)
    _add_terminal_options(parser)
    add_comparing_options(parser)
    parser.set_defaults(command=run)


def _add_shape_options(parser: argparse.ArgumentParser) -> None:
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument(
        "-f", "--format", choices=FORMATS, help="default: terminal, or by the ending of --output"
    )
    shape.add_argument("--stat", action="store_true", help="a line a notebook, with counts")
    shape.add_argument("--name-only", action="store_true", help="only the names of notebooks")
    shape.add_argument("--open", action="store_true", help="as HTML, in the browser")
    shape.add_argument("-q", "--quiet", action="store_true", help="nothing but the exit status")
    parser.add_argument("--exit-code", action="store_true", help="exit with 1 on differences")
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="where to write (default: here)"
    )


def _add_terminal_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("on the terminal")
    group.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="auto: on a terminal, unless NO_COLOR is set",
    )
    group.add_argument("--no-color", dest="color", action="store_const", const="never")
    group.add_argument("--width", metavar="COLUMNS", type=int, help="default: the terminal's")
    group.add_argument("--no-pager", dest="pager", action="store_false", help="show it at once")
    sides = group.add_mutually_exclusive_group()
    sides.add_argument(
        "--side-by-side",
        action="store_true",
        default=None,
        help="base left, head right (default where there is room for it)",
    )
    sides.add_argument(
        "--unified", dest="side_by_side", action="store_false", help="one below the other"
    )


def run(args: argparse.Namespace) -> int:
    """Compares, and writes what was asked for."""
    try:
        return _run(args)
    except MlopsError as error:
        tell(error)
        return _TROUBLE


def _run(args: argparse.Namespace) -> int:
    from jupyter_mlops.cli.diff_words import read_words

    folder = Path()
    asked = read_words(args.words, args.words_after, folder, cached=args.cached)
    shown = shown_options(args)
    watched = _Watch(_compare(args, asked, folder), shown)
    if args.quiet:
        different = any(watched.differs(comparison) for comparison in watched)
        return _DIFFERENT if different else 0
    _show(args, watched, shown, bare=asked.files is not None)
    return _DIFFERENT if args.exit_code and watched.different else 0


class _Watch:
    """Comparisons on their way to a renderer; remembers whether any of them differed."""

    def __init__(self, comparisons: Iterable[Comparison], shown: Shown) -> None:
        self._comparisons = comparisons
        self._shown = shown
        self.different = False

    def __iter__(self) -> Iterator[Comparison]:
        for comparison in self._comparisons:
            self.different = self.different or self.differs(comparison)
            yield comparison

    def differs(self, comparison: Comparison) -> bool:
        from jupyter_mlops.services.compare import differs

        return differs(comparison, self._shown)


def _compare(args: argparse.Namespace, asked: Asked, folder: Path) -> Iterable[Comparison]:
    from jupyter_mlops.services.compare import compare_files, compare_revisions

    options = comparing_options(args, folder)
    if asked.files is None:
        return compare_revisions(
            folder, asked.revisions, cached=args.cached, paths=asked.paths, options=options
        )
    comparison = compare_files(*asked.files, options)
    if comparison.problem:
        raise InvalidError(comparison.problem)
    return [comparison]


def _show(args: argparse.Namespace, watched: _Watch, shown: Shown, *, bare: bool) -> None:
    from jupyter_mlops.cli import diff_output as output

    if args.stat or args.name_only:
        line = output.stat_line if args.stat else output.name_line
        lines = (line(comparison) for comparison in watched if watched.differs(comparison))
        output.write_pieces(lines, args.output, paged=args.pager)
        return
    if args.open and output.open_html(watched, shown):
        return
    form = args.format or _ENDINGS.get(args.output.suffix if args.output else "", "terminal")
    if form == "terminal":
        pieces = output.terminal_pieces(watched, shown, args)
        output.write_pieces(pieces, args.output, paged=args.pager)
    else:
        output.write_document(form, watched, shown, file=args.output, bare=bare)
