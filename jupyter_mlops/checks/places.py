"""Findings at cells."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.checks.model import CheckName, Finding, Severity
from jupyter_mlops.checks.subject import Cell, Subject


def finding_at(  # noqa: PLR0913 - what every finding has, by name
    subject: Subject,
    cell: Cell | None,
    check: CheckName,
    code: str,
    message: str,
    *,
    severity: Severity = "warning",
    about: str | None = None,
    **more: Any,
) -> Finding:
    """A finding in a notebook.

    Args:
        subject: The notebook.
        cell: The cell; None for the notebook as a whole.
        check: Who has found it.
        code: What kind of thing.
        message: One sentence, without notebook, cell and line.
        severity: What it weighs unless the settings say otherwise.
        about: What tells it from others of its cell; by default the text of its line.
        more: Other fields of the finding.
    """
    line = more.get("line")
    if about is None:
        about = line_text(cell, line) if cell is not None and line else message
    return Finding(
        check=check,
        code=code,
        severity=severity,
        message=message,
        notebook=subject.path,
        cell=None if cell is None else cell.key,
        index=None if cell is None else cell.index,
        key=about,
        **more,
    )


def line_text(cell: Cell, line: int) -> str:
    """The text of a line of a cell's source, from 1; empty if it has no such line."""
    lines = cell.source.split("\n")
    return lines[line - 1].strip() if 0 < line <= len(lines) else ""
