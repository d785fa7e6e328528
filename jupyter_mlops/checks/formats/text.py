"""A report for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from jupyter_mlops.checks.formats.spots import Spot
from jupyter_mlops.checks.formats.words import (
    ICONS,
    findings_of,
    place_text,
    summary,
)
from jupyter_mlops.checks.model import Finding, Report, Severity, Verdict

_BOLD, _FAINT = "1", "2"
_SEVERITIES: Final[dict[Severity, str]] = {"error": "31", "warning": "33", "note": "36"}
_VERDICTS: Final[dict[Verdict, str]] = {
    "passed": "32",
    "warned": "33",
    "failed": "31",
    "skipped": _FAINT,
    "broken": "35",
}
#: How much of a traceback or difference is shown: its end says what happened.
_LINES: Final = 12
_LONGEST: Final = 160


def render(report: Report, spots: Mapping[str, Spot], *, colours: bool = False) -> str:
    """Writes the findings notebook by notebook, what could not be checked, and the sum.

    What to do is said once a notebook.

    Args:
        report: What the checks say.
        spots: Source lines by keys of findings.
        colours: Whether the terminal shows colours.
    """
    paint = _Paint(on=colours)
    lines: list[str] = []
    ordered = sorted(findings_of(report), key=_order)
    for notebook, findings in groupby(ordered, key=lambda each: each.notebook):
        lines += [paint(_plain(notebook or report.project), _BOLD)]
        hints: set[str] = set()
        for finding in findings:
            told = finding if finding.hint not in hints else replace(finding, hint="")
            lines += _finding(told, spots.get(finding.key), paint)
            hints.add(finding.hint)
        lines.append("")
    lines += list(_unfinished(report, paint))
    icon = paint(f"{ICONS[report.verdict]} ", _VERDICTS[report.verdict])
    head, _, rest = summary(report).partition(":")
    return "\n".join([*lines, f"{icon}{paint(head, _VERDICTS[report.verdict])}:{rest}"]) + "\n"


class _Paint:
    def __init__(self, *, on: bool) -> None:
        self._on = on

    def __call__(self, text: str, colour: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self._on else text


def _order(finding: Finding) -> tuple[str, int, int]:
    """By place in the project; what is about a whole notebook comes first."""
    return finding.notebook, -1 if finding.index is None else finding.index, finding.line or 0


def _finding(finding: Finding, spot: Spot | None, paint: _Paint) -> Iterator[str]:
    place = _plain(place_text(finding))
    severity = paint(finding.severity, _SEVERITIES[finding.severity])
    rule = paint(f"{finding.check.value}/{_plain(finding.code)}", _FAINT)
    where = f"{place}  " if place else ""
    yield f"  {where}{severity}: {_plain(finding.message)}  {rule}"
    if spot is not None and spot.source.strip():
        yield f"    {paint('│', _FAINT)} {_shown(spot.source.strip())}"
    if finding.detail:
        shown = finding.detail.rstrip().splitlines()
        if len(shown) > _LINES:
            yield paint(f"    │ … {len(shown) - _LINES} lines", _FAINT)
        yield from (f"    {paint('│', _FAINT)} {_shown(line)}" for line in shown[-_LINES:])
    if finding.hint:
        fixable = " [--fix]" if finding.fixable else ""
        yield f"    {paint(f'→ {_plain(finding.hint)}{fixable}', _FAINT)}"
    elif finding.fixable:
        yield f"    {paint('→ mended by --fix', _FAINT)}"


def _plain(text: str) -> str:
    """A text in one line, without anything that a terminal would act upon."""
    return "".join(char if char.isprintable() else " " for char in text)


def _shown(text: str) -> str:
    """As much of a line of code or output as can be taken in."""
    line = _plain(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _unfinished(report: Report, paint: _Paint) -> Iterator[str]:
    """What could not be checked, and why; what there was nothing to do for, in one line."""
    for result in report.checks:
        if result.verdict == "broken":
            text = f"{ICONS['broken']} {result.check.value} broken: {_plain(result.message)}"
            yield paint(text, _VERDICTS["broken"])
    skipped = [
        f"{result.check.value} ({_plain(result.message)})" if result.message else result.check.value
        for result in report.checks
        if result.verdict == "skipped"
    ]
    if skipped:
        yield paint(f"{ICONS['skipped']} skipped: {', '.join(skipped)}", _VERDICTS["skipped"])
