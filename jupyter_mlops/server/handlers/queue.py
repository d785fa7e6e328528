"""The queue: look at it, set its limits, mind its worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.jobs.queue_model import Limits
from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.queue import QueueReply, WorkerReply

if TYPE_CHECKING:
    from jupyter_mlops.jobs.queue_model import Lease
    from jupyter_mlops.services.queue import QueueState


class QueueHandler(MlopsHandler):
    """`/queue`."""

    path: ClassVar[str] = "/queue"

    @endpoint(Endpoint(summary="What waits, what runs, and who sees to it", reply=QueueReply))
    async def get(self) -> QueueReply:
        """Shows the queue."""
        from jupyter_mlops.services.queue import read_queue

        self.office.want_worker()
        return _reply(await self.at_desk(read_queue))


class QueueLimitsHandler(MlopsHandler):
    """`/queue/limits`."""

    path: ClassVar[str] = "/queue/limits"

    @endpoint(Endpoint(summary="Say how much may run at a time", body=Limits, reply=QueueReply))
    async def put(self, limits: Limits) -> QueueReply:
        """Replaces the limits, and starts what they leave room for."""
        from jupyter_mlops.services.queue import set_limits

        return _reply(await self.at_desk(lambda desk: set_limits(desk, limits)))


class QueueDrainHandler(MlopsHandler):
    """`/queue/drain`."""

    path: ClassVar[str] = "/queue/drain"

    @endpoint(Endpoint(summary="Let the worker finish what runs, and go", reply=QueueReply))
    async def post(self) -> QueueReply:
        """Drains."""
        from jupyter_mlops.services.queue import drain

        return _reply(await self.at_desk(drain))


class QueueWorkerHandler(MlopsHandler):
    """`/queue/worker`."""

    path: ClassVar[str] = "/queue/worker"

    @endpoint(Endpoint(summary="Start a worker where there is none", reply=QueueReply))
    async def post(self) -> QueueReply:
        """Starts a worker; replies when it is at work."""
        from jupyter_mlops.services.queue import bring_worker

        return _reply(await self.at_desk(bring_worker))


def _reply(state: QueueState) -> QueueReply:
    return QueueReply(
        worker=None if state.worker is None else _worker(state.worker),
        waiting=state.counts.waiting,
        running=state.counts.running,
        slots_used=state.counts.slots,
        slots=state.slots,
        limits=state.limits,
        schedules=state.counts.schedules,
        outlives_lab=state.outlives_lab,
        outlook=state.outlook,
    )


def _worker(lease: Lease) -> WorkerReply:
    return WorkerReply(
        host=lease.owner.host,
        pid=lease.owner.pid,
        kind=lease.kind,
        draining=lease.draining,
        renewed_at=lease.renewed_at,
    )
