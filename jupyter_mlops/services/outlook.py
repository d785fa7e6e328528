"""Whether the queue is worked off when JupyterLab is closed, in a sentence."""

from __future__ import annotations

import os

from jupyter_mlops.jobs.queue_model import Lease, LeaseKind, Limits, QueueCounts
from jupyter_mlops.services.ensure_worker import may_start_worker

_PAUSED = "The queue is paused: what runs goes on, nothing else is started."
_NOBODY = (
    "No worker is at work: what waits or is scheduled is not started. "
    "Start one: jupyter mlops worker."
)
_DRAINING = "The worker finishes what runs and then goes; what waits stays in the queue."
_STANDING = "A worker of its own is at work: all goes on when JupyterLab is closed."
_NOTHING = "Nothing waits and nothing is scheduled."
_HUB = "when the browser is closed, but may end when the hub stops your server."
_UNTIL_RESTART = (
    "when JupyterLab is closed, until the machine restarts; "
    "jupyter mlops worker --unit systemd (or launchd) prints how to have a worker that comes back."
)


def look_ahead(worker: Lease | None, counts: QueueCounts, limits: Limits) -> tuple[bool, str]:
    """Whether schedules and waiting runs go on without JupyterLab.

    Args:
        worker: The worker's lease; None where no worker is at work.
        counts: How much there is to do.
        limits: How much may run at a time.

    Returns:
        Whether they do, and the same in a sentence, with what to do about it.
    """
    hindrance = _hindrance(worker, limits)
    if hindrance:
        return False, hindrance
    if worker is not None and worker.kind is LeaseKind.STANDING:
        return True, _STANDING
    if not (counts.waiting or counts.schedules or counts.running):
        return True, _NOTHING
    what = "Runs and schedules go on" if counts.schedules else "What runs or waits goes on"
    if "JUPYTERHUB_SERVICE_PREFIX" in os.environ:
        return False, f"{what} {_HUB}"
    return True, f"{what} {_UNTIL_RESTART}"


def _hindrance(worker: Lease | None, limits: Limits) -> str:
    """Why nothing is started even now; empty if it is."""
    if limits.paused:
        return _PAUSED
    if worker is None:
        return "" if may_start_worker() else _NOBODY
    return _DRAINING if worker.draining else ""
