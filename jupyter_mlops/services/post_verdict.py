"""Use case: tell a forge what the checks here have said of a commit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from jupyter_mlops.checks.model import Report
from jupyter_mlops.checks.run_model import ACTIVE, CheckRun, CheckRunState
from jupyter_mlops.errors import ConflictError
from jupyter_mlops.forges.client import ForgeClient
from jupyter_mlops.forges.model import ForgeKind, Status
from jupyter_mlops.services.check_desk import CheckDesk, get_check_run
from jupyter_mlops.services.ci_desk import CiDesk, find_spot, make_sure

#: What the status is about; of all of that name on a commit the newest counts.
CONTEXT: Final = "jupyter-mlops"

_StatusState = Literal["pending", "passed", "failed", "error"]
_STATES: Final[Mapping[CheckRunState, _StatusState]] = {
    "passed": "passed",
    "warned": "passed",
    "failed": "failed",
    "cancelled": "error",
    "broken": "error",
}
_LONGEST: Final = 140


def post_verdict(
    desk: CiDesk, root: Path, checks: CheckDesk, run_id: str, *, remote: str | None = None
) -> tuple[Status, str]:
    """Writes a commit status that says how a run of the checks came out.

    Args:
        desk: Asks.
        root: Of the worktree.
        checks: Whose runs of checks are meant.
        run_id: A run of all checks on a commit, which has ended.
        remote: Git's name of the remote; the first on a forge by default.

    Returns:
        The status, and the web page of the repository's commit.

    Raises:
        NotFoundError: There is no such run for this user, or no such remote.
        ConflictError: The run has not ended, is on no commit, or left something out.
        UnavailableError: This forge takes no statuses.
        RemoteError: The forge refuses, as it does for a commit that it doesn't have.
    """
    found = get_check_run(checks, run_id)
    run = found.run
    _make_sure_it_counts(run)
    status = Status(
        context=CONTEXT,
        state=_STATES[run.state],
        description=describe_run(run, found.folder.read_report()),
        url="",
    )
    spot = find_spot(desk, root, remote)

    def post(client: ForgeClient) -> None:
        make_sure(desk, spot, client.capabilities().post_status, "write a commit status")
        client.post_status(run.commit, status)

    desk.ask(root, spot.place, post)
    part = "-/commit" if spot.place.kind is ForgeKind.GITLAB else "commit"
    return status, f"{spot.place.url}/{part}/{run.commit}"


def describe_run(run: CheckRun, report: Report | None) -> str:
    """How a run came out, in one line of at most 140 characters."""
    if report is None or run.state in ("cancelled", "broken"):
        text = f"{run.state}: {run.message}" if run.message else run.state
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    findings = [each for result in report.checks for each in result.findings]
    errors = sum(each.severity == "error" for each in findings)
    warnings = sum(each.severity == "warning" for each in findings)
    parts = [_count(errors, "error"), _count(warnings, "warning")]
    found = " and ".join(part for part in parts if part) or "nothing to say"
    checks = sum(result.verdict != "skipped" for result in report.checks)
    return f"{found}: {_count(checks, 'check')} of {_count(report.notebooks, 'notebook')}"


def _make_sure_it_counts(run: CheckRun) -> None:
    if not run.commit:
        raise ConflictError(
            "these checks were of files that are in no commit",
            hint="commit, check the commit, then tell the forge",
        )
    if run.state in ACTIVE:
        raise ConflictError("the checks have not ended", hint="wait for them, or cancel them")
    if run.checks or run.notebooks:
        raise ConflictError(
            "only some checks or notebooks were looked at", hint="check the whole commit"
        )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}" if number else ""
