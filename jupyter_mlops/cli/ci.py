"""`jupyter mlops ci`: pipelines of a commit on its forges, and the workflow that makes them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.forges.model import ForgeKind

_FORGES = ("github", "gitlab", "gitea", "forgejo")


def register(subparsers: Subparsers) -> None:
    """Adds the commands to the parser."""
    parser = subparsers.add_parser(
        "ci",
        help="show and steer pipelines on GitHub, GitLab, Gitea; write their workflow",
        description="Show what the forges of this repository's remotes say of a commit, run "
        "pipelines again or cancel them, and write the workflow that checks notebooks there "
        "exactly as `jupyter mlops check` does here.",
    )
    verbs = parser.add_subparsers(metavar="VERB", required=True, parser_class=type(parser))
    _add_status(verbs)
    _add_steering(verbs)
    _add_files(verbs)


def _add_status(verbs: Subparsers) -> None:
    status = verbs.add_parser(
        "status",
        help="show the pipelines of a commit",
        description="Show the pipelines of a commit. Exit status: 0 unless one has failed, or a "
        "forge could not be heard.",
    )
    status.add_argument("commit", metavar="COMMIT", nargs="?", help="default: HEAD")
    status.add_argument("--watch", action="store_true", help="go on until all have ended")
    status.add_argument("--json", action="store_true", help="print it as JSON")
    status.set_defaults(command=run_status)
    log = verbs.add_parser("log", help="print the log of a job")
    log.add_argument("job", metavar="JOB", help="its id, or its name or a part of that")
    log.add_argument("--follow", action="store_true", help="go on until the job has ended")
    _add_which(log)
    log.set_defaults(command=run_log)


def _add_steering(verbs: Subparsers) -> None:
    rerun = verbs.add_parser("rerun", help="run pipelines of a commit again")
    rerun.add_argument("--failed", action="store_true", help="only the jobs that failed")
    rerun.add_argument("--job", metavar="JOB", help="only this job: id or name")
    cancel = verbs.add_parser("cancel", help="cancel pipelines of a commit")
    for verb, which in ((rerun, "that have ended"), (cancel, "that wait or run")):
        verb.add_argument(
            "pipeline", metavar="PIPELINE", nargs="?", help=f"id or name; default: all {which}"
        )
        _add_which(verb)
    rerun.set_defaults(command=run_rerun)
    cancel.set_defaults(command=run_cancel)


def _add_which(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--commit", metavar="COMMIT", help="default: HEAD")
    parser.add_argument("--remote", metavar="REMOTE", help="only this remote's forge")


def _add_files(verbs: Subparsers) -> None:
    init = verbs.add_parser(
        "init",
        help="write the workflow that checks notebooks on the forge",
        description="Write the workflow that runs the very same `jupyter mlops check` on the "
        "forge, and puts `jupyter mlops report` into pull requests. A file that is there already "
        "is left alone.",
    )
    init.add_argument("--force", action="store_true", help="replace a file that is there")
    diff = verbs.add_parser(
        "diff",
        help="show how the workflow departs from what would be written now",
        description="Show how the workflow departs from what would be written now. Exit status: "
        "0 if it doesn't, 1 if it does.",
    )
    for verb in (init, diff):
        verb.add_argument(
            "--forge", choices=_FORGES, help="default: what the upstream's remote is on"
        )
    init.set_defaults(command=run_init)
    diff.set_defaults(command=run_diff)


def run_status(args: argparse.Namespace) -> int:
    """Shows pipelines."""
    from jupyter_mlops.cli.ci_show import show_status, watch_status

    return watch_status(args.commit) if args.watch else show_status(args.commit, json=args.json)


def run_log(args: argparse.Namespace) -> int:
    """Prints a log."""
    from jupyter_mlops.cli.ci_show import print_log

    print_log(args.job, commit=args.commit, remote=args.remote, follow=args.follow)
    return 0


def run_rerun(args: argparse.Namespace) -> int:
    """Runs pipelines again."""
    from jupyter_mlops.cli.ci_steer import rerun

    return rerun(args)


def run_cancel(args: argparse.Namespace) -> int:
    """Cancels pipelines."""
    from jupyter_mlops.cli.ci_steer import cancel

    return cancel(args)


def run_init(args: argparse.Namespace) -> int:
    """Writes the workflow."""
    from jupyter_mlops.cli.ci_desk import forge_folder
    from jupyter_mlops.cli.text import file_text
    from jupyter_mlops.services.ci_files import init_ci

    done = init_ci(Path(), kind=_kind(args), force=args.force, cache=forge_folder())
    for file in done.written:
        print(f"written: {file_text(str(file))}")
    if not done.written:
        print("all of this is there already", file=sys.stderr)
    for note in done.notes:
        print(f"jupyter mlops: {note}", file=sys.stderr)
    return 0


def run_diff(args: argparse.Namespace) -> int:
    """Shows how the workflow departs from ours."""
    from jupyter_mlops.cli.ci_desk import forge_folder
    from jupyter_mlops.cli.diff_output import printable
    from jupyter_mlops.services.ci_files import diff_ci

    found = diff_ci(Path(), kind=_kind(args), cache=forge_folder())
    for line in found.lines:
        print(printable(line))
    return int(bool(found.lines))


def _kind(args: argparse.Namespace) -> ForgeKind | None:
    from jupyter_mlops.forges.model import ForgeKind

    return None if args.forge is None else ForgeKind(args.forge)
