"""What all handlers have in common."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from http.client import responses
from typing import Any, ClassVar, TypeVar

import msgspec
from jupyter_server.base.handlers import APIHandler
from tornado import web

from jupyter_mlops.errors import MlopsError, UnavailableError
from jupyter_mlops.server.identity import user_of
from jupyter_mlops.server.office import Office
from jupyter_mlops.server.paths import Root
from jupyter_mlops.server.payloads.errors import ErrorReply
from jupyter_mlops.services.desk import Desk

#: Below the server's base URL.
API = "/mlops/api/v1"

_BUG = "this is a bug of jupyter-mlops; the server's log has the traceback"

T = TypeVar("T")


class MlopsHandler(APIHandler):
    """A handler of this extension.

    Attributes:
        path: Its URL below `API`, with `{id}` where a run's id stands.
        auth_resource: The name under which an authorizer decides.
    """

    path: ClassVar[str]
    auth_resource = "mlops"

    @property
    def root(self) -> Root:
        """The server's root folder."""
        return Root.of(self.settings["contents_manager"])

    @property
    def office(self) -> Office:
        """The extension's shared state."""
        office: Office = self.settings["mlops_office"]
        return office

    def refuse(self, error: MlopsError) -> None:
        """Replies with a foreseen failure, which speaks of contents paths, not of the disk."""
        self.set_status(error.http_status)
        spoken = [self._spoken(text) for text in (error.message, error.hint, error.detail)]
        self._reply_error(error.code, *spoken)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Replies with what tornado or Jupyter refused, or with a bug, in the same form.

        Args:
            status_code: The status to reply with.
            kwargs: `exc_info`, where an exception led here.
        """
        fault = kwargs.get("exc_info", (None, None))[1]
        if status_code == HTTPStatus.INTERNAL_SERVER_ERROR:
            self._reply_error("internal", "an error that nobody foresaw", _BUG)
            return
        reason = responses.get(status_code, "Unknown")
        said = isinstance(fault, web.HTTPError) and fault.log_message
        message = said % fault.args if said else reason
        self._reply_error(reason.lower().replace(" ", "_"), message)

    def _reply_error(self, code: str, message: str, hint: str = "", detail: str = "") -> None:
        reply = ErrorReply(code=code, message=message, hint=hint, detail=detail)
        self.finish(msgspec.json.encode(reply))

    def _spoken(self, text: str) -> str:
        try:
            return self.root.in_text(text)
        except UnavailableError:  # it has no root, so that no text can speak of it
            return text

    async def at_desk(self, work: Callable[[Desk], T]) -> T:
        """Does blocking work in a thread, with the user's desk.

        Args:
            work: The work.
        """
        root, user = self.root, user_of(self)
        return await asyncio.to_thread(lambda: work(self.office.desk(user=user, root=root.folder)))
