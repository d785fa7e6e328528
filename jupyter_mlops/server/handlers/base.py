"""What all handlers have in common."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar, TypeVar

from jupyter_server.base.handlers import APIHandler

from jupyter_mlops.server.identity import user_of
from jupyter_mlops.server.office import Office
from jupyter_mlops.server.paths import Root
from jupyter_mlops.services.desk import Desk

#: Below the server's base URL.
API = "/mlops/api/v1"

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

    async def at_desk(self, work: Callable[[Desk], T]) -> T:
        """Does blocking work in a thread, with the user's desk.

        Args:
            work: The work.
        """
        root, user = self.root, user_of(self)
        return await asyncio.to_thread(lambda: work(self.office.desk(user=user, root=root.folder)))
