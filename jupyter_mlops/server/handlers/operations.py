"""Clone, fetch, pull, push: started here, followed, answered and cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.identity import user_of
from jupyter_mlops.server.operation_replies import operation_reply, wanted
from jupyter_mlops.server.payloads.operations import (
    AnswerRequest,
    OperationReply,
    OperationRequest,
)

if TYPE_CHECKING:
    from jupyter_mlops.services.operation_model import Operation
    from jupyter_mlops.services.operations import Operations


class _Handler(MlopsHandler):
    async def operate(self, work: Callable[[Operations, str], Operation]) -> OperationReply:
        """Does blocking work with the server's operations, on behalf of the user, in a thread."""
        root, user = self.root, user_of(self)
        office = self.office
        return await asyncio.to_thread(lambda: operation_reply(work(office.operations, user), root))


class OperationsHandler(_Handler):
    """`/git/operations`."""

    path: ClassVar[str] = "/git/operations"

    @endpoint(
        Endpoint(
            summary="Clone, fetch, pull or push in the background",
            body=OperationRequest,
            reply=OperationReply,
            status=201,
        )
    )
    async def post(self, request: OperationRequest) -> OperationReply:
        """Starts an operation; events tell of it, and so does asking for it."""
        root = self.root
        return await self.operate(
            lambda operations, user: operations.start(user, wanted(request, root))
        )


class OperationHandler(_Handler):
    """`/git/operations/{id}`."""

    path: ClassVar[str] = "/git/operations/{id}"

    @endpoint(Endpoint(summary="Where an operation stands, for an hour", reply=OperationReply))
    async def get(self, operation_id: str) -> OperationReply:
        """Shows it."""
        return await self.operate(lambda operations, user: operations.get(user, operation_id))


class CancelOperationHandler(_Handler):
    """`/git/operations/{id}/cancel`."""

    path: ClassVar[str] = "/git/operations/{id}/cancel"

    @endpoint(Endpoint(summary="Cancel an operation and end its processes", reply=OperationReply))
    async def post(self, operation_id: str) -> OperationReply:
        """Cancels; a merge that a pull has begun is finished all the same."""
        return await self.operate(lambda operations, user: operations.cancel(user, operation_id))


class AnswerHandler(_Handler):
    """`/git/operations/{id}/answer`."""

    path: ClassVar[str] = "/git/operations/{id}/answer"

    @endpoint(
        Endpoint(
            summary="Answer what an operation waits for", body=AnswerRequest, reply=OperationReply
        )
    )
    async def post(self, operation_id: str, request: AnswerRequest) -> OperationReply:
        """Answers; null refuses, which ends the operation."""
        from jupyter_mlops.services.asking import Given

        given = None
        if request.answer is not None:
            given = Given(answer=request.answer, remember=request.remember)
        return await self.operate(
            lambda operations, user: operations.answer(user, operation_id, request.prompt, given)
        )
