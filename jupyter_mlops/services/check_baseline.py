"""Use case: accept what checks have found, so that only what is new is told from then on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.checks.baseline import read_baseline, with_findings, write_baseline
from jupyter_mlops.services.check import choose_notebooks
from jupyter_mlops.services.check_notebooks import ProjectNotebooks
from jupyter_mlops.services.project import PYPROJECT, project_of
from jupyter_mlops.settings.checks import read_checks_settings

if TYPE_CHECKING:
    from jupyter_mlops.checks.model import Report
    from jupyter_mlops.services.check_order import CheckOrder


def accept(report: Report, order: CheckOrder) -> tuple[Path, int]:
    """Writes the findings of a report into the project's baseline.

    What was accepted earlier of other checks and notebooks stays.

    Args:
        report: What came of the order, with what was accepted earlier in it.
        order: What was checked.

    Returns:
        The file, and how many it accepts now.

    Raises:
        InvalidError: The file is there, and no baseline.
        StorageError: The file cannot be written.
    """
    root = project_of(order.folder.resolve())
    settings = read_checks_settings(root / PYPROJECT)
    file = root / settings.baseline
    limited = order.paths or order.staged or order.changed is not None
    notebooks = choose_notebooks(order, ProjectNotebooks(root, settings)) if limited else None
    findings = [finding for result in report.checks for finding in result.findings]
    done = [result.check for result in report.checks if result.verdict not in ("broken", "skipped")]
    baseline = with_findings(read_baseline(file), findings, checks=done, notebooks=notebooks)
    write_baseline(file, baseline)
    return file, len(baseline.findings)
