"""What a sweep is over, as it is typed."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_mlops.errors import InvalidError

if TYPE_CHECKING:
    from jupyter_mlops.jobs.sweep import Objective, Range, Space

#: `0.001..1`, `0.001..1:log`, `2..8:int`.
_RANGE = re.compile(r"(?P<low>[^:]+?)\.\.(?P<high>[^:]+?)(?P<kinds>(:(log|int))*)")


def add_space_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options that say what is swept over."""
    space = parser.add_argument_group("what is swept over")
    space.add_argument(
        "-g",
        "--grid",
        metavar="NAME=VALUES",
        action="append",
        default=[],
        type=assignment,
        help="values with commas between them, or as a JSON list; with --random also a range such "
        "as 0.001..1:log or 2..8:int; may be repeated",
    )
    how = space.add_mutually_exclusive_group()
    how.add_argument(
        "--zip", action="store_true", help="values side by side, not in every combination"
    )
    how.add_argument("--random", metavar="N", type=int, help="draw so many points by chance")
    how.add_argument("--table", metavar="FILE", type=Path, help="points of a CSV or JSON file")
    space.add_argument("--seed", type=int, default=0, help="what chance starts from (default: 0)")
    goal = parser.add_mutually_exclusive_group()
    goal.add_argument("--minimize", metavar="METRIC", help="the best run has the least of it")
    goal.add_argument("--maximize", metavar="METRIC", help="the best run has the most of it")


def assignment(text: str) -> tuple[str, str]:
    """Splits `NAME=VALUE`."""
    name, separator, value = text.partition("=")
    if not separator or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def space_of(args: argparse.Namespace) -> Space:
    """What is swept over by these options.

    Raises:
        MlopsError: A value or the table cannot be read.
    """
    from jupyter_mlops.jobs.sweep import GridSpace, ListSpace, ZipSpace
    from jupyter_mlops.services.sweep_table import read_table

    texts: dict[str, str] = dict(args.grid)
    if args.table is not None:
        if texts:
            raise InvalidError(
                "a sweep is over a table or over values of --grid, and not over both",
                hint="give what is the same for all runs by --parameter",
            )
        return ListSpace(points=read_table(args.notebook, args.table, kernel=args.kernel))
    if args.random is not None:
        return _random_space(args, texts)
    values = _values(args, texts)
    return ZipSpace(values=values) if args.zip else GridSpace(values=values)


def objective_of(args: argparse.Namespace) -> Objective | None:
    """What the runs are compared by by these options."""
    from jupyter_mlops.jobs.sweep import Goal, Objective

    if args.minimize is not None:
        return Objective(metric=args.minimize, goal=Goal.MINIMIZE)
    if args.maximize is not None:
        return Objective(metric=args.maximize, goal=Goal.MAXIMIZE)
    return None


def _random_space(args: argparse.Namespace, texts: dict[str, str]) -> Space:
    from jupyter_mlops.cli.checked import checked
    from jupyter_mlops.jobs.sweep import Choices, RandomSpace

    ranges = {name: found for name, text in texts.items() if (found := _range(name, text))}
    others = {name: text for name, text in texts.items() if name not in ranges}
    choices = {name: Choices(values=column) for name, column in _values(args, others).items()}
    sources = {name: ranges.get(name) or choices[name] for name in texts}
    return checked(
        {"kind": "random", "values": sources, "count": args.random, "seed": args.seed}, RandomSpace
    )


def _range(name: str, text: str) -> Range | None:
    from jupyter_mlops.jobs.sweep import Range

    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    kinds = found["kinds"].split(":")
    try:
        low, high = float(found["low"]), float(found["high"])
    except ValueError as error:
        raise InvalidError(
            f"parameter {name}: {text!r} is no range", hint="it looks like 0.001..1:log"
        ) from error
    return Range(low=low, high=high, log="log" in kinds, integer="int" in kinds)


def _values(args: argparse.Namespace, texts: dict[str, str]) -> dict[str, list[Any]]:
    from jupyter_mlops.services.sweep_table import read_columns

    typed = {name: _listed(name, text) for name, text in texts.items() if text.startswith("[")}
    plain = {name: text.split(",") for name, text in texts.items() if name not in typed}
    read = read_columns(args.notebook, plain, kernel=args.kernel)
    return {name: typed[name] if name in typed else read[name] for name in texts}


def _listed(name: str, text: str) -> list[Any]:
    import msgspec

    try:
        return msgspec.json.decode(text, type=list[Any])
    except msgspec.DecodeError as error:
        raise InvalidError(f"parameter {name}: {text} is no JSON list: {error}") from error
