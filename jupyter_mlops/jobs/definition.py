"""What a job is: the saved definition that runs are made from."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated, Any

from msgspec import Meta, Struct, field

from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.triggers import Schedule

#: What a job may be called: it stands in names of files and on command lines.
JobName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
#: What a run may be labelled with: `nightly`, `team:search`.
Label = Annotated[str, Meta(pattern=r"^[^\s,]{1,100}$")]


class RevisionKind(str, Enum):
    """Which state of the files is run."""

    WORKING = "working"
    BRANCH = "branch"
    COMMIT = "commit"


class Revision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is run: the working copy, the newest commit of a branch, or one commit."""

    #: Which of them.
    kind: RevisionKind = RevisionKind.WORKING
    #: The branch or the commit; empty for the working copy.
    name: str = ""


class ResultFormat(str, Enum):
    """What else than a notebook a run's result is written as."""

    HTML = "html"
    SCRIPT = "script"
    PDF = "pdf"


class ResultWishes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a run leaves besides the executed notebook."""

    #: Also as these, beside the executed notebook.
    formats: tuple[ResultFormat, ...] = ()
    #: Files to keep the hash of, by patterns relative to the notebook's folder.
    artifacts: tuple[str, ...] = ()


class JobSource(str, Enum):
    """Where a job is defined."""

    STORE = "store"
    PYPROJECT = "pyproject"


class Job(Struct, frozen=True, kw_only=True):
    """A saved definition that runs are made from."""

    #: Sortable by creation time, unique everywhere.
    id: str
    #: Unique among the jobs of its user and project.
    name: JobName
    #: Whose it is.
    user: str
    #: Folder of the project, absolute: that of the repository or of `pyproject.toml`.
    project: str
    #: The notebook's file, absolute.
    notebook: str
    #: Given values for parameters.
    parameters: dict[str, Any] = field(default_factory=dict)
    #: Name of the kernelspec; the notebook's own if absent.
    kernel: str | None = None
    #: Which state of the files is run.
    revision: Revision = Revision()
    #: When it runs by itself; never if absent.
    schedule: Schedule | None = None
    #: How its runs are treated.
    policy: Policy = Policy()
    #: What its runs are labelled with.
    labels: tuple[Label, ...] = ()
    #: What its runs leave besides the executed notebook.
    results: ResultWishes = ResultWishes()
    #: Names of the channels that are told of failures, recoveries and lateness.
    notify: tuple[str, ...] = ()
    #: Where it is defined.
    source: JobSource = JobSource.STORE
    #: Whether its schedule rests.
    paused: bool = False
    #: When it was made (UTC).
    created_at: datetime
    #: When it was changed last (UTC).
    updated_at: datetime
    #: When it is due next (UTC); absent where no clock decides, or never again.
    next_at: datetime | None = None
    #: What its trigger saw last: the commit of a branch, the newest file; empty for clocks.
    seen: str = ""


class OccurrenceState(str, Enum):
    """What became of a time at which a job was due."""

    STARTED = "started"
    SKIPPED = "skipped"
    MISSED = "missed"
    FAILED = "failed"


class Occurrence(Struct, frozen=True, kw_only=True):
    """A time at which a job was due; each exists once."""

    #: Id of the job.
    job: str
    #: When it was due (UTC), or the commit or file that made it so: unique for the job.
    key: str
    #: When it was due (UTC).
    due_at: datetime
    #: What became of it.
    state: OccurrenceState
    #: Id of the run that it started.
    run: str | None = None
    #: Why there is none; empty where there is.
    reason: str = ""
