"""A repository whose remote is on a GitHub of the tests'."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.services.ci_desk import CiDesk
from jupyter_mlops.services.forge_tokens import ForgeTokens
from tests.forges.github_world import GitHubWorld
from tests.git.notebooks import NotebookRepository

TOKEN = "gho_TheTokenThatNobodyMaySee"  # noqa: S105 - the tests look for it

#: Whoever runs the tests may have a keyring, which is not to be opened.
NO_KEYRING = "keyring.backends.null.Keyring"


class ForgeRepository(NotebookRepository):
    """A pushed commit of a notebook, and the forge that has it.

    Args:
        folder: Where.
        world: The forge.
    """

    def __init__(self, folder: Path, world: GitHubWorld) -> None:
        super().__init__(folder)
        self.world = world
        self.save("train.ipynb", "load()\nfit()", "show()")
        self.sha = self.commit("train.ipynb")
        self.add_remote("origin", world)
        self.push()

    def add_remote(self, name: str, world: GitHubWorld) -> None:
        self.git("remote", "add", name, f"{world.fake.url}/octo/lab.git")
        self.git("config", f"jupyter-mlops.{world.fake.host}.forge", "github")

    def push(self, commit: str = "HEAD") -> None:
        """Has git believe that a commit is on the remote."""
        self.git("update-ref", "refs/remotes/origin/main", commit)

    @property
    def environ(self) -> dict[str, str]:
        """With a token for the forge."""
        return {"GH_TOKEN": TOKEN, "GH_HOST": self.world.fake.host}

    def desk(self, folder: Path, environ: dict[str, str] | None = None) -> CiDesk:
        """What asks the forge; with the token by default."""
        return CiDesk(folder, ForgeTokens(self.environ if environ is None else environ))
