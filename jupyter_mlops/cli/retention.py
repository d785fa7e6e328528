"""`jupyter mlops retention`: what of the past is kept."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.jobs.retention_model import Retention
    from jupyter_mlops.services.retention import Going, Kept

_OFF = "none"


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "retention",
        help="say what of the past is kept",
        description="Say which runs are kept; see first what would go. Runs that have not ended, "
        "and those marked to keep, always stay.",
    )
    parser.set_defaults(command=show)
    verbs = parser.add_subparsers(metavar="VERB", parser_class=type(parser))
    verbs.add_parser("show", help="show the rules, and what there is").set_defaults(command=show)
    for name, command, words in (
        ("set", change, "set rules; those left out stay as they are"),
        ("preview", preview, "show what rules would remove; without any, those that are set"),
    ):
        verb = verbs.add_parser(name, help=words)
        _add_rules(verb)
        verb.set_defaults(command=command)
    words = "remove what the rules say, and what belongs to no run"
    verbs.add_parser("apply", help=words).set_defaults(command=apply)


def _add_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--max-age", metavar="DAYS", help=f"days after its end, or `{_OFF}`")
    parser.add_argument("--max-runs", metavar="N", help=f"runs of a notebook, or `{_OFF}`")
    parser.add_argument("--max-size", metavar="SIZE", help=f"such as 20GB, or `{_OFF}`")
    parser.add_argument(
        "--outputs",
        action=argparse.BooleanOptionalAction,
        help="executed notebooks in the output folder go with their runs, unless changed since",
    )


def show(_args: argparse.Namespace) -> int:
    """Shows the rules, and what there is."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.services.retention import look_at_retention

    with open_desk() as desk:
        _print_kept(look_at_retention(desk))
    return 0


def change(args: argparse.Namespace) -> int:
    """Sets rules."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.services.retention import read_retention, set_retention

    with open_desk() as desk:
        _print_kept(set_retention(desk, _changed(read_retention(desk), args)))
    return 0


def preview(args: argparse.Namespace) -> int:
    """Shows what rules would remove."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.services.retention import preview_retention, read_retention

    with open_desk() as desk:
        _print_going(preview_retention(desk, _changed(read_retention(desk), args)), "would remove")
    return 0


def apply(_args: argparse.Namespace) -> int:
    """Removes what the rules say."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.services.retention import apply_retention

    with open_desk() as desk:
        _print_going(apply_retention(desk), "removed")
    return 0


def _changed(rules: Retention, args: argparse.Namespace) -> Retention:
    from msgspec.structs import replace

    from jupyter_mlops.cli.retention_values import read_rules

    given = {"max_age": args.max_age, "max_runs": args.max_runs, "max_size": args.max_size}
    changed = read_rules(rules, {name: text for name, text in given.items() if text is not None})
    return changed if args.outputs is None else replace(changed, outputs=args.outputs)


def _print_kept(kept: Kept) -> None:
    from jupyter_mlops.cli.retention_values import rules_text, size_text

    print(f"{kept.runs} runs, {size_text(kept.size)}")
    print(rules_text(kept.rules))


def _print_going(going: Going, verb: str) -> None:
    from jupyter_mlops.cli.retention_values import size_text

    reasons = [
        (going.by_age, "too old"),
        (going.by_count, "too many of their notebook"),
        (going.by_size, "too large together"),
    ]
    said = ", ".join(f"{count} {why}" for count, why in reasons if count)
    print(f"{verb} {going.runs} runs{f' ({said})' if said else ''}")
    print(f"{verb} {going.orphans} files and folders that belong to no run")
    print(f"frees {size_text(going.size)}")
