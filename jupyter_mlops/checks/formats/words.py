"""Words that all formats use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from jupyter_mlops.checks.model import Finding, Report, Severity, Verdict

_MINUTE = 60
ICONS: Final[dict[Verdict, str]] = {
    "passed": "✓",
    "warned": "!",
    "failed": "✗",
    "skipped": "○",
    "broken": "?",
}
_SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")
#: Where a finding is that is in no notebook, for hosts that want each in some file.
PROJECT_FILE: Final = "pyproject.toml"


def findings_of(report: Report) -> Iterator[Finding]:
    """All findings, in the order of their checks."""
    for result in report.checks:
        yield from result.findings


def place_text(finding: Finding) -> str:
    """Where a finding is in its notebook: `cell [3], line 2, output 1`; empty if nowhere in it."""
    parts = []
    if finding.index is not None:
        parts.append(f"cell [{finding.index + 1}]")
    elif finding.cell is not None:
        parts.append(f"cell {finding.cell}")
    if finding.line is not None:
        parts.append(f"line {finding.line}")
    if finding.output is not None:
        parts.append(f"output {finding.output + 1}")
    if finding.parameters:
        parts.append(f"with {finding.parameters}")
    return ", ".join(parts)


def said(finding: Finding) -> str:
    """The message and what to do about it, in one line."""
    text = " ".join(finding.message.split())
    return f"{text} ({' '.join(finding.hint.split())})" if finding.hint else text


def count_text(count: int, what: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def counts_text(report: Report) -> str:
    """`2 errors, 1 warning`; `nothing found` if there is nothing."""
    counts = Counter(finding.severity for finding in findings_of(report))
    return (
        ", ".join(count_text(counts[each], each) for each in _SEVERITIES if counts[each])
        or "nothing found"
    )


def seconds_text(seconds: float) -> str:
    """`0.03 s`, `1.2 s` or `3 m 04 s`."""
    if seconds < 0.1:  # noqa: PLR2004 - where one digit would say nothing
        return f"{seconds:.2f} s"
    if seconds < _MINUTE:
        return f"{seconds:.1f} s"
    return f"{int(seconds // _MINUTE)} m {int(seconds % _MINUTE):02d} s"


def summary(report: Report) -> str:
    """`failed: 2 errors, 1 warning in 12 notebooks · 3.1 s · 30 known`."""
    parts = [
        f"{report.verdict}: {counts_text(report)} in {count_text(report.notebooks, 'notebook')}",
        seconds_text(report.duration),
    ]
    if known := sum(result.cached for result in report.checks):
        parts.append(f"{known} known")
    if accepted := sum(result.accepted for result in report.checks):
        parts.append(f"{accepted} accepted")
    return " · ".join(parts)
