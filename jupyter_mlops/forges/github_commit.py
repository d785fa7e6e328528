"""What GitHub knows of a commit: workflow runs, check runs and statuses, each once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from jupyter_mlops.errors import ConflictError, MlopsError, NotFoundError
from jupyter_mlops.forges.answers import Heard
from jupyter_mlops.forges.failures import NotPermittedError
from jupyter_mlops.forges.github_wire import (
    WireCheck,
    WireChecks,
    WireJob,
    WireJobs,
    WireRun,
    WireRuns,
    WireStatus,
    WireStatuses,
)
from jupyter_mlops.forges.github_words import job_of, job_of_check, job_of_status, pipeline_of
from jupyter_mlops.forges.look import Look
from jupyter_mlops.forges.model import Job
from jupyter_mlops.forges.rest import Query, Rest

T = TypeVar("T")
S = TypeVar("S")

PAGE: Final = 100
#: Name of what belongs to no workflow run.
_OTHERS: Final = "Checks"
_SOURCES: Final = 3


class GitHubCommit(Look):
    """One look at a commit.

    Args:
        rest: How GitHub is asked.
        root: `/repos/{owner}/{repo}`.
        readable: Whether logs can be asked for.
    """

    def __init__(self, rest: Rest, root: str, *, readable: bool) -> None:
        super().__init__(rest, root)
        self._readable = readable
        self._failures: list[MlopsError] = []

    def hear(self, sha: str) -> Heard:
        """Asks for all of it.

        A token may see a part only, as a fine-grained one, which sees no check runs: then the rest
        is all there is.

        Raises:
            MlopsError: GitHub can't be asked, or lets nothing be seen.
        """
        runs = self._gather(
            "/actions/runs",
            WireRuns,
            lambda page: page.workflow_runs,
            {"head_sha": sha, "exclude_pull_requests": "true"},
        )
        jobs = {run.id: self._jobs(run) for run in runs}
        checks, statuses = self.checks(sha), self._statuses(sha)
        if len(self._failures) == _SOURCES:
            raise self._failures[0]
        own = {job.check_run_url.rpartition("/")[2] for found in jobs.values() for job in found}
        foreign = [check for check in checks if str(check.id) not in own]
        newest = sorted(runs, key=lambda run: run.id, reverse=True)
        pipelines = (pipeline_of(run, self._shown(jobs[run.id])) for run in newest)
        others = _others(foreign, statuses, {check.name for check in checks})
        return self._heard(pipelines, _OTHERS, others)

    def checks(self, sha: str) -> Sequence[WireCheck]:
        """The newest check run of each name; none where they may not be seen."""
        path, query = f"/commits/{sha}/check-runs", {"filter": "latest"}
        return self._gather(path, WireChecks, lambda page: page.check_runs, query)

    def _statuses(self, sha: str) -> Sequence[WireStatus]:
        path = f"/commits/{sha}/status"
        return self._gather(path, WireStatuses, lambda page: page.statuses, {})

    def _jobs(self, run: WireRun) -> Sequence[WireJob]:
        # The jobs of a run that has ended change with its next attempt only.
        stamp = f"{run.run_attempt} {run.updated_at}" if run.status == "completed" else ""
        path = f"/actions/runs/{run.id}/jobs"
        query: Query = {"filter": "latest", "per_page": PAGE}
        return self._every(path, WireJobs, lambda page: page.jobs, query, stamp=stamp)

    def _shown(self, jobs: Sequence[WireJob]) -> tuple[Job, ...]:
        return tuple(job_of(job, readable=self._readable) for job in jobs)

    def _gather(
        self, path: str, kind: type[T], items: Callable[[T], Sequence[S]], query: dict[str, str]
    ) -> Sequence[S]:
        """A list; empty where it may not be seen, or where GitHub doesn't have the commit."""
        try:
            return self._every(path, kind, items, {**query, "per_page": PAGE})
        except (NotPermittedError, NotFoundError) as error:
            self._failures.append(error)
            return ()
        except ConflictError:  # 422: "No commit found for SHA"
            return ()


def _others(
    checks: Sequence[WireCheck], statuses: Sequence[WireStatus], known: set[str]
) -> list[Job]:
    """What belongs to no workflow run; some services report both a check and a status."""
    jobs = [job_of_check(check) for check in checks]
    jobs += [job_of_status(status) for status in statuses if status.context not in known]
    return jobs
