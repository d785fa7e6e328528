"""What a run's log says of a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jupyter_mlops.checks.model import CheckResult, Finding, Report

#: How many findings of a check are listed.
_MOST: Final = 200


def report_lines(report: Report) -> Iterator[str]:
    """The report for people who read a log: each check with what it has found, then the sum."""
    for result in report.checks:
        yield _result(result)
        for finding in result.findings[:_MOST]:
            yield f"    {_where(finding)}{finding.severity} {_said(finding)}"
            yield from (f"        {line}" for line in finding.detail.splitlines())
        if len(result.findings) > _MOST:
            yield f"    … and {len(result.findings) - _MOST} more"
    notebooks = "1 notebook" if report.notebooks == 1 else f"{report.notebooks} notebooks"
    yield f"{report.verdict}: {notebooks} in {report.duration:.1f} s"


def _result(result: CheckResult) -> str:
    parts = [f"{result.verdict:8} {result.check.value:10}"]
    if result.findings:
        parts.append(f"{len(result.findings)} found")
    if result.accepted:
        parts.append(f"{result.accepted} accepted")
    if result.cached:
        parts.append(f"{result.cached} of {result.notebooks} known")
    if result.message:
        parts.append(result.message)
    return "  ".join([*parts, f"{result.duration:.1f} s"])


def _said(finding: Finding) -> str:
    """Code and message; an exception's name is its code, and not said twice."""
    doubled = finding.message.startswith(f"{finding.code}:")
    return finding.message if doubled else f"{finding.code}: {finding.message}"


def _where(finding: Finding) -> str:
    if not finding.notebook:
        return ""
    cell = "" if finding.index is None else f" [{finding.index + 1}]"
    line = "" if finding.line is None else f":{finding.line}"
    return f"{finding.notebook}{cell}{line}  "
