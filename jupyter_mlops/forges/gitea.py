"""Gitea's REST interface, version 1, and Forgejo's, which grew from it.

Source: the Swagger description that every instance serves. What one can do depends on its version;
see `gitea_versions`.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.forges.answers import Heard, answer
from jupyter_mlops.forges.cache import Cache
from jupyter_mlops.forges.client import Answer, LogPart
from jupyter_mlops.forges.credential import Token
from jupyter_mlops.forges.gitea_commit import PAGE, GiteaCommit
from jupyter_mlops.forges.gitea_versions import Version, version_of
from jupyter_mlops.forges.gitea_wire import WireComment, WirePull
from jupyter_mlops.forges.log_text import LOGS, log_key
from jupyter_mlops.forges.model import (
    ACTIVE,
    Annotation,
    Capabilities,
    Comment,
    Job,
    Place,
    PullRequest,
    RateLimit,
    Status,
)
from jupyter_mlops.forges.rest import Manner, Query, Rest

_MANNER: Final = Manner(scheme="token")
_STATES: Final = {"pending": "pending", "passed": "success", "failed": "failure", "error": "error"}
_DESCRIPTION: Final = 255


class Gitea:
    """A repository on Gitea or Forgejo; see `ForgeClient`.

    Args:
        place: The repository.
        token: As whom.
        cache: What it has answered before.
    """

    def __init__(self, place: Place, token: Token | None, cache: Cache) -> None:
        self.place = place
        self._cache = cache
        self._known = token is not None
        self._who = "" if token is None else token.digest
        self._rest = Rest(place, token, cache, _MANNER)
        owner, _, name = place.path.partition("/")
        self._repository = f"/repos/{quote(owner, safe='')}/{quote(name, safe='')}"
        self._version: Version | None = None

    def capabilities(self) -> Capabilities:
        """What this version can do; no version gives remarks on lines."""
        version, known = self._told(), self._known
        return Capabilities(
            logs=version.jobs,
            rerun=known and version.rerun,
            rerun_failed=known and version.rerun,
            rerun_job=known and version.rerun,
            cancel=known and version.cancel,
            annotations=False,
            post_status=known,
            comments=known,
        )

    def rate_limit(self) -> RateLimit | None:
        """It has no limits of its own; a server before it may."""
        return self._rest.limits.told

    def commit(self, sha: str) -> Answer:
        """Runs of its Actions, then statuses of others."""

        def hear() -> Heard:
            return GiteaCommit(self._rest, self._repository, self._told()).hear(sha)

        return answer(self._cache, self._rest, self.place, sha, hear)

    def log(self, job: Job, offset: int = 0) -> LogPart:
        """The log of a job, which newer versions give."""
        if not self._told().jobs:
            raise NotFoundError(f"this version of {self.place.host} gives no logs to programs")
        ended = job.state not in ACTIVE
        path = f"{self._repository}/actions/jobs/{quote(job.id, safe='')}/logs"
        key = log_key(self._who, self.place, job)
        try:
            return LOGS.part(key, offset, lambda: self._rest.text(path), ended=ended)
        except NotFoundError:
            if ended:
                raise
            return LogPart(text="", next=offset, whole=False)

    def annotations(self, sha: str) -> tuple[Annotation, ...]:  # noqa: ARG002 - has none
        """None: it has no such thing."""
        return ()

    def rerun(self, pipeline: str, *, failed_only: bool = False) -> None:
        """Runs a workflow run again."""
        self._check(able=self._told().rerun, what="run anything again")
        self._act(f"{quote(pipeline, safe='')}/{'rerun-failed-jobs' if failed_only else 'rerun'}")

    def rerun_job(self, pipeline: str, job: str) -> None:
        """Runs a job again, and those that need it."""
        self._check(able=self._told().rerun, what="run anything again")
        self._act(f"{quote(pipeline, safe='')}/jobs/{quote(job, safe='')}/rerun")

    def cancel(self, pipeline: str) -> None:
        """Cancels a workflow run."""
        self._check(able=self._told().cancel, what="cancel anything")
        self._act(f"{quote(pipeline, safe='')}/cancel")

    def post_status(self, sha: str, status: Status) -> None:
        """Writes a commit status."""
        body = {
            "state": _STATES[status.state],
            "context": status.context,
            "description": status.description[:_DESCRIPTION],
        }
        if status.url:
            body["target_url"] = status.url
        self._rest.send("POST", f"{self._repository}/statuses/{sha}", body)

    def pull_requests(self, branch: str) -> tuple[PullRequest, ...]:
        """Open pull requests of a branch; it can't be asked for those of one branch only."""
        query: Query = {"state": "open", "limit": PAGE}
        path = f"{self._repository}/pulls"
        pulls = self._rest.every(path, list[WirePull], lambda page: page, query)
        return tuple(
            PullRequest(
                number=pull.number,
                title=pull.title,
                url=pull.html_url,
                base=pull.base.ref,
                head=pull.head.ref,
            )
            for pull in pulls.items
            if pull.head.ref == branch
        )

    def comments(self, pull_request: int) -> tuple[Comment, ...]:
        """All comments of a pull request's conversation, which come in one answer."""
        path = f"{self._repository}/issues/{pull_request}/comments"
        return tuple(map(_comment, self._rest.get(path, list[WireComment])))

    def add_comment(self, pull_request: int, body: str) -> Comment:
        """Adds a comment."""
        path = f"{self._repository}/issues/{pull_request}/comments"
        return _comment(self._rest.write("POST", path, {"body": body}, WireComment))

    def change_comment(self, pull_request: int, comment: str, body: str) -> Comment:  # noqa: ARG002
        """Gives a comment another text."""
        path = f"{self._repository}/issues/comments/{quote(comment, safe='')}"
        return _comment(self._rest.write("PATCH", path, {"body": body}, WireComment))

    def _told(self) -> Version:
        if self._version is None:
            self._version = version_of(self._rest, self._cache, self.place.api)
        return self._version

    def _check(self, *, able: bool, what: str) -> None:
        if not able:
            raise ConflictError(f"this version of {self.place.host} can't {what} for programs")

    def _act(self, what: str) -> None:
        self._rest.send("POST", f"{self._repository}/actions/runs/{what}")


def _comment(comment: WireComment) -> Comment:
    return Comment(id=str(comment.id), body=comment.body, url=comment.html_url)
