"""Use case: read the log of a job on a forge."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.forges.client import LogPart
from jupyter_mlops.services.ci_desk import CiDesk, find_spot


def read_ci_log(
    desk: CiDesk, root: Path, job_id: str, *, remote: str | None = None, offset: int = 0
) -> LogPart:
    """Reads a job's log from a character on.

    Args:
        desk: Asks.
        root: Of the worktree.
        job_id: What the forge calls the job.
        remote: Git's name of the remote; the first on a forge by default.
        offset: Where to begin, in characters.

    Raises:
        NotFoundError: There is no such remote or job, or the log is gone.
        RemoteError: The forge refuses, or cannot be reached.
    """
    spot = find_spot(desk, root, remote)
    job = desk.job(spot.place, job_id)
    return desk.ask(root, spot.place, lambda client: client.log(job, offset))
