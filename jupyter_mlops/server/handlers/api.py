"""The description of this API."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_mlops.server.handlers.base import MlopsHandler

#: The committed document, which `jupyter_mlops.server.openapi` makes.
DOCUMENT: Final = Path(__file__).parent.with_name("openapi.json")


class OpenApiHandler(MlopsHandler):
    """`/openapi.json`."""

    path: ClassVar[str] = "/openapi.json"

    @web.authenticated
    @authorized
    def get(self) -> None:
        """Sends the OpenAPI document that was generated from the payloads."""
        self.finish(DOCUMENT.read_bytes())
