"""The client for a repository on a forge."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.errors import CredentialsError
from jupyter_mlops.forges.client import Answer, ForgeClient
from jupyter_mlops.forges.credential import Token
from jupyter_mlops.forges.model import Place


def open_client(place: Place, token: Token | None, cache_folder: Path) -> ForgeClient:
    """The client for a repository; cheap, asks nobody.

    Args:
        place: The repository.
        token: As whom; None for nobody in particular.
        cache_folder: Where answers are kept, without any token and without logs.

    Raises:
        CredentialsError: The token is another host's.
    """
    if token is not None and token.host != place.host:
        raise CredentialsError(f"the token of {token.host} is not for {place.host}")
    raise NotImplementedError(cache_folder)


def last_answer(place: Place, token: Token | None, cache_folder: Path, sha: str) -> Answer | None:
    """What a forge last said of a commit, without asking it; None if it was never heard."""
    raise NotImplementedError(place, token, cache_folder, sha)
