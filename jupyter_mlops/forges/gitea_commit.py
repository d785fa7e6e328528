"""What Gitea or Forgejo knows of a commit: runs or tasks of its Actions, and statuses of others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from msgspec.structs import replace

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.forges.answers import Heard
from jupyter_mlops.forges.failures import NotPermittedError, SenselessError
from jupyter_mlops.forges.gitea_versions import Version
from jupyter_mlops.forges.gitea_wire import (
    WireJob,
    WireJobs,
    WireRun,
    WireRuns,
    WireStatus,
    WireStatuses,
    WireTask,
    WireTasks,
)
from jupyter_mlops.forges.gitea_words import (
    completed,
    job_of,
    job_of_status,
    pipeline_of,
    pipeline_of_statuses,
    pipeline_of_tasks,
    run_number,
    state_of_word,
)
from jupyter_mlops.forges.look import Look
from jupyter_mlops.forges.model import ACTIVE, ForgeKind, Pipeline
from jupyter_mlops.forges.rest import PAGES, Query, Rest

T = TypeVar("T", WireRuns, WireTasks, WireJobs)
S = TypeVar("S")

#: Most that it gives at once, if nobody has changed that.
PAGE: Final = 50
#: Pages of tasks that are looked through: they are of all commits.
_TASK_PAGES: Final = 2
_OTHERS: Final = "Statuses"


class GiteaCommit(Look):
    """One look at a commit.

    Args:
        rest: How it is asked.
        root: `/repos/{owner}/{repo}`.
        version: What it is.
    """

    def __init__(self, rest: Rest, root: str, version: Version) -> None:
        super().__init__(rest, root)
        self._version = version

    def hear(self, sha: str) -> Heard:
        """Asks for all of it.

        Each job reports a commit status, too, which is left out where the job itself is known.

        Raises:
            MlopsError: It can't be asked, or doesn't show the repository.
        """
        pipelines, numbers = self._runs(sha) if self._version.jobs else self._tasks(sha)
        groups: dict[str, list[WireStatus]] = {}
        for status in self._statuses(sha):
            groups.setdefault(run_number(status.target_url), []).append(status)
        others = groups.pop("", [])
        for number, statuses in sorted(groups.items(), key=lambda group: -int(group[0])):
            told = pipeline_of_statuses(statuses, self._page(number))
            if number not in numbers:
                pipelines.append(told)
            else:
                known = pipelines[numbers[number]]
                jobs = completed(known.jobs, told.jobs)
                pipelines[numbers[number]] = replace(known, jobs=jobs)
        rest = [job_of_status(status, self._rest.place.url) for status in others]
        return self._heard(pipelines, _OTHERS, rest)

    def _runs(self, sha: str) -> tuple[list[Pipeline], dict[str, int]]:
        """Runs, and where in the list each is by the number that its page has."""
        path, query = f"{self._root}/actions/runs", {"head_sha": sha}
        try:
            found = self._counted(path, WireRuns, lambda page: page.workflow_runs or (), query)
        except (NotFoundError, NotPermittedError):  # no Actions in this repository
            return [], {}
        runs = [run for run in found if sha in (run.head_sha, run.commit_sha)]
        runs.sort(key=lambda run: run.id, reverse=True)
        numbers: dict[str, int] = {}
        for index, run in enumerate(runs):
            shown = run_number(run.html_url) or str(run.run_number or run.index_in_repo)
            numbers[shown] = index
        return [pipeline_of(run, tuple(map(job_of, self._jobs(run)))) for run in runs], numbers

    def _jobs(self, run: WireRun) -> Sequence[WireJob]:
        path = f"{self._root}/actions/runs/{run.id}/jobs"
        active = state_of_word(run.status, run.conclusion) in ACTIVE
        ended = run.completed_at or run.stopped
        stamp = "" if active or not ended else f"{run.run_attempt} {ended}"
        try:
            if self._version.kind is ForgeKind.FORGEJO:
                return self._rest.get(path, tuple[WireJob, ...], stamp=stamp)
            return self._counted(path, WireJobs, lambda page: page.jobs or (), {}, stamp=stamp)
        except (NotFoundError, NotPermittedError):  # their statuses tell of them, too
            return ()

    def _tasks(self, sha: str) -> tuple[list[Pipeline], dict[str, int]]:
        found: list[WireTask] = []
        for page in range(1, _TASK_PAGES + 1):
            query: Query = {"page": page, "limit": PAGE}
            try:
                told = self._rest.get(f"{self._root}/actions/tasks", WireTasks, query)
            except (NotFoundError, NotPermittedError, SenselessError):  # too old, or no Actions
                break
            found.extend(told.workflow_runs or ())
            if len(found) >= told.total_count or not told.workflow_runs:
                break
        runs: dict[int, list[WireTask]] = {}
        for task in found:
            if task.head_sha == sha:
                runs.setdefault(task.run_number, []).append(task)
        newest = sorted(runs.items(), reverse=True)
        numbers = {str(number): index for index, (number, _) in enumerate(newest)}
        return [pipeline_of_tasks(tasks) for _, tasks in newest], numbers

    def _statuses(self, sha: str) -> Sequence[WireStatus]:
        path, query = f"/commits/{sha}/status", {"limit": PAGE}
        return self._every(path, WireStatuses, lambda page: page.statuses or (), query)

    def _counted(
        self,
        path: str,
        kind: type[T],
        items: Callable[[T], Sequence[S]],
        query: Query,
        *,
        stamp: str = "",
    ) -> Sequence[S]:
        """A list whose pages say how many entries there are, but not where the next page is."""
        found: list[S] = []
        for number in range(1, PAGES + 1):
            asked: Query = {**query, "page": number, "limit": PAGE}
            page = self._rest.get(path, kind, asked, stamp=stamp)
            found.extend(items(page))
            if len(found) >= page.total_count or not items(page):
                return found
        self._cut = True
        return found

    def _page(self, number: str) -> str:
        return f"{self._rest.place.url}/actions/runs/{number}"
