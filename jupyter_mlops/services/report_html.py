"""What checks and metrics say, in HTML, for a report on a branch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from jupyter_mlops.checks.formats.words import ICONS, findings_of, place_text, seconds_text, summary
from jupyter_mlops.checks.model import CheckResult, Finding, Report, Severity
from jupyter_mlops.notebooks.diff.model import AddedCell, PairedCell
from jupyter_mlops.notebooks.render.html.cells import box_id
from jupyter_mlops.notebooks.render.html.markup import Html, element, join
from jupyter_mlops.notebooks.render.model import Comparison
from jupyter_mlops.services.report_metrics import metric_rows

#: A notebook and the index of a cell.
_Cell = tuple[str, int]
_SIGNS: Final[dict[Severity, str]] = {"error": "✗", "warning": "⚠", "note": "·"}
_ORDER: Final[tuple[Severity, ...]] = ("error", "warning", "note")


def checks_html(report: Report, comparisons: Sequence[Comparison] = ()) -> Html:
    """What checks and metrics say, to stand above the notebooks of a page.

    Args:
        report: What they say.
        comparisons: The notebooks below, so that findings lead to those of their cells that are
            shown there.
    """
    boxes = _boxes(comparisons)
    findings = sorted(findings_of(report), key=lambda each: each.notebook)
    groups = [
        _group(notebook, list(group), boxes)
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


def _boxes(comparisons: Sequence[Comparison]) -> Mapping[_Cell, str]:
    """Ids of the boxes of cells that are shown, by notebook and index."""
    return {
        (comparison.path, entry.head): box_id(number, entry)
        for number, comparison in enumerate(comparisons)
        for entry in (comparison.diff.cells if comparison.diff else ())
        if isinstance(entry, AddedCell | PairedCell)
    }


def _group(notebook: str, findings: list[Finding], boxes: Mapping[_Cell, str]) -> Html:
    ordered = sorted(findings, key=lambda each: _ORDER.index(each.severity))
    name = element("code", notebook) if notebook else "The project"
    items = [_item(finding, boxes) for finding in ordered]
    return join([element("h3", name), element("ul", *items, class_="findings")])


def _item(finding: Finding, boxes: Mapping[_Cell, str]) -> Html:
    sign = element("span", _SIGNS[finding.severity], class_=f"verdict {finding.severity}")
    line = [
        sign,
        " ",
        _place(finding, boxes),
        f"{finding.message} ",
        element("code", finding.code),
        element("span", f" {finding.hint}", class_="quiet") if finding.hint else None,
    ]
    if not finding.detail:
        return element("li", *line)
    return element("li", element("details", element("summary", *line), _detail(finding)))


def _place(finding: Finding, boxes: Mapping[_Cell, str]) -> Html | None:
    text = place_text(finding)
    if not text:
        return None
    box = boxes.get((finding.notebook, -1 if finding.index is None else finding.index))
    if box is None:
        return element("span", f"{text}: ", class_="place")
    return join([element("a", text, href=f"#{box}"), ": "])


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
