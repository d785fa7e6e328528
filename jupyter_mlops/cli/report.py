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
    from jupyter_mlops.checks.model import Report as CheckReport
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.services.ci_context import CiContext
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
        "request's comment, and HTML that needs no network. BASE alone means BASE...HEAD; a job of "
        "GitHub, GitLab, Gitea or Forgejo knows it by itself. Writes "
        f"{_NAME}.md and {_NAME}.html here unless something else says where the report goes.",
        free_words=True,
    )
    parser.add_argument("--markdown", metavar="FILE", type=Path, help="only this; - to print it")
    parser.add_argument("--html", metavar="FILE", type=Path, help="only this; - to print it")
    parser.add_argument(
        "--comment",
        action="store_true",
        help="put it into the pull request, as one comment that is kept up to date",
    )
    parser.add_argument(
        "--summary",
        action="store_true",
        help="put it into the summary of the job; print it where there is none",
    )
    parser.add_argument(
        "--checks",
        metavar="FILE",
        type=Path,
        help="what `jupyter mlops check --output json=FILE` has written, to be in it, too",
    )
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
    import os

    from jupyter_mlops.services.ci_context import read_context
    from jupyter_mlops.services.report import COMMENT_LIMIT

    context = read_context(os.environ)
    report = _make(args, context)
    unsaid = not (args.markdown or args.html or args.comment or args.summary)
    markdown = Path(f"{_NAME}.md") if unsaid else args.markdown
    html = Path(f"{_NAME}.html") if unsaid else args.html
    limit = COMMENT_LIMIT if args.limit is None else args.limit or None
    if markdown is not None:
        _write(report.markdown(limit=limit), markdown, report)
    if html is not None:
        _write(report.html(), html, report)
    if args.summary:
        from jupyter_mlops.cli.report_posting import summarize

        summarize(report.markdown(limit=limit), context)
    if args.comment:
        from jupyter_mlops.cli.report_posting import comment

        return comment(report, context)
    return 0


def _make(args: argparse.Namespace, context: CiContext) -> Report:
    from msgspec import structs

    from jupyter_mlops.services.report import find_base, make_report

    words = [*args.words, *(args.words_after or [])]
    folder = Path()
    revisions = words[0] if args.words else find_base(folder, context)
    if revisions is None and not (args.checks and context.inside):
        raise InvalidError("no branch to report on", hint="jupyter mlops report main...HEAD")
    report = make_report(
        folder,
        revisions,
        paths=words[1:],
        options=comparing_options(args, folder),
        shown=shown_options(args),
    )
    return structs.replace(
        report,
        title=args.title or report.title,
        checks=_checks(args, context),
        link=context.link,
    )


def _checks(args: argparse.Namespace, context: CiContext) -> CheckReport | None:
    """What the checks have said; a job whose checks broke still reports the rest."""
    from jupyter_mlops.cli.failure import tell
    from jupyter_mlops.services.report import read_checks

    if args.checks is None:
        return None
    try:
        return read_checks(args.checks)
    except InvalidError as error:
        if not context.inside:
            raise
        tell(error)
        return None


def _write(text: str, file: Path, report: Report) -> None:
    from jupyter_mlops.cli.diff_output import write_data
    from jupyter_mlops.notebooks.render.phrases import count_phrase

    data = text.encode("utf-8", "replace")
    if file == _STANDARD_OUTPUT:
        write_data(data, None)
    else:
        write_data(data, file)
        print(f"{file}: {count_phrase(len(report.comparisons), 'notebook')}")
