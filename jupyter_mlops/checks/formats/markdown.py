"""A report as Markdown, for people: a summary of a job, a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from jupyter_mlops.checks.formats.spots import Spot
from jupyter_mlops.checks.formats.words import (
    ICONS,
    findings_of,
    place_text,
    seconds_text,
    summary,
)
from jupyter_mlops.checks.model import CheckResult, Finding, Report, Severity

#: How many findings are written out: more fit into no comment, and nobody reads them.
_MOST: Final = 100
_SIGNS: Final[dict[Severity, str]] = {"error": "✗", "warning": "!", "note": "·"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~@$&])")


def render(report: Report, spots: Mapping[str, Spot]) -> str:
    """Writes a headline, a table of the checks, and the findings by notebook."""
    del spots
    lines = [f"### {ICONS[report.verdict]} {plain(summary(report))}", "", *_table(report)]
    findings = sorted(findings_of(report), key=lambda each: each.notebook)
    for notebook, group in groupby(findings[:_MOST], key=lambda each: each.notebook):
        lines += ["", f"**{code(notebook)}**" if notebook else "**The project**", ""]
        hints: set[str] = set()
        for finding in group:
            lines.append(_item(finding, hint=finding.hint not in hints))
            hints.add(finding.hint)
    if len(findings) > _MOST:
        lines += ["", f"… and {len(findings) - _MOST} more."]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """A text in one line that Markdown takes for nothing else."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """A text as code, whatever backticks are in it."""
    text = " ".join(text.split())
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{gap}{text}{gap}{fence}"


def _table(report: Report) -> Iterator[str]:
    yield "| check | verdict | findings | notebooks | time |"
    yield "| --- | --- | ---: | ---: | ---: |"
    for result in report.checks:
        known = f" ({result.cached} known)" if result.cached else ""
        yield (
            f"| {result.check.value} | {ICONS[result.verdict]} {_said(result)} "
            f"| {len(result.findings)} | {result.notebooks}{known} "
            f"| {seconds_text(result.duration)} |"
        )


def _said(result: CheckResult) -> str:
    return f"{result.verdict}: {plain(result.message)}" if result.message else result.verdict


def _item(finding: Finding, *, hint: bool) -> str:
    """A finding in a line, with what to do about it unless that was said before."""
    place = place_text(finding)
    where = f" {plain(place)}:" if place else ""
    sign = _SIGNS[finding.severity]
    item = f"- {sign}{where} {plain(finding.message)} {code(finding.code)}"
    return f"{item} *{plain(finding.hint)}*" if hint and finding.hint else item
