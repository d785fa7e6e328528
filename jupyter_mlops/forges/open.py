"""The client for a repository on a forge."""

from __future__ import annotations

import re
from pathlib import Path

from jupyter_mlops.errors import CredentialsError
from jupyter_mlops.forges.answers import recall
from jupyter_mlops.forges.cache import Cache
from jupyter_mlops.forges.client import Answer, ForgeClient
from jupyter_mlops.forges.credential import Token
from jupyter_mlops.forges.gitea import Gitea
from jupyter_mlops.forges.github import GitHub
from jupyter_mlops.forges.gitlab import GitLab
from jupyter_mlops.forges.model import ForgeKind, Place


def open_client(place: Place, token: Token | None, cache_folder: Path) -> ForgeClient:
    """The client for a repository; cheap, asks nobody.

    Args:
        place: The repository.
        token: As whom; None for nobody in particular.
        cache_folder: Where answers are kept, without any token and without logs.

    Raises:
        CredentialsError: The token is another host's, or can't be one.
    """
    if token is not None and token.host != place.host:
        raise CredentialsError(f"the token of {token.host} is not for {place.host}")
    if token is not None and not re.fullmatch(r"[!-~]+", token.value):
        # It could not be sent, and what then complains would quote it.
        raise CredentialsError(
            f"what was found for {place.host} is no token: it has spaces or line ends in it",
            hint="copy the token again",
        )
    cache = _cache(token, cache_folder)
    if place.kind is ForgeKind.GITHUB:
        return GitHub(place, token, cache)
    if place.kind is ForgeKind.GITLAB:
        return GitLab(place, token, cache)
    return Gitea(place, token, cache)


def last_answer(place: Place, token: Token | None, cache_folder: Path, sha: str) -> Answer | None:
    """What a forge last said of a commit, without asking it; None if it was never heard."""
    return recall(_cache(token, cache_folder), place, sha)


def _cache(token: Token | None, folder: Path) -> Cache:
    return Cache(folder, "" if token is None else token.digest)
