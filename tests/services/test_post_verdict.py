"""A forge is told what the checks here have said."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.checks.model import CheckName, CheckResult, Finding, Report
from jupyter_mlops.checks.run_files import CheckRecord
from jupyter_mlops.checks.run_model import CheckRun
from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.services.check_desk import CheckDesk
from jupyter_mlops.services.ci_desk import CiDesk
from jupyter_mlops.services.post_verdict import describe_run, post_verdict
from tests.services.forges import ForgeRepository

NOW = datetime(2026, 3, 1, tzinfo=timezone.utc)


def report(*severities: Any) -> Report:
    findings = tuple(
        Finding(check=CheckName.LINT, code="F401", severity=each, message="no")
        for each in severities
    )
    checked = CheckResult(check=CheckName.LINT, verdict="failed", findings=findings)
    skipped = CheckResult(check=CheckName.TEST, verdict="skipped")
    return Report(
        project="lab",
        started_at=NOW,
        duration=1.0,
        verdict="failed",
        checks=(checked, skipped),
        notebooks=12,
    )


@pytest.fixture
def checks(tmp_path: Path) -> CheckDesk:
    return CheckDesk(home=Home(tmp_path / "runs"), user="me")


def record(desk: CheckDesk, forge: ForgeRepository, *severities: Any, **more: Any) -> str:
    """Puts a run on record; its id."""
    run = CheckRun(
        **{
            "id": new_id(),
            "project": str(forge.folder),
            "commit": forge.sha,
            "state": "failed",
            "user": "me",
            "created_at": NOW,
            "ended_at": NOW,
            **more,
        }
    )
    folder = desk.store.add(CheckRecord(run=run))
    folder.write_report(report(*severities))
    return run.id


def test_a_verdict_becomes_a_commit_status(
    forge: ForgeRepository, ci: CiDesk, checks: CheckDesk
) -> None:
    run = record(checks, forge, "error", "error", "warning")
    status, url = post_verdict(ci, forge.folder, checks, run, remote="origin")
    assert (status.context, status.state) == ("jupyter-mlops", "failed")
    assert status.description == "2 errors and 1 warning: 1 check of 12 notebooks"
    assert url == f"{forge.world.fake.url}/octo/lab/commit/{forge.sha}"
    [asked] = forge.world.fake.asked("/statuses/", "POST")
    assert asked.path.endswith(forge.sha)
    assert (asked.body["context"], asked.body["state"]) == ("jupyter-mlops", "failure")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"commit": ""}, "in no commit"),
        ({"checks": (CheckName.LINT,)}, "only some checks"),
        ({"notebooks": ("a.ipynb",)}, "only some checks"),
    ],
)
def test_what_says_nothing_of_a_whole_commit_is_not_told(
    forge: ForgeRepository, ci: CiDesk, checks: CheckDesk, more: dict[str, Any], words: str
) -> None:
    run = record(checks, forge, **more)
    with pytest.raises(ConflictError, match=words):
        post_verdict(ci, forge.folder, checks, run)
    assert forge.world.fake.requests == []


def test_a_run_of_somebody_else_is_not_there(
    forge: ForgeRepository, ci: CiDesk, checks: CheckDesk
) -> None:
    run = record(checks, forge, user="another")
    with pytest.raises(NotFoundError):
        post_verdict(ci, forge.folder, checks, run)


@pytest.mark.parametrize(
    ("state", "found", "words"),
    [
        ("passed", report(), "nothing to say: 1 check of 12 notebooks"),
        ("broken", None, "broken: no kernel"),
        ("cancelled", report(), "cancelled: no kernel"),
    ],
)
def test_a_run_is_described_in_a_line(state: Any, found: Report | None, words: str) -> None:
    run = CheckRun(
        id="1", project="", commit="", state=state, user="", created_at=NOW, message="no kernel"
    )
    assert describe_run(run, found) == words


def test_a_long_description_is_cut() -> None:
    run = CheckRun(
        id="1", project="", commit="", state="broken", user="", created_at=NOW, message="x" * 500
    )
    assert len(describe_run(run, None)) == 140
