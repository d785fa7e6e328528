"""From a refusal over HTTP to the one error tree."""

from __future__ import annotations

from typing import Final

from jupyter_mlops.errors import (
    ConflictError,
    CredentialsError,
    MlopsError,
    NotFoundError,
    RateLimitError,
    RemoteError,
)
from jupyter_mlops.forges.failures import NotPermittedError, UnreachableError
from jupyter_mlops.forges.limits import wait_of
from jupyter_mlops.forges.reply import Reply, message_of

#: https://www.rfc-editor.org/rfc/rfc9110#section-15
_UNAUTHORIZED: Final = 401
_FORBIDDEN: Final = 403
_NOT_FOUND: Final = 404
_TOO_MANY: Final = 429
_SERVER_ERROR: Final = 500
_GONE: Final = 410
_CONFLICTS: Final = (405, 409, 412, 422)


def refusal(reply: Reply, host: str, asked: str, secret: str = "") -> MlopsError:
    """What a refusal is.

    Args:
        reply: An answer of a status from 400 on.
        host: Who answers.
        asked: What was asked, such as `GET /repos/a/b/pulls`, without what may be private.
        secret: The token, to keep it out; empty if none was sent.
    """
    status, wait = reply.status, wait_of(reply)
    if status == _TOO_MANY or (status == _FORBIDDEN and wait is not None):
        return RateLimitError(
            f"{host} takes no more requests for a while ({asked})",
            retry_after=60.0 if wait is None else wait,
            hint="" if secret else f"a token for {host} allows many more",
        )
    if status >= _SERVER_ERROR:
        return UnreachableError(f"{host} has a failure of its own, {status} ({asked})")
    return _denial(status, host, asked, message_of(reply, secret), known=bool(secret))


def _denial(status: int, host: str, asked: str, detail: str, *, known: bool) -> MlopsError:
    if status == _UNAUTHORIZED:
        said = "does not accept the token" if known else "wants a token"
        hint = "it may have expired or been revoked" if known else ""
        return CredentialsError(f"{host} {said} ({asked})", hint=hint, detail=detail)
    if status == _FORBIDDEN:
        hint = "the token may lack a permission" if known else f"it may want a token for {host}"
        return NotPermittedError(f"{host} does not allow {asked}", hint=hint, detail=detail)
    if status in {_NOT_FOUND, _GONE}:
        hint = "the token may not see it" if known else "it may be private: that needs a token"
        return NotFoundError(f"{host} has nothing there ({asked})", hint=hint, detail=detail)
    if status in _CONFLICTS:
        said = f"{host} cannot do that now ({asked})"
        return ConflictError(f"{said}: {detail.splitlines()[0]}" if detail else said, detail=detail)
    return RemoteError(f"{host} refuses {asked}, {status}", detail=detail)
