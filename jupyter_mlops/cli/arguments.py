"""What the verbs share of argparse."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    #: What `ArgumentParser.add_subparsers` returns; it has no public name.
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001


def add_run_argument(parser: argparse.ArgumentParser) -> None:
    """Adds the argument that names a run, in the ways that `find_run` understands."""
    parser.add_argument("run", metavar="RUN", help="id of a run, or the end of it, or `last`")
