"""All of git's settings that hold in a repository, by one process."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.git.command import feed_git


class Configuration(Struct, frozen=True, kw_only=True):
    """Git's settings: of the machine, the user, the repository and the environment."""

    #: By key, in git's spelling (`remote.origin.url`); of one set several times, the last, which
    #: counts.
    values: dict[str, str]

    def get(self, key: str) -> str:
        """A setting; empty where it is not set."""
        return self.values.get(key, "")

    @property
    def remotes(self) -> list[str]:
        """Names of the remotes, in the order of their names."""
        return sorted(
            key.removeprefix("remote.").removesuffix(".url")
            for key in self.values
            if key.startswith("remote.") and key.endswith(".url")
        )

    @property
    def knows_identity(self) -> bool:
        """Whether author and committer of a commit are known.

        What git would guess from the machine's name is nobody's address, so that it does not count.
        """
        return all(self._knows(role) for role in ("author", "committer"))

    def _knows(self, role: str) -> bool:
        return all(
            os.environ.get(f"GIT_{role}_{part}".upper())
            or self.get(f"{role}.{part}")
            or self.get(f"user.{part}")
            or (part == "email" and os.environ.get("EMAIL"))
            for part in ("name", "email")
        )


def read_configuration(root: Path) -> Configuration:
    """Reads every setting.

    Args:
        root: Of the worktree.

    Raises:
        GitError: A configuration file cannot be read.
    """
    told = os.fsdecode(feed_git(root, "config", "--list", "-z"))
    pairs = (record.partition("\n") for record in told.split("\0") if record)
    return Configuration(values={key: value for key, _, value in pairs})
