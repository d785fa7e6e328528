"""`jupyter mlops jobs`: lists saved jobs; shows, pauses, resumes, runs and deletes one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.cli import job_plan

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers

_NOTHING = "no jobs yet; define one in pyproject.toml, [tool.jupyter-mlops.jobs.NAME]"
_ACTIONS = {
    "show": "show a job, its next times and its latest runs",
    "run": "run a job now",
    "pause": "let a job's schedule rest",
    "resume": "let a job's schedule go on",
    "delete": "forget a job; its runs stay",
    "export": "print a job as a table for pyproject.toml",
}


def register(subparsers: Subparsers) -> None:
    """Adds the commands to the parser."""
    parser = subparsers.add_parser(
        "jobs",
        help="list saved jobs, and apply those of pyproject.toml",
        description="List your jobs with what they are due for, or do something with one.",
    )
    parser.add_argument("--json", action="store_true", help="print them as JSON")
    parser.set_defaults(command=run)
    verbs = parser.add_subparsers(metavar="VERB")
    for name, text in _ACTIONS.items():
        action = verbs.add_parser(name, help=text, description=f"{text.capitalize()}.")
        action.add_argument("job", metavar="NAME", help="name of a job, or its id")
        action.set_defaults(command=run_action, action=name)
        if name == "show":
            action.add_argument("--json", action="store_true", help="print it as JSON")
    job_plan.register(verbs)


def run(args: argparse.Namespace) -> int:
    """Lists jobs on standard output."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.cli.job_text import job_line
    from jupyter_mlops.cli.text import to_json
    from jupyter_mlops.services.jobs import list_jobs, view_jobs

    with open_desk() as desk:
        views = view_jobs(desk, list_jobs(desk))
    if args.json:
        print(to_json([view.job for view in views]))
        return 0
    if not views:
        print(_NOTHING, file=sys.stderr)
    width = max((len(view.job.name) for view in views), default=0)
    for view in views:
        print(job_line(view, width))
    return 0


def run_action(args: argparse.Namespace) -> int:
    """Does something with one job."""
    from jupyter_mlops.cli.desk import open_desk
    from jupyter_mlops.cli.job_text import job_lines, time_left
    from jupyter_mlops.cli.text import short_id, to_json
    from jupyter_mlops.services import jobs
    from jupyter_mlops.services.job_export import job_toml
    from jupyter_mlops.services.job_run import run_job

    with open_desk() as desk:
        job = jobs.find_job(desk, args.job, folder=Path.cwd())
        if args.action == "run":
            print(short_id(run_job(desk, job)))
        elif args.action == "delete":
            jobs.delete_job(desk, job)
            print(f"deleted {job.name}", file=sys.stderr)
        elif args.action == "export":
            print(job_toml(job), end="")
        elif args.action == "show" and args.json:
            print(to_json(job))
        elif args.action == "show":
            print("\n".join(job_lines(jobs.view_jobs(desk, [job])[0])))
        else:
            changed = jobs.pause_job(desk, job, paused=args.action == "pause")
            print(f"{job.name}: {time_left(changed)}", file=sys.stderr)
    return 0
