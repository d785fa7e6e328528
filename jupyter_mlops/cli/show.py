"""`jupyter mlops show RUN`: shows all that is known of a run."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from jupyter_mlops.cli.arguments import add_run_argument

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.jobs.model import Run
    from jupyter_mlops.services.desk import Desk

_LOG_PART = 1 << 20


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "show", help="show a run", description="Show what ran, how it went and where it went."
    )
    add_run_argument(parser)
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print it as JSON")
    shape.add_argument("--log", action="store_true", help="print what its cells have printed")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Shows a run on standard output."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.cli.text import to_json
    from jupyter_mlops.services.list_runs import find_run

    with open_desk() as desk:
        found = find_run(desk, args.run)
        if args.log:
            _print_log(desk, found)
        elif args.json:
            print(to_json(found))
        else:
            print("\n".join(_lines(found)))
    return 0


def _print_log(desk: Desk, found: Run) -> None:
    from jupyter_mlops.services.run_files import read_log

    offset, size = 0, 1
    while offset < size:
        part = read_log(desk, found, offset=offset, limit=_LOG_PART)
        sys.stdout.write(part.text)
        offset, size = part.next_offset, part.size


def _lines(run: Run) -> list[str]:
    from jupyter_mlops.cli.text import duration_text, run_seconds, state_text, values_text

    seconds = run_seconds(run)
    took = "" if seconds is None else f", {duration_text(seconds)}"
    facts = [
        ("run", run.id),
        ("state", f"{state_text(run.state, sys.stdout)}{took}"),
        ("job", run.job_name),
        ("attempt", _attempt(run)),
        ("notebook", f"{run.notebook} (sha256 {run.notebook_hash[:12]})"),
        ("output", run.output),
        ("parameters", values_text(run.parameters) or "none"),
        ("changed", values_text(run.overrides)),
        ("kernel", run.kernel),
        ("commit", _commit(run)),
        ("environment", _environment(run)),
        ("modules", _modules(run)),
        ("user", run.user),
        ("created", run.created_at.astimezone().isoformat(" ", "seconds")),
        ("cells", f"{run.progress.done} of {run.progress.total}"),
        ("slowest", _slowest(run)),
        ("used", _used(run)),
        ("metrics", values_text(run.metrics)),
        ("files", ", ".join(artifact.name for artifact in run.artifacts)),
        ("labels", ", ".join(run.labels)),
        ("note", run.note),
        ("kept", "yes, retention passes it by" if run.keep else ""),
        ("failure", _failure(run)),
    ]
    return [f"{name:<12}{value}" for name, value in facts if value]


def _attempt(run: Run) -> str:
    attempts = run.policy.retries.attempts
    return f"{run.attempt} of {attempts}" if attempts > 1 or run.attempt > 1 else ""


def _used(run: Run) -> str:
    from jupyter_mlops.cli.text import duration_text

    if run.resources is None:
        return ""
    memory = run.resources.peak_memory / 1e6
    return f"{memory:.0f} MB of memory, {duration_text(run.resources.cpu_seconds)} of a processor"


def _commit(run: Run) -> str:
    if run.provenance is None:
        return ""
    changes = ", with uncommitted changes" if run.provenance.dirty else ""
    return run.provenance.commit[:7] + changes


def _environment(run: Run) -> str:
    known = run.environment
    if known is None:
        return ""
    version = f"{known.language_version}, " if known.language_version else ""
    return f"{version}{len(known.packages)} packages, {known.platform}, {known.fingerprint[:12]}"


def _modules(run: Run) -> str:
    """`diabetes.features 1.2.0, diabetes.train 1.2.0 (edited)`."""
    modules = run.environment.modules if run.environment else ()
    return ", ".join(
        " ".join(filter(None, (one.name, one.version, "(edited)" if one.edited else "")))
        for one in modules
    )


def _slowest(run: Run) -> str:
    from jupyter_mlops.cli.text import duration_text

    slowest = sorted(run.cells, key=lambda cell: cell.duration, reverse=True)[:3]
    return ", ".join(f"[{cell.index + 1}] {duration_text(cell.duration)}" for cell in slowest)


def _failure(run: Run) -> str:
    from jupyter_mlops.cli.text import failure_text

    if run.failure is None:
        return ""
    traceback = "".join(f"\n{entry}" for entry in run.failure.traceback)
    return failure_text(run.failure) + traceback
