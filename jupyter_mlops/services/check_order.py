"""What is to be checked, and who wants to hear of it meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from msgspec import Struct

from jupyter_mlops.checks.model import CheckName, CheckResult
from jupyter_mlops.checks.ports import Progress


class CheckOrder(Struct, frozen=True, kw_only=True):
    """What is to be checked."""

    #: A folder in the project; the project is that around it.
    folder: Path
    #: Only these notebooks, and those in these folders; from `folder` unless absolute. All of the
    #: project by default.
    paths: tuple[Path, ...] = ()
    #: Only these checks, even such as the settings leave out; all that are on by default.
    checks: tuple[CheckName, ...] | None = None
    #: Without these.
    skip: tuple[CheckName, ...] = ()
    #: Only notebooks that differ from where HEAD has left this revision; `""` for that of the base.
    changed: str | None = None
    #: What the index holds instead of the files, only notebooks that the next commit changes.
    staged: bool = False
    #: Without what is known.
    fresh: bool = False
    #: Whether warnings fail; as the settings say by default.
    strict: bool | None = None
    #: Only checks that run nothing.
    static_only: bool = False
    #: What metrics are compared with, a revision; as the settings say by default.
    base: str | None = None
    #: Whether findings that the baseline has are left in.
    whole: bool = False
    #: The commit that `folder` is a clean worktree of, a full id; by default HEAD is asked for.
    commit: str | None = None


class CheckWatch(Protocol):
    """Who is told while checks run, and asked whether to go on; calls may come from any thread."""

    def progressed(self, progress: Progress) -> None:
        """Some steps are done."""

    def checked(self, result: CheckResult) -> None:
        """A check has come so far; its last call has all of it."""

    def cancelled(self) -> bool:
        """Whether to stop."""
