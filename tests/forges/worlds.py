"""The forges there are to test against."""

from __future__ import annotations

from typing import Protocol

from tests.forges.fake import Fake
from tests.forges.gitea_world import ForgejoWorld, GiteaWorld
from tests.forges.github_world import GitHubWorld
from tests.forges.gitlab_world import GitLabWorld


class World(Protocol):
    """A repository on a forge."""

    fake: Fake

    def __init__(self, owner: str, name: str, *, port: int = 0) -> None: ...

    def furnish(self) -> None:
        """Gives it a pipeline that has failed and one that runs."""

    def move(self, state: str) -> None:
        """Moves the newest pipeline on, with its jobs."""

    def close(self) -> None: ...


WORLDS: dict[str, type[World]] = {
    "github": GitHubWorld,
    "gitlab": GitLabWorld,
    "gitea": GiteaWorld,
    "forgejo": ForgejoWorld,
}
