"""GitLab's REST interface, version 4, on gitlab.com and on hosts of one's own.

Source: <https://docs.gitlab.com/api/rest/>. It takes tokens of all kinds alike: personal ones,
those of projects and groups, and those of OAuth.
"""

from __future__ import annotations

from typing import ClassVar, Final
from urllib.parse import quote

from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.forges.cache import Cache
from jupyter_mlops.forges.client import Answer, LogPart
from jupyter_mlops.forges.credential import Token
from jupyter_mlops.forges.gitlab_commit import PAGE, GitLabCommit
from jupyter_mlops.forges.gitlab_remarks import remarks
from jupyter_mlops.forges.gitlab_wire import WireJob, WireMergeRequest, WireNote
from jupyter_mlops.forges.model import Annotation, Capabilities, Comment, Job, Place, PullRequest
from jupyter_mlops.forges.rest import Query
from jupyter_mlops.forges.rest_client import RestClient

#: What somebody has to start first, so that it can't be started again.
_UNSTARTED: Final = ("manual", "scheduled")


class GitLab(RestClient):
    """A project on GitLab; see `ForgeClient`.

    Args:
        place: The project.
        token: As whom; None for nobody in particular.
        cache: What GitLab has answered before.
    """

    #: It has no other word for a service that was in error itself.
    states: ClassVar = {
        "pending": "pending",
        "passed": "success",
        "failed": "failed",
        "error": "failed",
    }
    context: ClassVar = "name"

    def __init__(self, place: Place, token: Token | None, cache: Cache) -> None:
        super().__init__(place, token, cache, f"/projects/{quote(place.path, safe='')}")

    def capabilities(self) -> Capabilities:
        """All but running a whole pipeline again, for those whom it knows.

        A pipeline can only be started anew for the tip of a branch, which may be another commit.
        """
        return replace(super().capabilities(), rerun=False)

    def commit(self, sha: str) -> Answer:
        """Pipelines, then statuses that others have reported."""
        return self._answer(sha, self._look().hear)

    def log(self, job: Job, offset: int = 0) -> LogPart:
        """The log of a job, also while it runs."""
        return self._log(f"{self._job(job.id)}/trace", job, offset)

    def annotations(self, sha: str) -> tuple[Annotation, ...]:
        """Code quality remarks that jobs keep as a file, and tests that failed."""
        return remarks(self._rest, self._root, self._look(), sha)

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

    def pull_requests(self, branch: str) -> tuple[PullRequest, ...]:
        """Open merge requests of a branch."""
        query: Query = {"state": "opened", "source_branch": branch, "per_page": PAGE}
        path = f"{self._root}/merge_requests"
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
        path = self._notes(pull_request)
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
        return GitLabCommit(self._rest, self._root)

    def _pipeline(self, pipeline: str) -> str:
        return f"{self._root}/pipelines/{quote(pipeline, safe='')}"

    def _job(self, job: str) -> str:
        return f"{self._root}/jobs/{quote(job, safe='')}"

    def _notes(self, pull_request: int) -> str:
        return f"{self._root}/merge_requests/{pull_request}/notes"

    def _comment(self, pull_request: int, note: WireNote) -> Comment:
        url = f"{self.place.url}/-/merge_requests/{pull_request}#note_{note.id}"
        return Comment(id=str(note.id), body=note.body, url=url)
