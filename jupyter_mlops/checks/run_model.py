"""Checks that run, or have run, on a commit."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

from msgspec import Struct

from jupyter_mlops.checks.model import CheckName, Report
from jupyter_mlops.checks.ports import Progress

#: `broken`: they could not be carried out, and `message` says why.
CheckRunState = Literal["queued", "running", "passed", "warned", "failed", "cancelled", "broken"]

ACTIVE: Final = frozenset[CheckRunState]({"queued", "running"})


class CheckRun(Struct, frozen=True, kw_only=True):
    """Checks of a commit, in a worktree of its own, or of the files as they are."""

    #: Sortable by creation time, unique everywhere.
    id: str
    #: Folder of the project, absolute, links resolved.
    project: str
    #: Full id of the commit; empty for the files as they are.
    commit: str
    #: First line of the commit's message; empty for the files as they are.
    subject: str = ""
    #: Only these checks; empty for all.
    checks: tuple[CheckName, ...] = ()
    #: Only these notebooks, paths below the project; empty for all.
    notebooks: tuple[str, ...] = ()
    state: CheckRunState
    #: What has asked for it: somebody, or a commit that was made.
    origin: Literal["manual", "commit"] = "manual"
    user: str
    created_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    progress: Progress = Progress(done=0, total=0)
    #: What the checks say; grows while they run.
    report: Report | None = None
    #: Why it is broken; else empty.
    message: str = ""
