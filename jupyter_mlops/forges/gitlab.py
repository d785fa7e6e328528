"""GitLab's REST interface, version 4, on gitlab.com and on hosts of one's own.

Source: <https://docs.gitlab.com/api/rest/>.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.forges.answers import answer
from jupyter_mlops.forges.cache import Cache
from jupyter_mlops.forges.client import Answer, LogPart
from jupyter_mlops.forges.credential import Token
from jupyter_mlops.forges.gitlab_commit import PAGE, GitLabCommit
from jupyter_mlops.forges.gitlab_remarks import remarks
from jupyter_mlops.forges.gitlab_wire import WireJob, WireMergeRequest, WireNote
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

#: It takes tokens of all kinds so: personal, of projects and groups, and of OAuth.
_MANNER: Final = Manner()
_STATES: Final = {"pending": "pending", "passed": "success", "failed": "failed", "error": "failed"}
_DESCRIPTION: Final = 255
#: What somebody has to start first, so that it can't be started again.
_UNSTARTED: Final = ("manual", "scheduled")


class GitLab:
    """A project on GitLab; see `ForgeClient`.

    Args:
        place: The project.
        token: As whom.
        cache: What it has answered before.
    """

    def __init__(self, place: Place, token: Token | None, cache: Cache) -> None:
        self.place = place
        self._cache = cache
        self._known = token is not None
        self._who = "" if token is None else token.digest
        self._rest = Rest(place, token, cache, _MANNER)
        self._project = f"/projects/{quote(place.path, safe='')}"

    def capabilities(self) -> Capabilities:
        """All but running a whole pipeline again, for those whom it knows.

        A pipeline can only be started anew for the tip of a branch, which may be another commit.
        """
        known = self._known
        return Capabilities(
            logs=True,
            rerun=False,
            rerun_failed=known,
            rerun_job=known,
            cancel=known,
            annotations=True,
            post_status=known,
            comments=known,
        )

    def rate_limit(self) -> RateLimit | None:
        """What GitLab last said of its limits."""
        return self._rest.limits.told

    def commit(self, sha: str) -> Answer:
        """Pipelines, then statuses that others have reported."""
        look = self._look()
        return answer(self._cache, self._rest, self.place, sha, lambda: look.hear(sha))

    def log(self, job: Job, offset: int = 0) -> LogPart:
        """The log of a job, also while it runs."""
        path = f"{self._job(job.id)}/trace"
        key = log_key(self._who, self.place, job)
        ended = job.state not in ACTIVE
        return LOGS.part(key, offset, lambda: self._rest.text(path), ended=ended)

    def annotations(self, sha: str) -> tuple[Annotation, ...]:
        """Code quality remarks that jobs keep as a file, and tests that failed."""
        return remarks(self._rest, self._project, self._look(), sha)

    def rerun(self, pipeline: str, *, failed_only: bool = False) -> None:
        """Runs the jobs of a pipeline again that failed or were cancelled."""
        if not failed_only:
            raise ConflictError(
                f"{self.place.host} can run again only the jobs of a pipeline that failed",
                hint="push a commit, or start a pipeline for the branch on its web page",
            )
        self._rest.send("POST", f"{self._pipeline(pipeline)}/retry")

    def rerun_job(self, pipeline: str, job: str) -> None:  # noqa: ARG002 - jobs have ids of their own
        """Runs a job again, or starts one that waits for somebody."""
        path = self._job(job)
        unstarted = self._rest.get(path, WireJob).status in _UNSTARTED
        self._rest.send("POST", f"{path}/{'play' if unstarted else 'retry'}")

    def cancel(self, pipeline: str) -> None:
        """Cancels a pipeline."""
        self._rest.send("POST", f"{self._pipeline(pipeline)}/cancel")

    def post_status(self, sha: str, status: Status) -> None:
        """Writes a commit status."""
        body = {
            "state": _STATES[status.state],
            "name": status.context,
            "description": status.description[:_DESCRIPTION],
        }
        if status.url:
            body["target_url"] = status.url
        self._rest.send("POST", f"{self._project}/statuses/{sha}", body)

    def pull_requests(self, branch: str) -> tuple[PullRequest, ...]:
        """Open merge requests of a branch."""
        query: Query = {"state": "opened", "source_branch": branch, "per_page": PAGE}
        path = f"{self._project}/merge_requests"
        found = self._rest.every(path, list[WireMergeRequest], lambda page: page, query)
        return tuple(
            PullRequest(
                number=request.iid,
                title=request.title,
                url=request.web_url,
                base=request.target_branch,
                head=request.source_branch,
            )
            for request in found.items
        )

    def comments(self, pull_request: int) -> tuple[Comment, ...]:
        """All notes of a merge request but the system's, oldest first."""
        query: Query = {"per_page": PAGE, "sort": "asc", "order_by": "created_at"}
        path = f"{self._notes(pull_request)}"
        found = self._rest.every(path, list[WireNote], lambda page: page, query)
        return tuple(self._comment(pull_request, note) for note in found.items if not note.system)

    def add_comment(self, pull_request: int, body: str) -> Comment:
        """Adds a note."""
        path = self._notes(pull_request)
        return self._comment(pull_request, self._rest.write("POST", path, {"body": body}, WireNote))

    def change_comment(self, pull_request: int, comment: str, body: str) -> Comment:
        """Gives a note another text."""
        path = f"{self._notes(pull_request)}/{quote(comment, safe='')}"
        return self._comment(pull_request, self._rest.write("PUT", path, {"body": body}, WireNote))

    def _look(self) -> GitLabCommit:
        return GitLabCommit(self._rest, self._project, readable=True)

    def _pipeline(self, pipeline: str) -> str:
        return f"{self._project}/pipelines/{quote(pipeline, safe='')}"

    def _job(self, job: str) -> str:
        return f"{self._project}/jobs/{quote(job, safe='')}"

    def _notes(self, pull_request: int) -> str:
        return f"{self._project}/merge_requests/{pull_request}/notes"

    def _comment(self, pull_request: int, note: WireNote) -> Comment:
        url = f"{self.place.url}/-/merge_requests/{pull_request}#note_{note.id}"
        return Comment(id=str(note.id), body=note.body, url=url)
