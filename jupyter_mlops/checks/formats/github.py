"""A report as GitHub's workflow commands, which become annotations.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from jupyter_mlops.checks.formats.spots import Spot
from jupyter_mlops.checks.formats.words import findings_of, place_text, said, summary
from jupyter_mlops.checks.model import Finding, Report, Severity

_COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "note": "notice"}
_ORDER: Final[tuple[Severity, ...]] = ("error", "warning", "note")


def render(report: Report, spots: Mapping[str, Spot]) -> str:
    """Writes a command a finding, errors first: the host shows ten of a kind; then the sum."""
    ordered = sorted(findings_of(report), key=lambda each: _ORDER.index(each.severity))
    lines = [_command(finding, spots.get(finding.key)) for finding in ordered]
    lines += [
        f"::error title={_property(f'check {result.check.value}')}::{_data(result.message)}"
        for result in report.checks
        if result.verdict == "broken"
    ]
    return "\n".join([*lines, _plain(summary(report))]) + "\n"


def _command(finding: Finding, spot: Spot | None) -> str:
    line = finding.line if finding.cell is None else spot.file_line if spot else None
    properties = {
        "file": finding.notebook,
        "line": "" if line is None else str(line),
        "title": f"{finding.check.value}: {finding.code}",
    }
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    place = place_text(finding)
    text = f"{place}: {said(finding)}" if place else said(finding)
    return f"::{_COMMANDS[finding.severity]} {told}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(text: str) -> str:
    """A line that is no command, whatever a project is called."""
    return " ".join(text.split()).replace("::", ": :")
