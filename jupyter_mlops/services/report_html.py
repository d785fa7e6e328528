"""What checks and metrics say, in HTML, for a report on a branch."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from jupyter_mlops.checks.formats.words import ICONS, findings_of, place_text, seconds_text, summary
from jupyter_mlops.checks.model import CheckResult, Finding, Report, Severity
from jupyter_mlops.notebooks.render.html.markup import Html, element, join
from jupyter_mlops.services.report_metrics import metric_rows

_SIGNS: Final[dict[Severity, str]] = {"error": "✗", "warning": "⚠", "note": "·"}
_ORDER: Final[tuple[Severity, ...]] = ("error", "warning", "note")


def checks_html(report: Report) -> Html:
    """What checks and metrics say, to stand above the notebooks of a page."""
    findings = sorted(findings_of(report), key=lambda each: each.notebook)
    groups = [
        _group(notebook, list(group))
        for notebook, group in groupby(findings, key=lambda each: each.notebook)
    ]
    icon = element("span", ICONS[report.verdict], class_=f"verdict {report.verdict}")
    heading = element("h2", icon, f" Checks {summary(report)}", id="checks-name")
    return element(
        "section",
        heading,
        _table(report),
        *groups,
        _metrics(report),
        class_="checks",
        aria_labelledby="checks-name",
    )


def _table(report: Report) -> Html:
    names = ("Check", "Verdict", "Findings", "Notebooks", "Time")
    head = element("tr", *(element("th", name, scope="col") for name in names))
    rows = [_row(result) for result in report.checks]
    return element("table", element("thead", head), element("tbody", *rows))


def _row(result: CheckResult) -> Html:
    icon = element("span", ICONS[result.verdict], class_=f"verdict {result.verdict}")
    said = f" {result.verdict}: {result.message}" if result.message else f" {result.verdict}"
    count = f"{len(result.findings):,}" if result.findings else ""
    return element(
        "tr",
        element("th", result.check.value, scope="row"),
        element("td", icon, said),
        element("td", count, class_="number"),
        element("td", result.notebooks, class_="number"),
        element("td", seconds_text(result.duration), class_="number"),
    )


def _group(notebook: str, findings: list[Finding]) -> Html:
    ordered = sorted(findings, key=lambda each: _ORDER.index(each.severity))
    name = element("code", notebook) if notebook else "The project"
    return join([element("h3", name), element("ul", *map(_item, ordered), class_="findings")])


def _item(finding: Finding) -> Html:
    place = place_text(finding)
    sign = element("span", _SIGNS[finding.severity], class_=f"verdict {finding.severity}")
    line = [
        sign,
        element("span", f" {place}: ", class_="place") if place else " ",
        f"{finding.message} ",
        element("code", finding.code),
        element("span", f" {finding.hint}", class_="quiet") if finding.hint else None,
    ]
    if not finding.detail:
        return element("li", *line)
    return element("li", element("details", element("summary", *line), _detail(finding)))


def _detail(finding: Finding) -> Html:
    return element("pre", finding.detail)


def _metrics(report: Report) -> Html | None:
    rows = metric_rows(report.metrics)
    if not rows:
        return None
    names = ("Notebook", "Metric", report.base or "Base", "Here", "Change")
    head = element("tr", *(element("th", name, scope="col") for name in names))
    body = [
        element(
            "tr",
            element("td", element("code", row.notebook)),
            element("th", row.name, scope="row"),
            *(element("td", text, class_="number") for text in (row.base, row.head, row.change)),
        )
        for row in rows
    ]
    table = element("table", element("thead", head), element("tbody", *body))
    return join([element("h3", "Metrics"), table])
