"""Use case: look at what a commit would hold before it is made."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.checks.formats.words import count_text, place_text
from jupyter_mlops.checks.model import CheckName, CheckResult, Finding
from jupyter_mlops.checks.ports import Progress
from jupyter_mlops.checks.settle import UNREADABLE
from jupyter_mlops.errors import GateError, MlopsError
from jupyter_mlops.services.check_order import CheckOrder
from jupyter_mlops.services.project import project_of

#: How long a commit waits for its checks, and for those that can stop it, in seconds: a machine
#: that is busy must not let a secret through.
LIMIT: Final = 5.0
_PATIENCE: Final = 12.0
#: In a commit's message: which checks were in its way, and why it was made nevertheless.
TRAILER: Final = "Checks-Overridden"
_CANNOT_STOP: Final = tuple(name for name in CheckName if name is not CheckName.SECRETS)
#: Tells a hook of ours that its commit has been looked at.
DONE_VARIABLE: Final = "JUPYTER_MLOPS_GATE"
DONE: Final = "done"


class Gate(Struct, frozen=True, kw_only=True):
    """What a commit would hold that it had better not."""

    #: What keeps it from being made without an override. Paths are from the worktree's root.
    blocking: tuple[Finding, ...] = ()
    #: All else.
    warnings: tuple[Finding, ...] = ()
    #: Why not everything could be looked at; empty if it was.
    trouble: str = ""


def find_gate(root: Path, *, limit: float = LIMIT) -> Gate:
    """Checks the notebooks that the next commit changes, as the index holds them.

    Nothing that goes wrong here stands in the way of a commit.

    Args:
        root: Of the worktree.
        limit: How long all that cannot stop it may take, in seconds; what was found until then
            counts.
    """
    look = _Look(root.resolve())
    thread = threading.Thread(target=look.run, name="commit gate", daemon=True)
    started = time.monotonic()
    thread.start()
    look.judged.wait(_PATIENCE)
    thread.join(max(0.0, limit - (time.monotonic() - started)))
    if thread.is_alive():
        look.stop()
    return look.gate()


def refuse(gate: Gate) -> None:
    """Stops a commit that has something in its way.

    Raises:
        GateError: It has; `detail` lists it, a line each.
    """
    if not gate.blocking:
        return
    raise GateError(
        f"the commit would hold {count_text(len(gate.blocking), 'secret')}",
        hint="take them out and stage again, or say why it is to be made nevertheless",
        detail="\n".join(map(finding_line, gate.blocking)),
    )


def finding_line(finding: Finding) -> str:
    """A finding in a line: `train.ipynb, cell [3], line 2: an AWS access key`."""
    place = place_text(finding)
    where = f"{finding.notebook}, {place}" if place else finding.notebook
    return f"{where}: {finding.message}" if where else finding.message


def trailer(gate: Gate, reason: str) -> str:
    """The line of a commit's message that tells of an override.

    Args:
        gate: What was in its way.
        reason: Why it was made nevertheless.
    """
    return f"{TRAILER}: secrets ({len(gate.blocking)}): {' '.join(reason.split())}"


def with_trailer(root: Path, message: bytes, line: str) -> bytes:
    """A commit's message with a trailer, where git expects it.

    Args:
        root: Of the worktree.
        message: What it says, in whatever encoding.
        line: The trailer.
    """
    from jupyter_mlops.git.command import feed_git

    options = ("--if-exists", "addIfDifferent", "--trailer", line)
    # Without a line feed at its end the last line would take in the trailer.
    return feed_git(root, "interpret-trailers", *options, data=message.rstrip() + b"\n")


def _blocks(finding: Finding) -> bool:
    """Whether a finding stops a commit; that a notebook cannot be read does not."""
    is_secret = finding.check is CheckName.SECRETS and finding.code != UNREADABLE
    return is_secret and finding.severity == "error"


class _Look:
    """The checks of a commit, in a thread of their own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._results: dict[tuple[Path, CheckName], CheckResult] = {}
        self._troubles: list[str] = []
        self._project = root
        #: Set when all is known that can stop the commit.
        self.judged = threading.Event()

    def run(self) -> None:
        """Looks for what can stop the commit, then for all else."""
        try:
            projects = self._projects()
            self._check(projects, skip=_CANNOT_STOP)
            self.judged.set()
            self._check(projects, skip=(CheckName.SECRETS,))
        except MlopsError as error:
            self._say(error.message)
        # Whatever is wrong with us, commits have to go on.
        except Exception as error:  # noqa: BLE001
            self._say(f"{type(error).__name__}: {error}")
        finally:
            self.judged.set()

    def _check(self, projects: list[Path], skip: tuple[CheckName, ...]) -> None:
        """Checks project by project; each has its own settings."""
        from jupyter_mlops.services.check import check_project

        for project in projects:
            self._project = project
            order = CheckOrder(folder=project, staged=True, static_only=True, skip=skip)
            check_project(order, watch=self)

    def stop(self) -> None:
        """Has the checks end as soon as they can."""
        self._say("the checks took too long")
        self._stopped.set()

    def gate(self) -> Gate:
        """What was found so far."""
        with self._lock:
            found = [
                finding
                for (project, _), result in self._results.items()
                for finding in self._own(project, result)
            ]
            blocking = tuple(each for each in found if _blocks(each))
            others = (each for each in found if not _blocks(each) and each.severity != "note")
            # Each first check tells of a notebook that cannot be read; once is enough.
            once = {
                (each.notebook, each.code if each.code == UNREADABLE else each.key): each
                for each in others
            }
            broken = [
                f"{name.value}: {result.message}"
                for (_, name), result in self._results.items()
                if result.verdict == "broken"
            ]
            trouble = "; ".join(dict.fromkeys([*self._troubles, *broken]))
            return Gate(blocking=blocking, warnings=tuple(once.values()), trouble=trouble)

    def progressed(self, progress: Progress) -> None:
        """Nobody looks at it."""

    def checked(self, result: CheckResult) -> None:
        """Keeps what a check has found, in place of what it had found before."""
        with self._lock:
            if not self._stopped.is_set():
                self._results[self._project, result.check] = result

    def cancelled(self) -> bool:
        """Whether the commit waits no longer."""
        return self._stopped.is_set()

    def _say(self, trouble: str) -> None:
        with self._lock:
            if not self._stopped.is_set():
                self._troubles.append(trouble)

    def _projects(self) -> list[Path]:
        """The projects that have a notebook which the commit changes."""
        from jupyter_mlops.git.notebook_files import changed_notebooks

        changed = changed_notebooks(self._root, None)
        return sorted({self._project_of(path) for path in changed})

    def _project_of(self, path: str) -> Path:
        return project_of((self._root / path).parent)

    def _own(self, project: Path, result: CheckResult) -> Iterator[Finding]:
        """Findings that are of no project further below, called as from the worktree's root."""
        from msgspec.structs import replace

        below = project.relative_to(self._root).as_posix()
        for finding in result.findings:
            name = finding.notebook if below == "." else f"{below}/{finding.notebook}"
            if not finding.notebook or self._project_of(name) == project:
                yield replace(finding, notebook=name if finding.notebook else "")
