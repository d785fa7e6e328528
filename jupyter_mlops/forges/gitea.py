"""Gitea's REST interface, version 1, and Forgejo's, which grew from it.

Source: the Swagger description that every instance serves. What one can do depends on its version;
see `gitea_versions`.
"""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import quote

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.forges.answers import Heard
from jupyter_mlops.forges.client import Answer, LogPart
from jupyter_mlops.forges.gitea_commit import PAGE, GiteaCommit
from jupyter_mlops.forges.gitea_versions import Version, version_of
from jupyter_mlops.forges.github_like import GitHubLike, comment_of
from jupyter_mlops.forges.github_wire import WireComment
from jupyter_mlops.forges.model import (
    Annotation,
    Capabilities,
    Comment,
    ForgeKind,
    Job,
    PullRequest,
)
from jupyter_mlops.forges.rest import Manner


class Gitea(GitHubLike):
    """A repository on Gitea or Forgejo; see `ForgeClient`."""

    manner: ClassVar = Manner(scheme="token")
    _asked: Version | None = None

    def capabilities(self) -> Capabilities:
        """What this version can do; no version gives remarks on lines."""
        version, known = self._version(), self._known
        return Capabilities(
            logs=version.jobs,
            rerun=known and version.rerun,
            rerun_failed=known and version.rerun_failed,
            rerun_job=known and version.rerun,
            cancel=known and version.cancel,
            annotations=False,
            post_status=known,
            comments=known,
        )

    def commit(self, sha: str) -> Answer:
        """Runs of its Actions, then statuses of others."""
        return self._answer(sha, self._hear)

    def log(self, job: Job, offset: int = 0) -> LogPart:
        """The log of a job, which newer versions give."""
        if not self._version().jobs:
            raise NotFoundError(f"this version of {self.place.host} gives no logs to programs")
        return super().log(job, offset)

    def annotations(self, sha: str) -> tuple[Annotation, ...]:  # noqa: ARG002 - has none
        """None: it has no such thing."""
        return ()

    def rerun(self, pipeline: str, *, failed_only: bool = False) -> None:
        """Runs a workflow run again."""
        version = self._version()
        self._check(able=version.rerun, what="run anything again")
        able = version.rerun_failed or not failed_only
        self._check(able=able, what="run again only what failed")
        super().rerun(pipeline, failed_only=failed_only)

    def rerun_job(self, pipeline: str, job: str) -> None:
        """Runs a job again, and those that need it."""
        version = self._version()
        self._check(able=version.rerun, what="run anything again")
        run = "" if version.kind is ForgeKind.FORGEJO else f"runs/{quote(pipeline, safe='')}/"
        self._act(f"{run}jobs/{quote(job, safe='')}/rerun")

    def cancel(self, pipeline: str) -> None:
        """Cancels a workflow run."""
        self._check(able=self._version().cancel, what="cancel anything")
        super().cancel(pipeline)

    def pull_requests(self, branch: str) -> tuple[PullRequest, ...]:
        """Open pull requests of a branch; it can't be asked for those of one branch only."""
        pulls = self._open_pulls({"limit": PAGE})
        return tuple(pull for pull in pulls if pull.head == branch)

    def comments(self, pull_request: int) -> tuple[Comment, ...]:
        """All comments of a pull request's conversation, which come in one answer."""
        path = self._comments_of(pull_request)
        return tuple(map(comment_of, self._rest.get(path, list[WireComment])))

    def _hear(self, sha: str) -> Heard:
        return GiteaCommit(self._rest, self._root, self._version()).hear(sha)

    def _version(self) -> Version:
        if self._asked is None:
            self._asked = version_of(self._rest, self._cache, self.place.api)
        return self._asked

    def _check(self, *, able: bool, what: str) -> None:
        if not able:
            raise ConflictError(f"this version of {self.place.host} can't {what} for programs")
