"""Writes what checks have found: to the terminal, and to files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from jupyter_mlops.checks.formats import render
from jupyter_mlops.checks.formats.text import render as render_text
from jupyter_mlops.cli.text import has_colours
from jupyter_mlops.files import ensure_folder, write_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jupyter_mlops.checks.formats import Format
    from jupyter_mlops.checks.model import Finding, Report
    from jupyter_mlops.services.check_order import CheckOrder

#: What hosts read, to which paths go from the repository's root.
_HOSTED: Final = frozenset({"github", "gitlab", "sarif"})


def write_report(
    report: Report, order: CheckOrder, to: Format, outputs: Sequence[tuple[Format, Path]]
) -> None:
    """Writes a report to standard output, and to files.

    Args:
        report: What the checks say.
        order: What was checked.
        to: What standard output shows.
        outputs: Files, and what each shows.

    Raises:
        StorageError: A file cannot be written.
    """
    from jupyter_mlops.services.check_spots import find_spots

    spots = find_spots(report, order)
    hosted = _from_root(report, spots.below)
    for form, file in outputs:
        ensure_folder(file.absolute().parent)
        text = render(hosted if form in _HOSTED else report, form, spots.by_key)
        write_atomically(file, text.encode("utf-8", "replace"))
    if to == "text" and not report.notebooks and report.verdict == "skipped":
        sys.stdout.write(f"nothing to check: {_why_none(order)}\n")
    elif to == "text":
        sys.stdout.write(render_text(report, spots.by_key, colours=has_colours(sys.stdout)))
    else:
        sys.stdout.write(render(hosted if to in _HOSTED else report, to, spots.by_key))


def _why_none(order: CheckOrder) -> str:
    if order.staged:
        return "no notebook is staged"
    if order.changed is not None:
        return "no notebook has changed"
    return "there is no notebook here that the settings mean"


def _from_root(report: Report, below: str) -> Report:
    """A report whose notebooks are called as they are from the repository's root."""
    if not below:
        return report
    checks = [
        replace(result, findings=tuple(_moved(finding, below) for finding in result.findings))
        for result in report.checks
    ]
    return replace(report, checks=tuple(checks))


def _moved(finding: Finding, below: str) -> Finding:
    return replace(finding, notebook=f"{below}/{finding.notebook}") if finding.notebook else finding
