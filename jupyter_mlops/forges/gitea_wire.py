"""What Gitea and Forgejo answer, as far as it is read.

Source: the Swagger description that every instance serves at `/swagger.v1.json`. Nothing in it is
required, and lists may be null. Pull requests and comments are as GitHub has them.
"""

from __future__ import annotations

from msgspec import Struct


class WireVersion(Struct, frozen=True, kw_only=True):
    """What it is: `1.25.0`, or of Forgejo `11.0.1+gitea-1.22.0`."""

    version: str = ""


class WireStatus(Struct, frozen=True, kw_only=True):
    """A commit status, of which every job is one."""

    context: str = ""
    status: str = ""
    description: str = ""
    target_url: str = ""
    created_at: str | None = None


class WireStatuses(Struct, frozen=True, kw_only=True):
    """The newest commit status of each context.

    Its own `state` is not read: it is `pending` where there is no status at all.
    """

    statuses: tuple[WireStatus, ...] | None = None


class WireTask(Struct, frozen=True, kw_only=True):
    """A job that a runner has taken; the one thing that both tell of since long."""

    id: int = 0
    name: str = ""
    status: str = ""
    head_sha: str = ""
    event: str = ""
    workflow_id: str = ""
    run_number: int = 0
    url: str = ""
    created_at: str | None = None
    updated_at: str | None = None
    run_started_at: str | None = None


class WireTasks(Struct, frozen=True, kw_only=True):
    """A page of tasks."""

    workflow_runs: tuple[WireTask, ...] | None = None
    total_count: int = 0


class WireRun(Struct, frozen=True, kw_only=True):
    """A workflow run; Gitea's names first, then Forgejo's for the same."""

    id: int = 0
    html_url: str = ""
    event: str = ""
    status: str = ""
    conclusion: str | None = None
    path: str = ""
    display_title: str = ""
    run_number: int = 0
    run_attempt: int = 1
    head_sha: str = ""
    started_at: str | None = None
    completed_at: str | None = None
    workflow_id: str = ""
    title: str = ""
    index_in_repo: int = 0
    commit_sha: str = ""
    started: str | None = None
    stopped: str | None = None


class WireRuns(Struct, frozen=True, kw_only=True):
    """A page of workflow runs."""

    workflow_runs: tuple[WireRun, ...] | None = None
    total_count: int = 0


class WireStep(Struct, frozen=True, kw_only=True):
    """A step of a job."""

    name: str = ""
    status: str = ""
    conclusion: str | None = None
    started_at: str | None = None
    completed_at: str | None = None


class WireJob(Struct, frozen=True, kw_only=True):
    """A job of a workflow run; Forgejo tells less of it."""

    id: int = 0
    name: str = ""
    status: str = ""
    conclusion: str | None = None
    html_url: str = ""
    started_at: str | None = None
    completed_at: str | None = None
    steps: tuple[WireStep, ...] | None = None


class WireJobs(Struct, frozen=True, kw_only=True):
    """A page of Gitea's jobs."""

    jobs: tuple[WireJob, ...] | None = None
    total_count: int = 0
