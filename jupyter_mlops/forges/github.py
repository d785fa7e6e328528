"""GitHub's REST interface, on github.com and on Enterprise servers.

Source: <https://docs.github.com/rest>, and its description in OpenAPI, which the tests hold every
request against.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.forges.answers import answer
from jupyter_mlops.forges.cache import Cache
from jupyter_mlops.forges.client import Answer, LogPart
from jupyter_mlops.forges.credential import Token
from jupyter_mlops.forges.failures import NotPermittedError
from jupyter_mlops.forges.github_commit import PAGE, GitHubCommit
from jupyter_mlops.forges.github_wire import WireAnnotation, WireCheck, WireComment, WirePull
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

_MANNER: Final = Manner(
    headers={"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
)
_STATES: Final = {"pending": "pending", "passed": "success", "failed": "failure", "error": "error"}
_DESCRIPTION: Final = 140


class GitHub:
    """A repository on GitHub; see `ForgeClient`.

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

    def capabilities(self) -> Capabilities:
        """All, for those whom it knows; what it says to everybody has no logs."""
        known = self._known
        return Capabilities(
            logs=known,
            rerun=known,
            rerun_failed=known,
            rerun_job=known,
            cancel=known,
            annotations=True,
            post_status=known,
            comments=known,
        )

    def rate_limit(self) -> RateLimit | None:
        """What GitHub last said of its limits."""
        return self._rest.limits.told

    def commit(self, sha: str) -> Answer:
        """Workflow runs, then checks and statuses of others."""
        look = GitHubCommit(self._rest, self._repository, readable=self._known)
        return answer(self._cache, self._rest, self.place, sha, lambda: look.hear(sha))

    def log(self, job: Job, offset: int = 0) -> LogPart:
        """The log of a job, which GitHub has once the job has ended."""
        ended = job.state not in ACTIVE
        path = f"{self._repository}/actions/jobs/{quote(job.id, safe='')}/logs"
        key = log_key(self._who, self.place, job)
        try:
            return LOGS.part(key, offset, lambda: self._rest.text(path), ended=ended)
        except NotFoundError:
            if ended:
                raise
            return LogPart(text="", next=offset, whole=False)

    def annotations(self, sha: str) -> tuple[Annotation, ...]:
        """Remarks of all check runs; none where the token may not see them."""
        look = GitHubCommit(self._rest, self._repository, readable=self._known)
        found: list[Annotation] = []
        for check in look.checks(sha):
            if check.output.annotations_count:
                found.extend(self._annotations(check))
        return tuple(found)

    def rerun(self, pipeline: str, *, failed_only: bool = False) -> None:
        """Runs a workflow run again."""
        verb = "rerun-failed-jobs" if failed_only else "rerun"
        self._act(f"runs/{quote(pipeline, safe='')}", verb)

    def rerun_job(self, pipeline: str, job: str) -> None:  # noqa: ARG002 - others need it
        """Runs a job again, and those that need it."""
        self._act(f"jobs/{quote(job, safe='')}", "rerun")

    def cancel(self, pipeline: str) -> None:
        """Cancels a workflow run."""
        self._act(f"runs/{quote(pipeline, safe='')}", "cancel")

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
        """Open pull requests of a branch of this repository."""
        owner = self.place.path.partition("/")[0]
        query: Query = {"state": "open", "head": f"{owner}:{branch}", "per_page": PAGE}
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
        )

    def comments(self, pull_request: int) -> tuple[Comment, ...]:
        """All comments of a pull request's conversation."""
        path = f"{self._repository}/issues/{pull_request}/comments"
        found = self._rest.every(path, list[WireComment], lambda page: page, {"per_page": PAGE})
        return tuple(map(_comment, found.items))

    def add_comment(self, pull_request: int, body: str) -> Comment:
        """Adds a comment."""
        path = f"{self._repository}/issues/{pull_request}/comments"
        return _comment(self._rest.write("POST", path, {"body": body}, WireComment))

    def change_comment(self, pull_request: int, comment: str, body: str) -> Comment:  # noqa: ARG002
        """Gives a comment another text."""
        path = f"{self._repository}/issues/comments/{quote(comment, safe='')}"
        return _comment(self._rest.write("PATCH", path, {"body": body}, WireComment))

    def _act(self, what: str, verb: str) -> None:
        self._rest.send("POST", f"{self._repository}/actions/{what}/{verb}")

    def _annotations(self, check: WireCheck) -> tuple[Annotation, ...]:
        path = f"{self._repository}/check-runs/{check.id}/annotations"
        query = {"per_page": PAGE}
        try:
            found = self._rest.every(path, list[WireAnnotation], lambda page: page, query)
        except NotPermittedError:
            return ()
        return tuple(_annotation(remark, check.name) for remark in found.items)


def _annotation(remark: WireAnnotation, source: str) -> Annotation:
    level = remark.annotation_level
    return Annotation(
        path=remark.path,
        line=max(1, remark.start_line),
        level="error" if level == "failure" else "warning" if level == "warning" else "note",
        title=remark.title or "",
        message=remark.message or remark.title or "",
        source=source,
    )


def _comment(comment: WireComment) -> Comment:
    return Comment(id=str(comment.id), body=comment.body or "", url=comment.html_url)
