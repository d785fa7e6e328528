"""Use cases: run a pipeline on a forge again, and cancel one."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.forges.client import ForgeClient
from jupyter_mlops.services.ci_desk import CiDesk, find_spot, make_sure


def rerun_pipeline(  # noqa: PLR0913 - what to run again, by name
    desk: CiDesk,
    root: Path,
    pipeline: str,
    *,
    remote: str | None = None,
    job: str | None = None,
    failed_only: bool = False,
) -> None:
    """Runs a pipeline again, the jobs of it that failed, or one job.

    Args:
        desk: Asks.
        root: Of the worktree.
        pipeline: What the forge calls the pipeline.
        remote: Git's name of the remote; the first on a forge by default.
        job: What it calls the job; the whole pipeline by default.
        failed_only: Only the jobs that failed.

    Raises:
        UnavailableError: This forge cannot do that.
        ConflictError: The pipeline's state does not allow it.
        RemoteError: The forge refuses, or cannot be reached.
    """
    spot = find_spot(desk, root, remote)

    def rerun(client: ForgeClient) -> None:
        can = client.capabilities()
        if job is not None:
            make_sure(desk, spot, can.rerun_job, "run one job again")
            client.rerun_job(pipeline, job)
        elif failed_only:
            make_sure(desk, spot, can.rerun_failed, "run again only what failed")
            client.rerun(pipeline, failed_only=True)
        else:
            make_sure(desk, spot, can.rerun, "run a pipeline again")
            client.rerun(pipeline)

    desk.ask(root, spot.place, rerun)


def cancel_pipeline(desk: CiDesk, root: Path, pipeline: str, *, remote: str | None = None) -> None:
    """Cancels a pipeline.

    Args:
        desk: Asks.
        root: Of the worktree.
        pipeline: What the forge calls the pipeline.
        remote: Git's name of the remote; the first on a forge by default.

    Raises:
        UnavailableError: This forge cannot do that.
        ConflictError: It has ended.
        RemoteError: The forge refuses, or cannot be reached.
    """
    spot = find_spot(desk, root, remote)

    def cancel(client: ForgeClient) -> None:
        make_sure(desk, spot, client.capabilities().cancel, "cancel a pipeline")
        client.cancel(pipeline)

    desk.ask(root, spot.place, cancel)
