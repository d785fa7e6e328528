"""Reports to write."""

from __future__ import annotations

from datetime import datetime, timezone

from jupyter_mlops.checks.formats.spots import Spot
from jupyter_mlops.checks.model import CheckName, CheckResult, Finding, Report

EVIL = "</failure>\n::error::x %0A `a` | <b> & \x1b[31m \x00 ]]> é"

SECRET = Finding(
    check=CheckName.SECRETS,
    code="aws-access-key",
    severity="error",
    message="an AWS access key (20 characters)",
    hint="revoke it",
    notebook="notebooks/train model.ipynb",
    cell="a1",
    index=2,
    line=3,
    column=7,
    key="0123456789abcdef",
)
LINT = Finding(
    check=CheckName.LINT,
    code="F401",
    severity="warning",
    message="`os` imported but unused",
    notebook="notebooks/train model.ipynb",
    cell="@4",
    index=4,
    line=1,
    fixable=True,
    key="1123456789abcdef",
)
ODD = Finding(
    check=CheckName.LINT,
    code="X,1:2",
    severity="warning",
    message=EVIL,
    hint=EVIL,
    notebook="a,b:c%é.ipynb",
    parameters="small",
    output=0,
    detail=EVIL,
    key="2123456789abcdef",
)
PROJECT = Finding(
    check=CheckName.MODULES,
    code="circular-import",
    severity="note",
    message="modules import each other",
    key="3123456789abcdef",
)

REPORT = Report(
    project="demo",
    commit="a" * 40,
    started_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc),
    duration=61.5,
    verdict="failed",
    notebooks=12,
    version="0.1.0",
    checks=(
        CheckResult(
            check=CheckName.SECRETS, verdict="failed", findings=(SECRET,), notebooks=12, cached=11
        ),
        CheckResult(
            check=CheckName.LINT,
            verdict="warned",
            findings=(LINT, ODD),
            notebooks=12,
            accepted=3,
            duration=0.25,
        ),
        CheckResult(check=CheckName.MODULES, verdict="passed", findings=(PROJECT,)),
        CheckResult(check=CheckName.PATHS, verdict="passed", notebooks=12),
        CheckResult(check=CheckName.EXECUTE, verdict="broken", message="no kernel python3"),
        CheckResult(check=CheckName.GATES, verdict="skipped", message="no rules"),
    ),
)
EMPTY = Report(
    project="demo",
    started_at=REPORT.started_at,
    duration=0.02,
    verdict="skipped",
    notebooks=0,
    checks=(),
)
SPOTS = {
    SECRET.key: Spot(file_line=40),
    LINT.key: Spot(file_line=71, source="import os"),
}
