"""What checks and metrics say, in Markdown, for a report on a branch."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from jupyter_mlops.checks.formats.words import ICONS, findings_of, place_text, seconds_text, summary
from jupyter_mlops.checks.model import CheckResult, Finding, Report, Severity
from jupyter_mlops.notebooks.render.markdown.escape import code_span, prose
from jupyter_mlops.notebooks.render.phrases import count_phrase
from jupyter_mlops.services.report_metrics import metric_rows

_SIGNS: Final[dict[Severity, str]] = {"error": "✗", "warning": "⚠", "note": "·"}
_ORDER: Final[tuple[Severity, ...]] = ("error", "warning", "note")
#: How many findings and metrics are told at most; where they don't fit, fewer.
_FINDINGS: Final = (100, 50, 25, 10, 3, 0)
_METRICS: Final = 30
#: Up to how many findings are open to see at once.
_OPEN: Final = 10


def checks_markdown(report: Report, *, limit: int | None = None) -> str:
    """What checks and metrics say, with a blank line at the end.

    Args:
        report: What the checks say.
        limit: The most characters it should have; findings that don't fit are counted.
    """
    findings = sorted(findings_of(report), key=_rank)
    start = f"### {ICONS[report.verdict]} Checks {prose(summary(report))}\n\n{_table(report)}"
    end = _metrics(report)
    for most in _FINDINGS:
        text = f"{start}{_findings(findings, most)}{end}"
        if limit is None or len(text) <= limit:
            break
    return text


def _table(report: Report) -> str:
    """The checks that say something, a row each; the others in a line."""
    telling = [each for each in report.checks if each.verdict not in ("passed", "skipped")]
    rows = "".join(map(_row, telling))
    table = f"| Check | Verdict | Findings | Notebooks | Time |\n|---|---|--:|--:|--:|\n{rows}\n"
    lines = []
    for verdict, word in (("passed", "passed"), ("skipped", "had nothing to do")):
        names = [each.check.value for each in report.checks if each.verdict == verdict]
        if names:
            lines.append(f"{', '.join(names)} {word}")
    rest = f"{'; '.join(lines)}.\n\n" if lines else ""
    return (table if telling else "") + rest


def _row(result: CheckResult) -> str:
    said = f"{ICONS[result.verdict]} {result.verdict}"
    if result.message:
        said += f": {code_span(result.message, table=True)}"
    count = f"{len(result.findings):,}" if result.findings else ""
    cells = (result.check.value, said, count, str(result.notebooks), seconds_text(result.duration))
    return f"| {' | '.join(cells)} |\n"


def _findings(findings: list[Finding], most: int) -> str:
    if not findings:
        return ""
    told = sorted(findings[:most], key=lambda each: each.notebook)
    tag = "<details open>" if len(findings) <= _OPEN else "<details>"
    count = count_phrase(len(findings), "finding")
    lines = [tag, f"<summary>{count}</summary>", "", *_items(told)]
    if len(findings) > len(told):
        lines += [f"_{count_phrase(len(findings) - len(told), 'more finding')}_", ""]
    return "\n".join([*lines, "</details>", "", ""])


def _items(findings: list[Finding]) -> Iterator[str]:
    for notebook, group in groupby(findings, key=lambda each: each.notebook):
        yield f"**{code_span(notebook)}**" if notebook else "**The project**"
        yield ""
        hints: set[str] = set()
        for finding in sorted(group, key=_rank):
            yield _item(finding, hint=finding.hint not in hints)
            hints.add(finding.hint)
        yield ""


def _item(finding: Finding, *, hint: bool) -> str:
    place = place_text(finding)
    where = f"{prose(place)}: " if place else ""
    message = prose(" ".join(finding.message.split()))
    item = f"- {_SIGNS[finding.severity]} {where}{message} {code_span(finding.code)}"
    told = " ".join(finding.hint.split())
    return f"{item} · {prose(told)}" if hint and told else item


def _metrics(report: Report) -> str:
    rows = metric_rows(report.metrics)
    if not rows:
        return ""
    base = prose(report.base) if report.base else "Base"
    lines = [f"| Notebook | Metric | {base} | Here | Change |", "|---|---|--:|--:|--:|"]
    for row in rows[:_METRICS]:
        names = f"{code_span(row.notebook, table=True)} | {code_span(row.name, table=True)}"
        lines.append(f"| {names} | {row.base} | {row.head} | {row.change} |")
    if len(rows) > _METRICS:
        lines += ["", f"_{count_phrase(len(rows) - _METRICS, 'more metric')}_"]
    return "\n".join(["### Metrics", "", *lines, "", ""])


def _rank(finding: Finding) -> int:
    return _ORDER.index(finding.severity)
