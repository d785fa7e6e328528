"""What GitHub answers, as far as it is read.

Source: <https://github.com/github/rest-api-description>. Its words for states are open: GitHub adds
new ones.
"""

from __future__ import annotations

from msgspec import Struct


class WireRun(Struct, frozen=True, kw_only=True):
    """A workflow run."""

    id: int
    html_url: str
    event: str
    status: str | None
    conclusion: str | None
    created_at: str
    updated_at: str
    name: str | None = None
    display_title: str = ""
    path: str = ""
    run_attempt: int = 1
    run_started_at: str | None = None


class WireRuns(Struct, frozen=True, kw_only=True):
    """A page of workflow runs."""

    workflow_runs: tuple[WireRun, ...]


class WireStep(Struct, frozen=True, kw_only=True):
    """A step of a job."""

    name: str
    status: str
    conclusion: str | None
    started_at: str | None = None
    completed_at: str | None = None


class WireJob(Struct, frozen=True, kw_only=True):
    """A job of a workflow run."""

    id: int
    name: str
    status: str
    conclusion: str | None
    html_url: str | None
    #: Its check run, of which GitHub makes one for each job.
    check_run_url: str = ""
    started_at: str | None = None
    completed_at: str | None = None
    steps: tuple[WireStep, ...] = ()


class WireJobs(Struct, frozen=True, kw_only=True):
    """A page of jobs."""

    jobs: tuple[WireJob, ...]


class WireOutput(Struct, frozen=True, kw_only=True):
    """What a check run says."""

    title: str | None = None
    annotations_count: int = 0


class WireApp(Struct, frozen=True, kw_only=True):
    """Who made a check run."""

    name: str = ""


class WireCheck(Struct, frozen=True, kw_only=True):
    """A check run."""

    id: int
    name: str
    status: str
    conclusion: str | None
    html_url: str | None
    details_url: str | None = None
    started_at: str | None = None
    completed_at: str | None = None
    output: WireOutput = WireOutput()
    app: WireApp | None = None


class WireChecks(Struct, frozen=True, kw_only=True):
    """A page of check runs."""

    check_runs: tuple[WireCheck, ...]


class WireStatus(Struct, frozen=True, kw_only=True):
    """A commit status."""

    context: str
    state: str
    target_url: str | None
    description: str | None
    created_at: str | None = None


class WireStatuses(Struct, frozen=True, kw_only=True):
    """A page of the newest commit status of each context."""

    statuses: tuple[WireStatus, ...]


class WireAnnotation(Struct, frozen=True, kw_only=True):
    """A remark of a check run."""

    path: str
    start_line: int
    annotation_level: str | None
    title: str | None
    message: str | None


class WireBranch(Struct, frozen=True, kw_only=True):
    """One end of a pull request."""

    ref: str


class WirePull(Struct, frozen=True, kw_only=True):
    """A pull request."""

    number: int
    title: str
    html_url: str
    base: WireBranch
    head: WireBranch


class WireComment(Struct, frozen=True, kw_only=True):
    """A comment of an issue or a pull request."""

    id: int
    html_url: str = ""
    body: str | None = None
