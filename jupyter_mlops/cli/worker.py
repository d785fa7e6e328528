"""`jupyter mlops worker`: is the worker, until it is told to stop."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "worker",
        help="start what waits and what is scheduled",
        description="Be the worker of your runs: start what waits, retry, fire schedules. "
        "Ctrl+C ends the worker; what it has started goes on.",
    )
    parser.add_argument("--slots", type=int, help="set how many slots there are, for good")
    parser.add_argument(
        "--until-idle", action="store_true", help="end when nothing waits or runs any more"
    )
    parser.add_argument(
        "--unit",
        choices=("systemd", "launchd"),
        help="print how to have this machine keep a worker, and end",
    )
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Works, or prints a unit."""
    if args.unit is not None:
        return _print_unit(args.unit)
    if args.slots is not None:
        _set_slots(args.slots)
    import logging

    from jupyter_mlops.jobs.queue_model import LeaseKind
    from jupyter_mlops.services.leaving import WorkOrder
    from jupyter_mlops.services.worker_process import work_here

    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    print("working; Ctrl+C ends the worker, and no run", file=sys.stderr)
    work_here(WorkOrder(kind=LeaseKind.STANDING, until_idle=args.until_idle))
    return 0


def _print_unit(kind: str) -> int:
    from jupyter_mlops.jobs.home import default_home
    from jupyter_mlops.services.worker_units import launchd_agent, systemd_unit

    text = systemd_unit if kind == "systemd" else launchd_agent
    print(text(default_home()), end="")
    return 0


def _set_slots(slots: int) -> None:
    from msgspec.structs import replace

    from jupyter_mlops.cli.checked import checked
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.jobs.queue_model import Limits

    with open_desk() as desk:
        limits = replace(desk.store.queue.limits(), slots=slots)
        desk.store.queue.set_limits(checked(limits, Limits))
