"""What forges tell of a commit: pipelines, jobs, logs, remarks."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from jupyter_mlops.forges.model import CiState, ForgeKind
from jupyter_mlops.server.payloads.checks import CommitId
from jupyter_mlops.server.payloads.errors import ErrorReply


class CiQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A commit, as the repository's forges know it."""

    #: Contents path of a file or folder in the repository.
    path: str
    #: A full id; by default HEAD.
    commit: CommitId | None = None


class CiStep(Struct, frozen=True, kw_only=True):
    """A step of a job."""

    name: str
    state: CiState
    #: In seconds; null if unknown.
    duration: float | None


class CiJob(Struct, frozen=True, kw_only=True):
    """A job of a pipeline, or a check or status that some service has reported."""

    #: Empty where it can't be asked for.
    id: str
    name: str
    state: CiState
    #: Its web page, of `https` or `http`; empty if none.
    url: str
    started_at: datetime | None
    #: In seconds; null if unknown.
    duration: float | None
    message: str
    steps: list[CiStep]
    optional: bool
    has_log: bool


class CiPipeline(Struct, frozen=True, kw_only=True):
    """A workflow run, a pipeline, or what others reported."""

    #: Empty for checks and statuses that belong to none.
    id: str
    name: str
    state: CiState
    url: str
    event: str
    attempt: int
    started_at: datetime | None
    duration: float | None
    jobs: list[CiJob]


class CiToken(Struct, frozen=True, kw_only=True):
    """Whether there is a token for a host; never the token."""

    #: `refused`: the host did not accept it.
    state: Literal["present", "missing", "refused"]
    #: Where it is from: `GH_TOKEN`, `gh`, `git credential`, `keyring`; empty if missing.
    source: str
    #: How to get it one, where it is missing or refused; else empty.
    hint: str


class CiLimit(Struct, frozen=True, kw_only=True):
    """How many requests a host still takes."""

    limit: int
    remaining: int
    resets_at: datetime


class CiCapabilities(Struct, frozen=True, kw_only=True):
    """What can be asked of a host."""

    logs: bool
    rerun: bool
    rerun_failed: bool
    rerun_job: bool
    cancel: bool
    annotations: bool
    post_status: bool


class CiRemote(Struct, frozen=True, kw_only=True):
    """What one forge says of the commit."""

    #: Name of the git remote; names it in requests.
    remote: str
    kind: ForgeKind
    #: `GitHub`, `GitLab`, `Gitea`, `Forgejo`.
    title: str
    host: str
    #: Its repository: `owner/name`, and its web page.
    repository: str
    url: str
    #: All pipelines together; null if it could never be asked.
    state: CiState | None
    #: Newest first.
    pipelines: list[CiPipeline]
    #: When it was last heard; null if never.
    as_of: datetime | None
    #: Why it could not be heard just now; null if it was.
    error: ErrorReply | None
    token: CiToken
    limit: CiLimit | None
    can: CiCapabilities


class CiReply(Struct, frozen=True, kw_only=True):
    """A commit, as the repository's forges know it."""

    #: Full id; null in a repository without any.
    commit: str | None
    #: Whether a remote has the commit, as of the last fetch.
    pushed: bool
    #: Those remotes whose host is a forge; the upstream's first.
    remotes: list[CiRemote]
    #: Names of those whose host is none that is known.
    unknown: list[str]
    #: When another look is worthwhile, in seconds; null if nothing will change by itself.
    poll_after: float | None


class CiLogQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a job's log."""

    path: str
    remote: str
    #: `CiJob.id`.
    job: str
    offset: Annotated[int, Meta(ge=0)] = 0


class CiLogReply(Struct, frozen=True, kw_only=True):
    """A part of a job's log, without colour codes."""

    text: str
    #: Where the next part begins, in characters.
    next: int
    whole: bool


class CiAnnotation(Struct, frozen=True, kw_only=True):
    """A remark on a line of a file; on a notebook's, on its cell."""

    #: Contents path; null if it is outside of the root.
    path: str | None
    #: Path in the repository.
    source: str
    level: Literal["error", "warning", "note"]
    title: str
    message: str
    #: Name of the job or check that made it.
    made_by: str
    #: The cell's id and its index in that commit, from 0; null for what is no notebook, or between
    #: the cells.
    cell: str | None
    index: int | None
    #: Line within the cell, else within the file, from 1.
    line: int


class CiAnnotationsQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Remarks on a commit."""

    path: str
    remote: str
    #: A full id; by default HEAD.
    commit: CommitId | None = None


class CiAnnotationsReply(Struct, frozen=True, kw_only=True):
    """Remarks that checks have made on a commit."""

    annotations: list[CiAnnotation]


class CiRerunRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Run something again."""

    path: str
    remote: str
    #: `CiPipeline.id`.
    pipeline: str
    #: `CiJob.id`; by default the whole pipeline.
    job: str | None = None
    #: Only the jobs that failed.
    failed_only: bool = False


class CiCancelRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cancel a pipeline."""

    path: str
    remote: str
    pipeline: str


class CiStatusRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tell a forge what the checks here have said."""

    path: str
    remote: str
    #: `CheckRunReply.id`, of a run on a commit that has ended.
    run: str


class CiStatusReply(Struct, frozen=True, kw_only=True):
    """A commit status that was written."""

    state: Literal["pending", "passed", "failed", "error"]
    description: str
    #: Web page of the commit.
    url: str
