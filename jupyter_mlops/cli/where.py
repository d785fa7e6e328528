"""`jupyter mlops where MODULE.py:LINE`: says which cell a line of a module comes from."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.services.where import Origin

_EPILOG = """\
With `-` the output of another tool is read from standard input, a traceback, or what ruff, mypy or
pytest say, and passed on with the cell after each place that lies in a module:

    ruff check src | jupyter mlops where -

A line is exact as long as neither the module nor its notebooks were edited since the last export;
else the nearest one is given, with `about`."""
_PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d{1,9})(?::\d+)?")


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "where",
        help="say which cell a line of a module comes from",
        description="Say which notebook, cell and line a line of an exported module comes from.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "places",
        metavar="MODULE.py:LINE",
        nargs="+",
        help="a line of a module; or -, for what another tool says",
    )
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Says where the lines come from."""
    if args.places == ["-"]:
        return _annotate(sys.stdin, as_json=args.json)
    from jupyter_mlops.services.where import find_origin
    from jupyter_mlops.services.where_text import cell_text

    read = [_read(place) for place in args.places]
    found = [(file, line, find_origin(Path(file), line)) for file, line in read]
    if args.json:
        told = [_as_json(*each) for each in found]
        _print_json(told if len(told) > 1 else told[0])
        return 0
    for _, _, origin in found:
        print(cell_text(origin))
    return 0


def _read(place: str) -> tuple[str, int]:
    from jupyter_mlops.errors import InvalidError

    match = _PLACE.fullmatch(place)
    if match is None or int(match["line"]) < 1:
        raise InvalidError(
            f"{place!r} names no line of a module", hint="write it as module.py:42; lines from 1"
        )
    return match["file"], int(match["line"])


def _annotate(lines: Iterable[str], *, as_json: bool) -> int:
    """Passes text on, with the cells after the places in it."""
    from jupyter_mlops.services.where import Origins
    from jupyter_mlops.services.where_text import places_in, with_cells

    origins = Origins()
    told = []
    for line in lines:
        if not as_json:
            sys.stdout.write(with_cells(line, origins))
            sys.stdout.flush()  # as they come: the other tool may take its time
            continue
        for file, at in places_in(line):
            if origin := origins.find(Path(file), at):
                told.append(_as_json(file, at, origin))
    if as_json:
        _print_json(told)
    return 0


def _as_json(file: str, line: int, origin: Origin) -> dict[str, Any]:
    notebook = origin.notebook or Path(origin.source)
    return {
        "module": file,
        "module_line": line,
        "notebook": str(notebook),
        "cell": origin.cell,
        "index": origin.index,
        "line": origin.line,
        "exact": origin.exact,
    }


def _print_json(value: object) -> None:
    from jupyter_mlops.cli.text import to_json

    print(to_json(value))
