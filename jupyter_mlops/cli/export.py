"""`jupyter mlops export`: writes the modules that notebooks are marked for."""

from __future__ import annotations

import argparse
import atexit
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.errors import NotFoundError

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.services.export_model import Exported, ExportRequest

_EPILOG = """\
A cell is exported by the tag `export` or `export:MODULE`, or by a line `#| export [MODULE]` at its
beginning; without MODULE it goes to its notebook's own, which is called like the notebook or by
`#| default_exp MODULE`. Cells tagged `test`, and plain asserts after an exported function, are its
tests; those tagged `setup` are run before them.

A module that is as it is to be is not touched. One that was edited itself is held back, and so is
one that no notebook made, or that an error in a cell keeps from being a module; then the exit
status is 1, and all others are written nevertheless. `jupyter mlops sync` brings edits of modules
into their cells."""


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "export",
        help="write modules from the cells that are marked for them",
        description="Write the modules of a project from the cells of its notebooks that are "
        "marked for them.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        type=Path,
        help="only modules of this notebook, of those in this folder, or this module's file "
        "(default: all of the project around the current folder)",
    )
    _add_choices(parser)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument(
        "--test", action="store_true", help="write the tests that cells have, too, and run them"
    )
    mode.add_argument(
        "--check",
        action="store_true",
        help="write nothing, tell what would be, and exit with 1 if anything would be",
    )
    mode.add_argument(
        "--watch", action="store_true", help="export whenever a notebook is saved, until Ctrl+C"
    )
    parser.add_argument("--json", action="store_true", help="print what was done as JSON")
    parser.set_defaults(command=run)


def _add_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-m",
        "--module",
        metavar="NAME",
        action="append",
        dest="modules",
        help="only this module, such as `features` or `data.load`; may be given several times",
    )
    parser.add_argument(
        "--replace",
        metavar="NAME",
        action="append",
        default=[],
        help="replace this module's file although it was edited or no notebook made it",
    )


def run(args: argparse.Namespace) -> int:
    """Exports; each project that the paths are in on its own."""
    if args.watch:
        from jupyter_mlops.cli.export_watch import watch

        return watch(args)
    # It is over before there is much to collect, and to look for that takes a tenth of the time;
    # at the end of the process, too.
    gc.disable()
    atexit.register(gc.freeze)
    try:
        return max(export_once(args, request) for request in requests_of(args))
    finally:
        gc.enable()


def requests_of(args: argparse.Namespace) -> list[ExportRequest]:
    """What to export, one request a project.

    Raises:
        NotFoundError: A path names nothing.
    """
    from jupyter_mlops.services.export_model import ExportRequest
    from jupyter_mlops.services.open_modules import project_root

    by_root: dict[Path, list[Path]] = {}
    for path in args.paths or [Path()]:
        if not path.exists():
            raise NotFoundError(f"there is no {path}")
        file = path.resolve()
        within = by_root.setdefault(project_root(file), [])
        if args.paths:
            within.append(file)
    return [
        ExportRequest(
            path=root,
            within=None if not within or root in within else tuple(within),
            modules=None if args.modules is None else tuple(args.modules),
            replace=tuple(args.replace),
            tests=args.test,
            check=args.check,
        )
        for root, within in by_root.items()
    ]


def export_once(args: argparse.Namespace, request: ExportRequest) -> int:
    """Exports what was asked for, tells it, and runs tests if they were wanted.

    Returns:
        The exit status.
    """
    from jupyter_mlops.jobs.home import default_home
    from jupyter_mlops.services.export import export_modules

    exported = export_modules(request, default_home())
    if args.json:
        import msgspec

        from jupyter_mlops.cli.text import to_json

        print(to_json(msgspec.to_builtins(exported, enc_hook=str)))
    else:
        from jupyter_mlops.cli.export_text import finding_lines, result_lines

        for line in finding_lines(exported.status, exported.findings):
            print(line, file=sys.stderr)
        print("\n".join(result_lines(exported, check=request.check)))
    status = _status(exported, check=request.check)
    if args.test and exported.test_files:
        status = max(status, _run_tests(exported))
    return status


def _status(exported: Exported, *, check: bool) -> int:
    pending = check and (exported.written or exported.removed or exported.tests)
    wrong = any(found.severity == "error" for found in exported.findings)
    return int(bool(exported.held_back or wrong or pending))


def _run_tests(exported: Exported) -> int:
    import subprocess

    from jupyter_mlops.services.export_tests import pytest_command

    sys.stdout.flush()
    command = pytest_command(exported.status.project, exported.test_files)
    # Tests take as long as they take; Ctrl+C reaches pytest as well.
    ended = subprocess.run(  # noqa: S603 - our own interpreter, with an argument list
        command.arguments, cwd=command.folder, env=command.environment, check=False
    )
    return int(ended.returncode != 0)
