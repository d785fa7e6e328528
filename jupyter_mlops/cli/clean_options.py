"""Options of `jupyter mlops clean`, and the settings that they mean."""

from __future__ import annotations

import argparse
from typing import Any

#: Settings that options give as they are.
_GIVEN = (
    "outputs",
    "keep_output_types",
    "drop_output_types",
    "max_output_size",
    "execution_counts",
    "metadata",
    "colab",
    "widgets",
    "kernelspec",
    "drop_empty_cells",
    "strip_init_cells",
    "ids",
)
#: Settings that options give as words in one text.
_WORDS = ("drop_tagged_cells", "extra_keys", "keep_keys")


def add_cleaning_options(parser: argparse.ArgumentParser) -> None:
    """Adds what decides what is cleaned, called as nbstripout calls it where it means the same."""
    _add_output_options(parser.add_argument_group("outputs"))
    _add_metadata_options(parser.add_argument_group("metadata"))
    cells = parser.add_argument_group("cells")
    cells.add_argument(
        "--keep-count",
        dest="execution_counts",
        action="store_const",
        const="keep",
        help="keep execution counts",
    )
    ids = cells.add_mutually_exclusive_group()
    ids.add_argument(
        "--ids",
        choices=("keep", "repair", "deterministic", "sequential"),
        help="default: repair what is broken",
    )
    ids.add_argument(
        "--keep-id", dest="ids", action="store_const", const="keep", help="the same as --ids keep"
    )
    cells.add_argument(
        "--drop-empty-cells", action="store_true", default=None, help="whose source is white space"
    )
    cells.add_argument("--drop-tagged-cells", metavar="TAGS", help="with one of these tags")


def changes_of(args: argparse.Namespace) -> dict[str, Any]:
    """What the command line says of the settings, by the names in `[tool.jupyter-mlops.clean]`."""
    given = {name: getattr(args, name) for name in _GIVEN}
    given |= {name: _words(getattr(args, name)) for name in _WORDS}
    return {name.replace("_", "-"): value for name, value in given.items() if value is not None}


def _add_output_options(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--keep-output",
        dest="outputs",
        action="store_const",
        const="keep",
        help="all of them, unless another option says otherwise",
    )
    for verb, said in (("keep", "keep these and no others"), ("drop", "drop these")):
        group.add_argument(
            f"--{verb}-output-type",
            dest=f"{verb}_output_types",
            metavar="TYPE",
            nargs="+",
            action="extend",
            help=f"{said}: error, stream, stream:stderr, image/png, …",
        )
    group.add_argument(
        "--max-size",
        dest="max_output_size",
        metavar="SIZE",
        help="keep outputs up to this size and no others, such as 10k",
    )
    group.add_argument(
        "--strip-init-cells",
        action="store_true",
        default=None,
        help="also those of initialization cells",
    )


def _add_metadata_options(group: argparse._ArgumentGroup) -> None:
    for name, said in (
        ("metadata", "noise too: times, folds, state of editors"),
        ("colab", "the state of Colab's page"),
        ("widgets", "the state of widgets"),
    ):
        group.add_argument(
            f"--keep-{name}", dest=name, action="store_const", const="keep", help=said
        )
    group.add_argument(
        "--extra-keys",
        metavar="KEYS",
        help='also drop these, such as "metadata.toc cell.metadata.slideshow"',
    )
    group.add_argument(
        "--keep-metadata-keys", dest="keep_keys", metavar="KEYS", help="don't drop these"
    )
    group.add_argument(
        "--kernelspec", metavar="NAME", help="keep, drop, or the name to put in its place"
    )


def _words(text: str | None) -> list[str] | None:
    return None if text is None else text.split()
