"""Checks on the wire: contents paths, worse first, no more than anybody reads."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.checks.model import CheckName, CheckResult, Finding, Report, Severity
from jupyter_mlops.checks.run_files import CheckRecord, CheckRunFolder
from jupyter_mlops.checks.run_model import CheckRun
from jupyter_mlops.server.check_replies import MOST, check_findings, run_reply
from jupyter_mlops.server.paths import Root
from jupyter_mlops.services.check_desk import FoundRun

AT = datetime(2026, 1, 1, tzinfo=timezone.utc)
ROOT = Root(Path("/srv/ada"))


def found(project: str = "/srv/ada/lab", **given: Any) -> FoundRun:
    run = CheckRun(
        id="0" * 26,
        project=project,
        commit="",
        state="failed",
        user="ada",
        created_at=AT,
        **given,
    )
    return FoundRun(folder=CheckRunFolder(Path("/nowhere")), record=CheckRecord(run=run, errors=3))


def finding(number: int, severity: Severity = "error", **given: Any) -> Finding:
    return Finding(
        check=CheckName.LINT,
        code="F401",
        severity=severity,
        message=f"message {number}",
        notebook="deep/train.ipynb",
        **given,
    )


def report(*findings: Finding) -> Report:
    result = CheckResult(check=CheckName.LINT, verdict="failed", findings=findings)
    return Report(
        project="lab", started_at=AT, duration=1.0, verdict="failed", checks=(result,), notebooks=1
    )


def test_what_is_listed_ends_somewhere_and_begins_with_the_worst() -> None:
    warnings = [finding(number, "warning") for number in range(MOST)]
    errors = [finding(number) for number in range(3)]

    [result] = run_reply(found(), ROOT, report(*warnings, *errors)).results

    assert (result.count, len(result.findings)) == (MOST + 3, MOST)
    assert [each.severity for each in result.findings[:4]] == ["error"] * 3 + ["warning"]


def test_few_findings_keep_their_order() -> None:
    given = [finding(1, "warning"), finding(2), finding(3, "note")]

    [result] = run_reply(found(), ROOT, report(*given)).results

    assert [each.message for each in result.findings] == ["message 1", "message 2", "message 3"]


@pytest.mark.parametrize(
    ("project", "path", "notebook"),
    [
        ("/srv/ada/lab", "lab", "lab/deep/train.ipynb"),
        ("/srv/ada", "", "deep/train.ipynb"),
        ("/srv", None, None),
    ],
)
def test_files_are_told_as_contents_paths(
    project: str, path: str | None, notebook: str | None
) -> None:
    reply = run_reply(found(project), ROOT, report(finding(1)))

    [told] = reply.results[0].findings
    assert (reply.project, told.notebook, told.source) == (path, notebook, "deep/train.ipynb")


def test_what_is_said_names_no_folder_of_the_disk() -> None:
    said = finding(1, detail="in /srv/ada/lab/code.py", hint="look at /srv/ada/lab")
    [told] = check_findings([said], ROOT, Path("/srv/ada/lab"))
    reply = run_reply(found(message="/srv/ada/lab/pyproject.toml: no"), ROOT)

    assert (told.detail, told.hint) == ("in lab/code.py", "look at lab")
    assert reply.message == "lab/pyproject.toml: no"
    assert (reply.errors, reply.results) == (3, [])
