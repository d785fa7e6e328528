"""What each forge's client can be asked."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from msgspec import Struct

from jupyter_mlops.forges.model import (
    Annotation,
    Capabilities,
    Comment,
    Job,
    Pipeline,
    Place,
    PullRequest,
    RateLimit,
    Status,
)


class Answer(Struct, frozen=True, kw_only=True):
    """What a forge says of a commit."""

    #: Newest first; each with its jobs. Checks and statuses that belong to none come last, as one.
    pipelines: tuple[Pipeline, ...]
    #: When the forge was last heard: earlier than now where it can't be reached and this is what it
    #: said before.
    as_of: datetime
    #: Why it could not be heard just now; empty if it was.
    trouble: str = ""
    #: When another look is worthwhile, in seconds: few while something runs, never before a limit
    #: allows it; None if nothing will change by itself.
    poll_after: float | None = None


class LogPart(Struct, frozen=True, kw_only=True):
    """A part of a job's log."""

    text: str
    #: Where the next part begins, in characters.
    next: int
    #: Whether the job has ended, so that no more will come.
    whole: bool


class ForgeClient(Protocol):
    """A repository on a forge.

    Every method may raise `RemoteError` (the forge refuses, cannot be reached, or answers what
    makes no sense), `CredentialsError` (it doesn't accept the token, or wants one),
    `NotFoundError`, `ConflictError` (409, 422: the present state doesn't allow it) and
    `RateLimitError` (with when to ask again). Messages name the host and what was asked, never a
    token.
    """

    place: Place

    def capabilities(self) -> Capabilities:
        """What it can do; asks the host for its version once where that matters."""

    def rate_limit(self) -> RateLimit | None:
        """What the host last said of its limits; None if it said nothing."""

    def commit(self, sha: str) -> Answer:
        """The pipelines of a commit; where the host can't be reached, what it last said."""

    def log(self, job: Job, offset: int = 0) -> LogPart:
        """The log of a job from a character on, without colour codes and time stamps."""

    def annotations(self, sha: str) -> tuple[Annotation, ...]:
        """Remarks that checks have made on a commit."""

    def rerun(self, pipeline: str, *, failed_only: bool = False) -> None:
        """Runs a pipeline again, all of it or the jobs that failed."""

    def rerun_job(self, pipeline: str, job: str) -> None:
        """Runs a job again."""

    def cancel(self, pipeline: str) -> None:
        """Cancels a pipeline."""

    def post_status(self, sha: str, status: Status) -> None:
        """Writes a commit status."""

    def pull_requests(self, branch: str) -> tuple[PullRequest, ...]:
        """Open pull requests of a branch."""

    def comments(self, pull_request: int) -> tuple[Comment, ...]:
        """All comments of a pull request's conversation, whoever wrote them."""

    def add_comment(self, pull_request: int, body: str) -> Comment:
        """Adds a comment, in Markdown."""

    def change_comment(self, pull_request: int, comment: str, body: str) -> Comment:
        """Gives a comment another text."""
