"""Options that the verbs which compare notebooks share, and what they mean."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.notebooks.diff.options import DiffOptions
    from jupyter_mlops.notebooks.render.model import Shown

_CONTEXT = 3


def add_comparing_options(parser: argparse.ArgumentParser) -> None:
    """Adds what decides how notebooks are compared, and what of it is shown."""
    group = parser.add_argument_group("what counts")
    group.add_argument(
        "--ignore-formatting",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="compare code by its tokens: a reformatted cell is no edited one",
    )
    group.add_argument(
        "--show-noise",
        action="store_true",
        help="also execution counts, times, addresses, ids and volatile metadata",
    )
    group.add_argument(
        "--no-outputs", dest="outputs", action="store_false", help="leave outputs out"
    )
    group.add_argument(
        "--no-metadata", dest="metadata", action="store_false", help="leave metadata out"
    )
    group.add_argument("--sources-only", action="store_true", help="leave both out")
    group.add_argument(
        "-U",
        "--context",
        metavar="N",
        type=_count,
        default=_CONTEXT,
        help=f"unchanged lines around a change (default: {_CONTEXT})",
    )
    group.add_argument(
        "--tolerance",
        metavar="X",
        type=_share,
        help="relative difference up to which numbers in tables count as close (default: 1e-6)",
    )
    group.add_argument(
        "--time-budget",
        metavar="SECONDS",
        type=_seconds,
        help="for one notebook; past it the diff gets coarser (default: 10)",
    )


def comparing_options(args: argparse.Namespace, folder: Path) -> DiffOptions:
    """How to compare: the command line over `[tool.jupyter-mlops.diff]`.

    Raises:
        InvalidError: The settings cannot be read.
    """
    from jupyter_mlops.services.diff_settings import settings_options

    return settings_options(
        folder,
        ignore_formatting=args.ignore_formatting,
        tolerance=args.tolerance,
        budget=args.time_budget,
    )


def shown_options(args: argparse.Namespace) -> Shown:
    """What to show."""
    from jupyter_mlops.notebooks.render.model import Shown

    return Shown(
        outputs=args.outputs and not args.sources_only,
        metadata=args.metadata and not args.sources_only,
        noise=args.show_noise,
        context=args.context,
    )


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"not a number of lines: {text}")
    return int(text)


def _share(text: str) -> float:
    value = _number(text)
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"not a relative difference: {text}")
    return value


def _seconds(text: str) -> float:
    value = _number(text)
    if not value > 0:
        raise argparse.ArgumentTypeError(f"not a time in seconds: {text}")
    return value


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
