"""Runs pipelines again, and cancels them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from jupyter_mlops.cli.ci_desk import open_ci_desk
from jupyter_mlops.cli.diff_output import printable
from jupyter_mlops.forges.model import ACTIVE
from jupyter_mlops.services.ci_actions import cancel_pipeline, rerun_pipeline
from jupyter_mlops.services.ci_choose import choose_job, choose_pipelines
from jupyter_mlops.services.ci_desk import worktree_root
from jupyter_mlops.services.ci_status import ci_status

_PATIENCE: Final = 30.0
_UNWELL: Final = ("failed", "cancelled")


def rerun(args: argparse.Namespace) -> int:
    """Runs a job, a pipeline or all of them again."""
    desk, root = open_ci_desk(), worktree_root(Path())
    status = ci_status(desk, root, args.commit, patience=_PATIENCE)
    if args.job is not None:
        found = choose_job(status, args.job, remote=args.remote)
        rerun_pipeline(desk, root, found.pipeline.id, remote=found.remote, job=found.job.id)
        print(f"runs again: {printable(found.job.name)}")
        return 0
    chosen = choose_pipelines(
        status,
        args.pipeline,
        lambda each: each.state in _UNWELL if args.failed else each.state not in ACTIVE,
        remote=args.remote,
    )
    for each in chosen:
        rerun_pipeline(desk, root, each.pipeline.id, remote=each.remote, failed_only=args.failed)
        what = "runs again, what failed" if args.failed else "runs again"
        print(f"{what}: {printable(each.pipeline.name)}")
    return 0


def cancel(args: argparse.Namespace) -> int:
    """Cancels a pipeline, or all that wait or run."""
    desk, root = open_ci_desk(), worktree_root(Path())
    status = ci_status(desk, root, args.commit, patience=_PATIENCE)
    chosen = choose_pipelines(
        status, args.pipeline, lambda each: each.state in ACTIVE, remote=args.remote
    )
    for each in chosen:
        cancel_pipeline(desk, root, each.pipeline.id, remote=each.remote)
        print(f"cancelled: {printable(each.pipeline.name)}")
    return 0
