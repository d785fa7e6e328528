"""`jupyter mlops queue`: what waits, what runs, and how much may."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from jupyter_mlops.cli.units import size, size_text

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.jobs.queue_model import Limits
    from jupyter_mlops.services.queue import QueueState


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "queue",
        help="look at the queue, pause it, set its limits",
        description="Show what waits and what runs; or change how the queue is worked off.",
    )
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.set_defaults(command=show)
    verbs = parser.add_subparsers(metavar="ACTION")
    for name, explained, command in (
        ("pause", "start nothing more; what runs goes on", pause),
        ("resume", "go on", resume),
        ("drain", "finish what runs, then end the worker", drain),
    ):
        verb = verbs.add_parser(name, help=explained)
        verb.set_defaults(command=command)
    limits = verbs.add_parser("limits", help="set how much may run at a time")
    limits.add_argument("--slots", type=_slots, help="slots in all, or `auto`: one a processor")
    limits.add_argument("--memory", type=_memory, help="memory to set aside in all, or `none`")
    limits.add_argument(
        "--label",
        metavar="NAME=N",
        type=_label,
        action="append",
        default=[],
        help="most runs with a label, or NAME=none; may be repeated",
    )
    limits.set_defaults(command=set_limits)


def show(args: argparse.Namespace) -> int:
    """Shows the queue."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.cli.text import to_json
    from jupyter_mlops.services.queue import read_queue

    with open_desk() as desk:
        state = read_queue(desk)
    print(to_json(state) if args.json else "\n".join(_lines(state)))
    return 0


def pause(args: argparse.Namespace) -> int:  # noqa: ARG001 - one form for all actions
    """Pauses the queue."""
    return _change(paused=True)


def resume(args: argparse.Namespace) -> int:  # noqa: ARG001 - one form for all actions
    """Lets the queue go on."""
    return _change(paused=False)


def set_limits(args: argparse.Namespace) -> int:
    """Sets the limits that were named; the others stay."""
    changes: dict[str, object] = {}
    if args.slots is not None:
        changes["slots"] = args.slots or None
    if args.memory is not None:
        changes["memory"] = args.memory or None
    return _change(labels=dict(args.label), **changes)


def drain(args: argparse.Namespace) -> int:  # noqa: ARG001 - one form for all actions
    """Has the worker finish what runs, and go."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.services.queue import drain as drain_queue

    with open_desk() as desk:
        print("\n".join(_lines(drain_queue(desk))))
    return 0


def _change(*, labels: dict[str, int | None] | None = None, **changes: object) -> int:
    from msgspec.structs import replace

    from jupyter_mlops.cli.checked import checked
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.jobs.queue_model import Limits
    from jupyter_mlops.services.queue import set_limits as set_queue_limits

    with open_desk() as desk:
        limits = desk.store.queue.limits()
        merged = {**limits.labels, **(labels or {})}
        kept = {name: most for name, most in merged.items() if most is not None}
        wanted = checked(replace(limits, **changes, labels=kept), Limits)
        print("\n".join(_lines(set_queue_limits(desk, wanted))))
    return 0


def _lines(state: QueueState) -> list[str]:
    counts = state.counts
    used = f"{counts.slots} of {state.slots} slots"
    todo = f"{counts.waiting} waiting, {counts.running} running on {used}"
    lines = [f"{todo}, {counts.schedules} scheduled", *_limit_lines(state.limits)]
    if state.worker is not None:
        owner = state.worker.owner
        lines.append(f"worker: process {owner.pid} on {owner.host}, {state.worker.kind.value}")
    return [*lines, state.outlook]


def _limit_lines(limits: Limits) -> list[str]:
    said = [f"{name}: {most} at a time" for name, most in sorted(limits.labels.items())]
    if limits.memory is not None:
        said.insert(0, f"memory: {size_text(limits.memory)}")
    return [f"limits: {', '.join(said)}"] if said else []


def _slots(text: str) -> int:
    """Number of slots; 0 stands for `auto`."""
    if text == "auto":
        return 0
    if not text.isdecimal() or text == "0":
        raise argparse.ArgumentTypeError(f"{text!r} is no number of slots")
    return int(text)


def _memory(text: str) -> int:
    """Bytes; 0 stands for `none`."""
    return 0 if text == "none" else size(text)


def _label(text: str) -> tuple[str, int | None]:
    name, separator, most = text.rpartition("=")
    if not separator or not name or not (most == "none" or most.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=NUMBER or NAME=none")
    return name, None if most == "none" else int(most)
