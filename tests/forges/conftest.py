"""Forges on loopback, and clients of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_mlops.forges import answers, hosts
from jupyter_mlops.forges.client import ForgeClient
from jupyter_mlops.forges.credential import Token
from jupyter_mlops.forges.hosts import close_hosts
from jupyter_mlops.forges.limits import forget_limits
from jupyter_mlops.forges.model import ForgeKind, Place
from jupyter_mlops.forges.open import open_client
from jupyter_mlops.forges.place import place_of, read_remote
from tests.forges.fake import Fake
from tests.forges.github_world import GitHubWorld

#: No real token looks like that; nothing may ever show it.
SECRET = "ghp_ThisMustNeverBeSeen0123456789abcdef"  # noqa: S105 - made up
SHA = "a" * 40


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """How long was waited before other tries, without waiting; afterwards nothing is left open."""
    waited: list[float] = []
    monkeypatch.setattr(hosts, "pause", waited.append)
    yield waited
    close_hosts()
    forget_limits()
    answers.forget_first_looks()


@pytest.fixture
def github() -> Iterator[GitHubWorld]:
    """A GitHub that departs from its description nowhere, whatever is asked of it."""
    world = GitHubWorld()
    yield world
    world.close()
    assert not world.fake.faults


def place(fake: Fake, kind: ForgeKind = ForgeKind.GITHUB, path: str = "octo/lab") -> Place:
    """The repository of a forge on loopback."""
    site = read_remote(f"{fake.url}/{path}.git")
    assert site is not None
    return place_of(site, kind)


def token(fake: Fake, value: str = SECRET) -> Token:
    """A token for it."""
    return Token(host=fake.host, value=value)


@pytest.fixture
def client(github: GitHubWorld, tmp_path: Path) -> ForgeClient:
    """A client of GitHub that has a token."""
    return open_client(place(github.fake), token(github.fake), tmp_path / "cache")


@pytest.fixture
def anonymous(github: GitHubWorld, tmp_path: Path) -> ForgeClient:
    """One that has none."""
    return open_client(place(github.fake), None, tmp_path / "cache")
