"""Use case: run a job now."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from jupyter_mlops.jobs.definition import Job
from jupyter_mlops.jobs.model import Origin, Run
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.start_run import StartRequest, start_run


def run_job(desk: Desk, job: Job) -> Run:
    """Runs a job, whatever its schedule says.

    Args:
        desk: Where, and for whom.
        job: The job.

    Returns:
        The run, queued.

    Raises:
        MlopsError: The notebook, a parameter, the kernel or the revision is not as it has to be.
    """
    return start_run(desk, request_of(job, origin=Origin.MANUAL))


def request_of(
    job: Job, *, origin: Origin, due_at: datetime | None = None, queued: bool = False
) -> StartRequest:
    """What a job wants to be run.

    Args:
        job: The job.
        origin: What asks for it.
        due_at: When its schedule had it due.
        queued: Whether it waits for the job's earlier runs, which the queue sees to.
    """
    policy = job.policy
    if queued:
        policy = replace(policy, max_parallel=policy.max_parallel or 1)
    return StartRequest(
        notebook=Path(job.notebook),
        parameters=job.parameters,
        kernel=job.kernel,
        revision=job.revision,
        policy=policy,
        results=job.results,
        labels=job.labels,
        origin=origin,
        job=job.id,
        job_name=job.name,
        due_at=due_at,
    )
