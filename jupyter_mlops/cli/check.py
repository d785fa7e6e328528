"""`jupyter mlops check`: checks notebooks, the same here and in CI."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jupyter_mlops.cli.failure import tell
from jupyter_mlops.cli.waiting import INTERRUPTED
from jupyter_mlops.errors import MlopsError

if TYPE_CHECKING:
    from jupyter_mlops.checks.model import Report
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.services.check_order import CheckOrder

#: The exit status where something could not be checked.
_TROUBLE: Final = 2
_EPILOG = """\
What is checked, and how much it weighs, stands in pyproject.toml, [tool.jupyter-mlops.checks].
CHECK is one of secrets, clean, size, order, lint, imports, paths, modules, execute, test,
reproduce, gates; `--explain CHECK` tells what it finds and how to settle it.

Exit status: 0 if the checks passed, or have only warned; 1 if they failed; 2 if something could
not be checked, or was asked for wrongly."""


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "check",
        help="check notebooks: secrets, lint, order, outputs, whether they run, …",
        description="Check the notebooks of a project as git would store them. What is known of "
        "an unchanged notebook is not looked at again.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="only these notebooks or folders"
    )
    _add_what(parser)
    _add_how(parser)
    _add_output(parser)
    parser.set_defaults(command=run)


def _add_what(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is checked")
    which = group.add_mutually_exclusive_group()
    which.add_argument(
        "--changed",
        metavar="BASE",
        nargs="?",
        const="",
        help="only notebooks that differ from where HEAD has left BASE, a branch or commit "
        "(default: the branch that the settings or the remote name)",
    )
    which.add_argument(
        "--staged", action="store_true", help="what the next commit would hold, not the files"
    )
    group.add_argument("--only", metavar="CHECK,…", action="append", help="only these checks")
    group.add_argument("--skip", metavar="CHECK,…", action="append", help="not these checks")
    group.add_argument(
        "--static", action="store_true", help="only checks that look and run nothing"
    )
    group.add_argument("--base", metavar="REV", help="the commit that metrics are compared with")


def _add_how(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("how")
    group.add_argument("--fix", action="store_true", help="mend what needs no decision, then check")
    group.add_argument("--strict", action="store_true", default=None, help="let warnings fail, too")
    group.add_argument("--fresh", action="store_true", help="do without what is known")
    group.add_argument(
        "--write-baseline",
        action="store_true",
        help="accept all that is found, in the file that the settings name",
    )


def _add_output(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is told")
    group.add_argument(
        "--format",
        default="text",
        metavar="FORMAT",
        help="text (default), json, junit, sarif, github, gitlab or markdown",
    )
    group.add_argument(
        "--output",
        metavar="FORMAT=FILE",
        action="append",
        default=[],
        help="write the report to a file, too; can be given several times",
    )
    group.add_argument(
        "--explain", metavar="CHECK|CODE", help="tell what a check or a code is about, and end"
    )


def run(args: argparse.Namespace) -> int:
    """Checks, and tells what was found; a failure of any kind is no verdict."""
    try:
        return _run(args)
    except MlopsError as error:
        tell(error)
        return _TROUBLE
    except KeyboardInterrupt:
        print("jupyter mlops: interrupted; what was found out is known", file=sys.stderr)
        return INTERRUPTED


def _run(args: argparse.Namespace) -> int:
    from jupyter_mlops.cli.check_options import read_format, read_order, read_outputs

    if args.explain is not None:
        from jupyter_mlops.cli.check_explain import explain

        return explain(args.explain)
    to, outputs, order = read_format(args.format), read_outputs(args.output), read_order(args)
    if args.fix:
        _fix(order)
    report = _check(order)
    if args.write_baseline:
        from jupyter_mlops.services.check_baseline import accept

        file, count = accept(report, order)
        print(f"{count} accepted in {file}", file=sys.stderr)
        return 0
    from jupyter_mlops.cli.check_output import write_report

    write_report(report, order, to, outputs)
    return _status(report)


def _fix(order: CheckOrder) -> None:
    from jupyter_mlops.services.check_fix import fix_project

    mended = fix_project(order)
    for path, count in mended.notebooks.items():
        print(f"mended {path}: {count} {'finding' if count == 1 else 'findings'}", file=sys.stderr)
    if not mended.notebooks:
        print("nothing to mend", file=sys.stderr)


def _check(order: CheckOrder) -> Report:
    from jupyter_mlops.cli.check_progress import progress_on
    from jupyter_mlops.services.check import check_project

    with progress_on(sys.stderr) as watch:
        return check_project(order, watch=watch)


def _status(report: Report) -> int:
    if any(result.verdict == "broken" for result in report.checks):
        return _TROUBLE
    return int(report.verdict == "failed")
