"""Declares what an HTTP method takes and gives, once: for decoding, replying and the OpenAPI."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from jupyter_server.auth.decorator import authorized
from msgspec import Struct
from tornado import web

from jupyter_mlops.errors import InvalidError, MlopsError

#: The attribute under which a method carries its declaration.
DECLARATION = "mlops_endpoint"

#: Query keys that Jupyter Server reads itself: to log in, and not to count as activity.
_JUPYTERS_OWN = frozenset({"token", "no_track_activity"})

Method = Callable[..., Awaitable[Struct | None]]


class Endpoint(Struct, frozen=True, kw_only=True):
    """An HTTP method's declaration."""

    #: One line for the API's readers.
    summary: str
    #: Decoded from the query string; None where there is none.
    query: type[Struct] | None = None
    #: Decoded from the body; None where there is none.
    body: type[Struct] | None = None
    #: Encoded as the reply; None replies 204 without content.
    reply: type[Struct] | None = None
    #: Status of a good reply.
    status: int = 200


def endpoint(declared: Endpoint) -> Callable[[Method], Callable[..., Awaitable[None] | None]]:
    """Makes a handler's method out of one that takes a struct and returns a struct.

    The method gets the decoded query or body after the path's own arguments. Who isn't logged in or
    authorized never reaches it. A foreseen error becomes its status and an `ErrorReply`; any other
    stays a 500 with its traceback in the log.

    Args:
        declared: What the method takes and gives.
    """

    def decorate(method: Method) -> Callable[..., Awaitable[None] | None]:
        @functools.wraps(method)
        async def handle(handler: Any, *arguments: str) -> None:
            try:
                request = _decode(handler, declared)
                given = arguments if request is None else (*arguments, request)
                reply = await method(handler, *given)
            except MlopsError as error:
                handler.refuse(error)
                return
            handler.set_status(declared.status)
            if reply is not None:
                handler.finish(_encode(reply))

        guarded = web.authenticated(authorized(handle))
        setattr(guarded, DECLARATION, declared)
        return guarded

    return decorate


def _decode(handler: web.RequestHandler, declared: Endpoint) -> Struct | None:
    try:
        if declared.query is not None:
            return msgspec.convert(_query(handler), declared.query, strict=False)
        if declared.body is not None:
            return msgspec.json.decode(handler.request.body, type=declared.body)
    # The latter two are text that is not UTF-8 and nesting without end, which msgspec passes on.
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidError(
            f"the request cannot be read: {error}", hint="see /mlops/api/v1/openapi.json"
        ) from error
    return None


def _encode(reply: Struct) -> bytes:
    try:
        return msgspec.json.encode(reply)
    except UnicodeEncodeError:  # notebooks may hold half a character, which UTF-8 cannot say
        return msgspec.json.encode(_sayable(msgspec.to_builtins(reply)))


def _sayable(value: Any) -> Any:
    """A value whose texts can be encoded: what can't be becomes `?`."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_sayable(item) for item in value]
    if isinstance(value, dict):
        return {_sayable(key): _sayable(item) for key, item in value.items()}
    return value


def _query(handler: web.RequestHandler) -> dict[str, str]:
    """The query without what is Jupyter's own; spaces count, since file names can end in one."""
    given = {
        key: handler.get_query_argument(key, strip=False)
        for key in handler.request.query_arguments
        if key not in _JUPYTERS_OWN
    }
    # JupyterLab appends the bare time to the addresses that it reads, against caches.
    return {key: value for key, value in given.items() if value or not key.isdigit()}
