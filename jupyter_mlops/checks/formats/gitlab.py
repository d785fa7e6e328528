"""A report as GitLab's code quality artifact.

https://docs.gitlab.com/ci/testing/code_quality/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from jupyter_mlops.checks.formats.spots import Spot
from jupyter_mlops.checks.formats.words import PROJECT_FILE, findings_of, place_text, said
from jupyter_mlops.checks.model import Finding, Report, Severity

_SEVERITIES: Final[dict[Severity, str]] = {"error": "major", "warning": "minor", "note": "info"}


def render(report: Report, spots: Mapping[str, Spot]) -> str:
    """Writes the findings, each with its key as fingerprint."""
    issues = [_issue(finding, spots.get(finding.key)) for finding in findings_of(report)]
    return msgspec.json.format(msgspec.json.encode(issues), indent=2).decode() + "\n"


def _issue(finding: Finding, spot: Spot | None) -> dict[str, Any]:
    line = finding.line if finding.cell is None else spot.file_line if spot else None
    place = place_text(finding)
    return {
        "description": f"{place}: {said(finding)}" if place else said(finding),
        "check_name": f"{finding.check.value}/{finding.code}",
        "fingerprint": finding.key,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.notebook or PROJECT_FILE, "lines": {"begin": line or 1}},
    }
