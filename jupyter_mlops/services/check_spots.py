"""Use case: show where in its file a finding is, and the line that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.checks.formats.spots import Spot
from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.checks.subject import Cell, Subject
from jupyter_mlops.services.check_masking import text_mask
from jupyter_mlops.services.check_notebooks import ProjectNotebooks
from jupyter_mlops.services.project import PYPROJECT, project_of
from jupyter_mlops.settings.checks import read_checks_settings

if TYPE_CHECKING:
    from jupyter_mlops.checks.model import Report
    from jupyter_mlops.notebooks.spans import Spans
    from jupyter_mlops.services.check_order import CheckOrder


class Spots(Struct, frozen=True, kw_only=True):
    """Where findings are."""

    #: By the findings' keys; those in no cell are missing.
    by_key: dict[str, Spot]
    #: The project's folder from the repository's root, with `/`; empty if it is the root.
    below: str


def find_spots(report: Report, order: CheckOrder) -> Spots:
    """Finds the places of a report's findings.

    Args:
        report: What came of the order.
        order: What was checked.
    """
    root = project_of(order.folder.resolve())
    settings = read_checks_settings(root / PYPROJECT)
    notebooks = ProjectNotebooks(root, settings)
    by_notebook: dict[str, list[Finding]] = defaultdict(list)
    for result in report.checks:
        for finding in result.findings:
            if finding.cell is not None:
                by_notebook[finding.notebook].append(finding)
    spots: dict[str, Spot] = {}
    if by_notebook:
        paths = sorted(by_notebook)
        subjects = notebooks.staged(paths) if order.staged else notebooks.working(paths)
        for subject in subjects:
            if subject.unreadable is None:
                spots |= _in_notebook(subject, by_notebook[subject.path])
        mask = text_mask(settings.secrets)
        spots = {
            key: replace(spot, source=mask(spot.source, True))  # noqa: FBT003
            for key, spot in spots.items()
        }
    return Spots(by_key=spots, below=notebooks.below)


def _in_notebook(subject: Subject, findings: Iterable[Finding]) -> dict[str, Spot]:
    cells = {cell.key: cell for cell in subject.cells}
    lines = _FileLines(subject)
    return {
        finding.key: Spot(
            file_line=lines.find(cell.index, finding.line or 1), source=_source(cell, finding)
        )
        for finding in findings
        if (cell := cells.get(finding.cell or "")) is not None
    }


def _source(cell: Cell, finding: Finding) -> str:
    """The line that a finding is about; never that of a secret, nor beside an output."""
    if finding.check is CheckName.SECRETS or finding.line is None or finding.output is not None:
        return ""
    lines = cell.source.splitlines()
    return lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""


class _FileLines:
    """In which lines of a notebook's file the lines of its cells stand."""

    def __init__(self, subject: Subject) -> None:
        self._data = subject.data
        self._sources = [] if subject.document.upgraded else _sources(subject.data)

    def find(self, index: int, line: int) -> int | None:
        """The line of the file, from 1.

        Args:
            index: Of the cell, from 0.
            line: Of its source, from 1.
        """
        if index >= len(self._sources):
            return None
        starts = self._sources[index]
        if not starts:
            return None
        return self._data.count(b"\n", 0, starts[min(line, len(starts)) - 1]) + 1


def _sources(data: bytes) -> list[list[int]]:
    """Where each line of each cell's source starts, as offsets."""
    from jupyter_mlops.notebooks.spans import Spans

    spans = Spans(data)
    start = data.find(b"{")
    cells = next((item for item in spans.items(start) if item.key == "cells"), None)
    if cells is None:
        return []
    return [_starts(spans, data, item.value) for item in spans.items(cells.value)]


def _starts(spans: Spans, data: bytes, cell: int) -> list[int]:
    source = next((item for item in spans.items(cell) if item.key == "source"), None)
    if source is None:
        return []
    if data[source.value : source.value + 1] != b"[":
        return [source.value]
    return [item.value for item in spans.items(source.value)] or [source.value]
