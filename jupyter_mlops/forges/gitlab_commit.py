"""What GitLab knows of a commit: pipelines with their jobs, and statuses of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jupyter_mlops.errors import CredentialsError, NotFoundError
from jupyter_mlops.forges.answers import Heard
from jupyter_mlops.forges.failures import NotPermittedError
from jupyter_mlops.forges.gitlab_wire import WireJob, WirePipeline, WireStatus
from jupyter_mlops.forges.gitlab_words import job_of, job_of_bridge, job_of_status, pipeline_of
from jupyter_mlops.forges.look import Look
from jupyter_mlops.forges.model import Pipeline
from jupyter_mlops.forges.rest import Query

PAGE: Final = 100
_OTHERS: Final = "Statuses"
#: Where it has pipelines for statuses that others have reported, which have no jobs.
_EXTERNAL: Final = "external"
_ENDED: Final = ("success", "failed", "canceled", "skipped")


class GitLabCommit(Look):
    """One look at a commit, with its project as the root: `/projects/{id}`."""

    def hear(self, sha: str) -> Heard:
        """Asks for all of it.

        Raises:
            MlopsError: GitLab can't be asked, or doesn't show the project's pipelines.
        """
        shown: list[Pipeline] = []
        known: set[int] = set()
        for pipeline in self.pipelines(sha):
            jobs, bridges = self.jobs(pipeline), self._jobs(pipeline, "bridges")
            known.update(job.id for job in (*jobs, *bridges))
            if jobs or bridges or pipeline.source != _EXTERNAL:
                found = (*map(job_of, jobs), *map(job_of_bridge, bridges))
                shown.append(pipeline_of(pipeline, found))
        others = [job_of_status(one) for one in self._statuses(sha) if one.id not in known]
        return self._heard(shown, _OTHERS, others)

    def pipelines(self, sha: str) -> Sequence[WirePipeline]:
        """Its pipelines, newest first."""
        query: Query = {"sha": sha, "per_page": PAGE}
        found = self._every("/pipelines", list[WirePipeline], lambda page: page, query)
        return sorted(found, key=lambda pipeline: pipeline.id, reverse=True)

    def jobs(self, pipeline: WirePipeline) -> Sequence[WireJob]:
        """Its jobs, in the order of the stages."""
        return sorted(self._jobs(pipeline, "jobs"), key=lambda job: job.id)

    def _jobs(self, pipeline: WirePipeline, kind: str) -> Sequence[WireJob]:
        # What has ended changes only when somebody runs it again, which makes it newer.
        stamp = f"{pipeline.status} {pipeline.updated_at}" if pipeline.status in _ENDED else ""
        path = f"/pipelines/{pipeline.id}/{kind}"
        query = {"per_page": PAGE}
        try:
            return self._every(path, list[WireJob], lambda page: page, query, stamp=stamp)
        except NotPermittedError:  # a guest may see that there is a pipeline, but not its jobs
            return ()

    def _statuses(self, sha: str) -> Sequence[WireStatus]:
        path = f"/repository/commits/{sha}/statuses"
        try:
            return self._every(path, list[WireStatus], lambda page: page, {"per_page": PAGE})
        # No such commit there, or not for us: whoever is unknown sees pipelines, but no statuses.
        except (NotFoundError, NotPermittedError, CredentialsError):
            return ()
