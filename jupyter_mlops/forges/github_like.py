"""What GitHub's interface and those that were made after it have in common: Gitea's, Forgejo's."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import quote

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.forges.cache import Cache
from jupyter_mlops.forges.client import LogPart
from jupyter_mlops.forges.credential import Token
from jupyter_mlops.forges.github_wire import WireComment, WirePull
from jupyter_mlops.forges.model import ACTIVE, Comment, Job, Place, PullRequest
from jupyter_mlops.forges.rest import Query
from jupyter_mlops.forges.rest_client import RestClient


class GitHubLike(RestClient):
    """A repository whose forge has Actions, pull requests and comments where GitHub has them.

    Args:
        place: The repository.
        token: As whom; None for nobody in particular.
        cache: What the forge has answered before.
    """

    states: ClassVar = {
        "pending": "pending",
        "passed": "success",
        "failed": "failure",
        "error": "error",
    }

    def __init__(self, place: Place, token: Token | None, cache: Cache) -> None:
        owner, _, name = place.path.partition("/")
        root = f"/repos/{quote(owner, safe='')}/{quote(name, safe='')}"
        super().__init__(place, token, cache, root)

    def log(self, job: Job, offset: int = 0) -> LogPart:
        """The log of a job, which there may not be before the job has ended."""
        path = f"{self._root}/actions/jobs/{quote(job.id, safe='')}/logs"
        try:
            return self._log(path, job, offset)
        except NotFoundError:
            if job.state not in ACTIVE:
                raise
            return LogPart(text="", next=offset, whole=False)

    def rerun(self, pipeline: str, *, failed_only: bool = False) -> None:
        """Runs a workflow run again."""
        verb = "rerun-failed-jobs" if failed_only else "rerun"
        self._act(f"runs/{quote(pipeline, safe='')}/{verb}")

    def cancel(self, pipeline: str) -> None:
        """Cancels a workflow run."""
        self._act(f"runs/{quote(pipeline, safe='')}/cancel")

    def add_comment(self, pull_request: int, body: str) -> Comment:
        """Adds a comment."""
        path = self._comments_of(pull_request)
        return comment_of(self._rest.write("POST", path, {"body": body}, WireComment))

    def change_comment(self, pull_request: int, comment: str, body: str) -> Comment:  # noqa: ARG002
        """Gives a comment another text."""
        path = f"{self._root}/issues/comments/{quote(comment, safe='')}"
        return comment_of(self._rest.write("PATCH", path, {"body": body}, WireComment))

    def _act(self, what: str) -> None:
        self._rest.send("POST", f"{self._root}/actions/{what}")

    def _comments_of(self, pull_request: int) -> str:
        return f"{self._root}/issues/{pull_request}/comments"

    def _open_pulls(self, query: Query) -> tuple[PullRequest, ...]:
        path = f"{self._root}/pulls"
        asked = {"state": "open", **query}
        pulls = self._rest.every(path, list[WirePull], lambda page: page, asked)
        return tuple(
            PullRequest(
                number=pull.number,
                title=pull.title,
                url=pull.html_url,
                base=pull.base.ref,
                head=pull.head.ref,
            )
            for pull in pulls.items
        )


def comment_of(comment: WireComment) -> Comment:
    """A comment of a conversation."""
    return Comment(id=str(comment.id), body=comment.body or "", url=comment.html_url)
