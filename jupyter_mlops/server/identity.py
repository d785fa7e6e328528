"""Whose runs a request may see."""

from __future__ import annotations

from typing import Any

from jupyter_server.auth.identity import (
    IdentityProvider,
    LegacyIdentityProvider,
    PasswordIdentityProvider,
)

from jupyter_mlops.settings import current_user

#: Jupyter's own providers know one person, the server's owner, and give each browser session a
#: random name.
_SINGLE_USER = frozenset({IdentityProvider, PasswordIdentityProvider, LegacyIdentityProvider})


def is_single_user(identity_provider: object) -> bool:
    """Whether whoever is logged in is the server's owner."""
    return type(identity_provider) in _SINGLE_USER


def user_of(handler: Any) -> str:
    """The name under which the requester's runs are filed.

    Args:
        handler: An authenticated request's handler.

    Returns:
        The server's owner, the same name that the command line uses, unless an identity provider
        that tells people apart is installed; then its user name.
    """
    if is_single_user(handler.identity_provider):
        return current_user()
    return str(handler.current_user.username)
