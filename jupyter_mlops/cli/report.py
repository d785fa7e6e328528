"""`jupyter mlops report BASE...HEAD`: what a branch does to the notebooks, for its reviewers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.cli.diff_options import (
    add_comparing_options,
    comparing_options,
    shown_options,
)
from jupyter_mlops.errors import InvalidError

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.services.report import Report

_NAME = "notebooks"
_STANDARD_OUTPUT = Path("-")


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "report",
        help="write what a branch does to the notebooks, as Markdown and HTML",
        usage="jupyter mlops report [OPTION ...] BASE...HEAD [--] [PATH ...]",
        description="Write what a branch does to the notebooks: Markdown that fits a pull "
        "request's comment, and HTML that needs no network. BASE alone means BASE...HEAD. Writes "
        f"{_NAME}.md and {_NAME}.html here unless one of --markdown and --html says otherwise.",
        free_words=True,
    )
    parser.add_argument("--markdown", metavar="FILE", type=Path, help="only this; - to print it")
    parser.add_argument("--html", metavar="FILE", type=Path, help="only this; - to print it")
    parser.add_argument("--title", default="", help="default: says the range")
    parser.add_argument(
        "--limit",
        metavar="N",
        type=int,
        default=None,
        help="characters that the Markdown may have (default: 65000, 0 for no limit)",
    )
    add_comparing_options(parser)
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Writes the report and says where it is."""
    from msgspec import structs

    from jupyter_mlops.services.report import COMMENT_LIMIT, make_report

    words = [*args.words, *(args.words_after or [])]
    if not words or not args.words:
        raise InvalidError("no branch to report on", hint="jupyter mlops report main...HEAD")
    folder = Path()
    report = make_report(
        folder,
        words[0],
        paths=words[1:],
        options=comparing_options(args, folder),
        shown=shown_options(args),
    )
    if args.title:
        report = structs.replace(report, title=args.title)
    both = args.markdown is None and args.html is None
    markdown = Path(f"{_NAME}.md") if both else args.markdown
    html = Path(f"{_NAME}.html") if both else args.html
    limit = COMMENT_LIMIT if args.limit is None else args.limit or None
    if markdown is not None:
        _write(report.markdown(limit=limit), markdown, report)
    if html is not None:
        _write(report.html(), html, report)
    return 0


def _write(text: str, file: Path, report: Report) -> None:
    from jupyter_mlops.cli.diff_output import write_data
    from jupyter_mlops.notebooks.render.phrases import count_phrase

    data = text.encode("utf-8", "replace")
    if file == _STANDARD_OUTPUT:
        write_data(data, None)
    else:
        write_data(data, file)
        print(f"{file}: {count_phrase(len(report.comparisons), 'notebook')}")
