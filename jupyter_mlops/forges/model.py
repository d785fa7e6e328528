"""What forges tell of a commit's pipelines, as one model for all of them."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Final, Literal

from msgspec import Struct


class ForgeKind(str, Enum):
    """What kind of host it is; each speaks a REST interface of its own."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"
    FORGEJO = "forgejo"


#: Where a pipeline, a job or a step stands. `unknown`: the forge has a word for it that is new.
CiState = Literal["queued", "running", "passed", "failed", "cancelled", "skipped", "unknown"]

#: States that change by themselves.
ACTIVE: Final = frozenset[CiState]({"queued", "running"})


class Place(Struct, frozen=True, kw_only=True):
    """A repository on a forge."""

    kind: ForgeKind
    #: Host with its port, such as `github.com`; what a token is bound to.
    host: str
    #: Where its REST interface is, without a slash at the end: `https://api.github.com`.
    api: str
    #: Path of the repository on it: `owner/name`, on GitLab with all its groups.
    path: str
    #: Its web page.
    url: str


class Capabilities(Struct, frozen=True, kw_only=True):
    """What a forge can do, this version of it, with this token as far as can be told."""

    logs: bool = False
    #: Run a pipeline again: all of it, or the jobs that failed.
    rerun: bool = False
    rerun_failed: bool = False
    #: Run one job again.
    rerun_job: bool = False
    cancel: bool = False
    annotations: bool = False
    #: Write a commit status.
    post_status: bool = False
    #: Write and change comments of pull requests.
    comments: bool = False


class Step(Struct, frozen=True, kw_only=True):
    """A step of a job."""

    name: str
    state: CiState
    #: How long it took, in seconds; None if unknown.
    duration: float | None = None


class Job(Struct, frozen=True, kw_only=True):
    """A job of a pipeline, or a check or status that some service has reported."""

    #: What the forge calls it in requests; empty where it can't be asked for.
    id: str
    name: str
    state: CiState
    #: Its web page; empty if none.
    url: str = ""
    started_at: datetime | None = None
    #: How long it took or has taken so far, in seconds; None if unknown.
    duration: float | None = None
    #: One line that came with it.
    message: str = ""
    steps: tuple[Step, ...] = ()
    #: Whether it may fail without failing its pipeline.
    optional: bool = False
    has_log: bool = False


class Pipeline(Struct, frozen=True, kw_only=True):
    """What a forge has run for a commit: a workflow run, a pipeline, or what others reported."""

    #: What the forge calls it in requests; empty for checks and statuses that belong to none.
    id: str
    name: str
    state: CiState
    url: str = ""
    #: What started it, such as `push`; may be empty.
    event: str = ""
    #: How often it was run, from 1.
    attempt: int = 1
    started_at: datetime | None = None
    #: How long it took or has taken so far, in seconds; None if unknown.
    duration: float | None = None
    jobs: tuple[Job, ...] = ()


class Annotation(Struct, frozen=True, kw_only=True):
    """A remark on a line of a file."""

    #: Path in the repository, with `/`.
    path: str
    #: Line of the file, from 1.
    line: int
    level: Literal["error", "warning", "note"]
    title: str = ""
    message: str
    #: Name of the job or check that made it.
    source: str = ""


class RateLimit(Struct, frozen=True, kw_only=True):
    """How many requests a host still takes."""

    limit: int
    remaining: int
    resets_at: datetime


class Status(Struct, frozen=True, kw_only=True):
    """A commit status to write."""

    #: What it is about, such as `jupyter-mlops`; one of a name counts, the newest.
    context: str
    state: Literal["pending", "passed", "failed", "error"]
    #: At most 140 characters.
    description: str
    #: Where more is told; empty for nowhere.
    url: str = ""


class PullRequest(Struct, frozen=True, kw_only=True):
    """A pull request, on GitLab a merge request."""

    number: int
    title: str
    url: str
    #: The branch that it wants to change, and the one it brings.
    base: str
    head: str


class Comment(Struct, frozen=True, kw_only=True):
    """A comment in a pull request."""

    id: str
    body: str
    url: str = ""


def state_of(states: tuple[CiState, ...]) -> CiState:
    """What jobs come to together: what is still to come first, then the worst.

    Args:
        states: Of the jobs that count; `skipped` if there are none.
    """
    for state in ("running", "queued", "failed", "cancelled", "unknown", "passed"):
        if state in states:
            return state
    return "skipped"
