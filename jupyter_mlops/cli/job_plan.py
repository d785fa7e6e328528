"""`jupyter mlops jobs plan` and `apply`: jobs as `pyproject.toml` defines them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.services.job_plan import Change, JobPlan

_SIGNS = {"create": "+", "update": "~", "delete": "-"}


def register(subparsers: Subparsers) -> None:
    """Adds the commands to the parser of `jobs`."""
    plan = subparsers.add_parser(
        "plan",
        help="show what apply would change",
        description="Show how the jobs of the project's pyproject.toml differ from yours.",
    )
    plan.add_argument("--exit-code", action="store_true", help="exit with 1 if they differ")
    plan.set_defaults(command=run_plan)
    apply = subparsers.add_parser(
        "apply",
        help="make your jobs those of pyproject.toml",
        description="Make, change and delete jobs until they are those of the project's "
        "pyproject.toml. Nothing is changed unless all of them could run.",
    )
    apply.set_defaults(command=run_apply)
    for parser in (plan, apply):
        parser.add_argument(
            "folder",
            metavar="FOLDER",
            nargs="?",
            type=Path,
            default=Path(),
            help="the project, or a folder in it (default: the current one)",
        )


def run_plan(args: argparse.Namespace) -> int:
    """Shows the differences on standard output."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.services.job_plan import plan_jobs

    with open_desk() as desk:
        plan = plan_jobs(desk, args.folder)
    _show(plan)
    return int(bool(plan.changes) and args.exit_code)


def run_apply(args: argparse.Namespace) -> int:
    """Carries the differences out, and shows them on standard output."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.services.job_plan import apply_jobs

    with open_desk() as desk:
        _show(apply_jobs(desk, args.folder))
    return 0


def _show(plan: JobPlan) -> None:
    for change in plan.changes:
        print("\n".join(_lines(change)))
    if plan.file is None and not plan.changes:
        print("there is no pyproject.toml here", file=sys.stderr)
        return
    counts = [
        f"{sum(change.action == action for change in plan.changes)} to {action}"
        for action in _SIGNS
    ]
    print(f"{', '.join(counts)}, {plan.unchanged} unchanged", file=sys.stderr)


def _lines(change: Change) -> list[str]:
    head = f"{_SIGNS[change.action]} {change.name}"
    if change.action == "delete":
        return [head]
    width = max(len(each.field) for each in change.fields)
    return [
        head,
        *(
            f"    {each.field:<{width}}  "
            + (f"{each.before or '·'} → " if change.action == "update" else "")
            + (each.after or "·")
            for each in change.fields
        ),
    ]
