"""The description of this API."""

from __future__ import annotations

from typing import ClassVar

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_mlops.server.handlers.base import MlopsHandler


class OpenApiHandler(MlopsHandler):
    """`/openapi.json`."""

    path: ClassVar[str] = "/openapi.json"

    @web.authenticated
    @authorized
    def get(self) -> None:
        """Sends the OpenAPI document that was generated from the payloads."""
        from jupyter_mlops.server.openapi import DOCUMENT

        self.finish(DOCUMENT.read_bytes())
