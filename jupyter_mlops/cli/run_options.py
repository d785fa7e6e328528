"""Options of verbs that start runs: how runs are treated, what they leave, what is run."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from jupyter_mlops.cli.checked import checked
from jupyter_mlops.cli.units import duration, size

if TYPE_CHECKING:
    from jupyter_mlops.jobs.definition import ResultWishes, Revision
    from jupyter_mlops.jobs.policy import Policy


def add_run_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options to a parser."""
    queue = parser.add_argument_group("queue")
    queue.add_argument("--priority", type=int, default=0, help="more goes first (default: 0)")
    queue.add_argument("--slots", type=int, default=1, help="slots that a run takes (default: 1)")
    queue.add_argument("--memory", type=size, help="memory set aside in the queue, such as 4GB")
    queue.add_argument("--label", action="append", default=[], help="a label; may be repeated")
    queue.add_argument("--queue-timeout", type=duration, help="longest wait in the queue")
    end = parser.add_argument_group("ends and retries")
    end.add_argument("--timeout", type=duration, help="longest time of a run, such as 2h")
    end.add_argument("--cell-timeout", type=duration, help="longest time of a cell")
    end.add_argument("--memory-limit", type=size, help="memory at which a run is ended")
    end.add_argument("--retries", type=int, default=0, help="most retries (default: 0)")
    end.add_argument("--retry-delay", type=duration, help="wait before the first (default: 10s)")
    end.add_argument(
        "--retry-on",
        action="append",
        metavar="KIND",
        help="what is retried: timeout, kernel_died, runner_gone, the name of an exception, or any",
    )
    end.add_argument("--cold", action="store_true", help="prepare no kernel with imports done")
    what = parser.add_argument_group("what is run, and what it leaves")
    revision = what.add_mutually_exclusive_group()
    revision.add_argument("--branch", help="run the newest commit of a branch")
    revision.add_argument("--commit", help="run a commit")
    for name in ("html", "script", "pdf"):
        what.add_argument(
            f"--{name}",
            dest="formats",
            action="append_const",
            const=name,
            help=f"write the result as {name.upper() if name != 'script' else 'a script'}, too",
        )
    what.add_argument(
        "--artifact", metavar="PATTERN", action="append", default=[], help="files to keep track of"
    )


def policy_of(args: argparse.Namespace) -> Policy:
    """How runs are treated by these options.

    Raises:
        InvalidError: A number is out of its range.
    """
    retries: dict[str, object] = {"attempts": args.retries + 1}
    if args.retry_delay is not None:
        retries["delay"] = args.retry_delay
    if args.retry_on is not None:
        retries["on"] = args.retry_on
    policy = {
        "priority": args.priority,
        "retries": retries,
        "run_timeout": args.timeout,
        "cell_timeout": args.cell_timeout,
        "queue_timeout": args.queue_timeout,
        "slots": args.slots,
        "memory": args.memory,
        "memory_limit": args.memory_limit,
        "warm": not args.cold,
    }
    from jupyter_mlops.jobs.policy import Policy

    return checked(policy, Policy)


def revision_of(args: argparse.Namespace) -> Revision:
    """Which state of the files is run by these options."""
    from jupyter_mlops.jobs.definition import Revision, RevisionKind

    if args.branch is not None:
        return Revision(kind=RevisionKind.BRANCH, name=args.branch)
    if args.commit is not None:
        return Revision(kind=RevisionKind.COMMIT, name=args.commit)
    return Revision()


def results_of(args: argparse.Namespace) -> ResultWishes:
    """What runs leave by these options."""
    from jupyter_mlops.jobs.definition import ResultWishes

    return checked({"formats": args.formats or [], "artifacts": args.artifact}, ResultWishes)


def labels_of(args: argparse.Namespace) -> tuple[str, ...]:
    """What runs are labelled with by these options."""
    from jupyter_mlops.jobs.definition import Label

    return checked(args.label, tuple[Label, ...])
