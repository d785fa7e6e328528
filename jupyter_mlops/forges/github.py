"""GitHub's REST interface, on github.com and on Enterprise servers.

Source: <https://docs.github.com/rest>, and its description in OpenAPI, which the tests hold every
request against.
"""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import quote

from jupyter_mlops.forges.client import Answer
from jupyter_mlops.forges.failures import NotPermittedError
from jupyter_mlops.forges.github_commit import PAGE, GitHubCommit
from jupyter_mlops.forges.github_like import GitHubLike, comment_of
from jupyter_mlops.forges.github_wire import WireAnnotation, WireCheck, WireComment
from jupyter_mlops.forges.model import Annotation, Comment, PullRequest
from jupyter_mlops.forges.rest import Manner


class GitHub(GitHubLike):
    """A repository on GitHub; see `ForgeClient`."""

    manner: ClassVar = Manner(
        headers={"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
    )
    description: ClassVar = 140

    def commit(self, sha: str) -> Answer:
        """Workflow runs, then checks and statuses of others."""
        return self._answer(sha, self._look().hear)

    def annotations(self, sha: str) -> tuple[Annotation, ...]:
        """Remarks of all check runs; none where the token may not see them."""
        found: list[Annotation] = []
        for check in self._look().checks(sha):
            if check.output.annotations_count:
                found.extend(self._annotations(check))
        return tuple(found)

    def rerun_job(self, pipeline: str, job: str) -> None:  # noqa: ARG002 - others need it
        """Runs a job again, and those that need it."""
        self._act(f"jobs/{quote(job, safe='')}/rerun")

    def pull_requests(self, branch: str) -> tuple[PullRequest, ...]:
        """Open pull requests of a branch of this repository."""
        owner = self.place.path.partition("/")[0]
        return self._open_pulls({"head": f"{owner}:{branch}", "per_page": PAGE})

    def comments(self, pull_request: int) -> tuple[Comment, ...]:
        """All comments of a pull request's conversation."""
        path = self._comments_of(pull_request)
        found = self._rest.every(path, list[WireComment], lambda page: page, {"per_page": PAGE})
        return tuple(map(comment_of, found.items))

    def _look(self) -> GitHubCommit:
        return GitHubCommit(self._rest, self._root, readable=self._known)

    def _annotations(self, check: WireCheck) -> tuple[Annotation, ...]:
        path = f"{self._root}/check-runs/{check.id}/annotations"
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
