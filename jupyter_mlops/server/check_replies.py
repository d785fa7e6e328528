"""Checks as payloads: files become contents paths."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jupyter_mlops.checks.model import STATIC, CheckName
from jupyter_mlops.server.module_replies import project_path, source_path
from jupyter_mlops.server.payloads.checks import (
    CheckFinding,
    CheckProgress,
    CheckResultReply,
    CheckRunReply,
    ChecksReply,
    CheckTitle,
    CommitVerdict,
    GateReply,
    MetricChangeReply,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jupyter_mlops.checks.model import CheckResult, Finding, Report
    from jupyter_mlops.server.paths import Root
    from jupyter_mlops.services.check_desk import FoundRun
    from jupyter_mlops.services.check_status import ChecksStatus
    from jupyter_mlops.services.commit_gate import Gate

#: How many findings of a check are listed; worse ones first.
MOST: Final = 500
_WEIGHT: Final = {"error": 0, "warning": 1, "note": 2}


def checks_reply(status: ChecksStatus, root: Root) -> ChecksReply:
    """How a project stands."""
    head, working, earlier = status.head_run, status.working_run, status.earlier
    return ChecksReply(
        project=project_path(root, status.project),
        name=status.project.name,
        head=status.head,
        subject=status.subject,
        head_run=None if head is None else whole_run(head, root),
        working_run=None if working is None else whole_run(working, root),
        working_before=[whole_run(each, root) for each in status.working_before],
        earlier=None if earlier is None else run_reply(earlier, root),
        checks=[check_title(name) for name in status.checks],
        notebooks=status.notebooks,
        trouble=root.in_text(status.trouble),
        hook=status.hook,
    )


def whole_run(found: FoundRun, root: Root) -> CheckRunReply:
    """A run with its results, as far as they are; reads a file: call from a thread."""
    return run_reply(found, root, found.folder.read_report())


def run_reply(found: FoundRun, root: Root, report: Report | None = None) -> CheckRunReply:
    """A run.

    Args:
        found: The run.
        root: The server's root.
        report: Its results, if they are wanted.
    """
    run, record = found.run, found.record
    project = Path(run.project)
    return CheckRunReply(
        id=run.id,
        project=project_path(root, project),
        commit=run.commit,
        subject=run.subject,
        state=run.state,
        origin=run.origin,
        only_checks=list(run.checks),
        only_notebooks=list(run.notebooks),
        created_at=run.created_at,
        started_at=run.started_at,
        ended_at=run.ended_at,
        progress=CheckProgress(
            done=run.progress.done,
            total=run.progress.total,
            check=run.progress.check,
            notebook=run.progress.notebook,
        ),
        results=[] if report is None else [_result(each, root, project) for each in report.checks],
        metrics=[] if report is None else _metrics(report),
        errors=record.errors,
        warnings=record.warnings,
        notebooks=record.notebooks,
        message=root.in_text(run.message),
    )


def verdict_reply(found: FoundRun) -> CommitVerdict:
    """What is known of a commit."""
    run, record = found.run, found.record
    return CommitVerdict(
        commit=run.commit,
        run=run.id,
        state=run.state,
        errors=record.errors,
        warnings=record.warnings,
        complete=not (run.checks or run.notebooks),
    )


def check_findings(findings: Iterable[Finding], root: Root, project: Path) -> list[CheckFinding]:
    """What checks have found.

    Args:
        findings: Of a project.
        root: The server's root.
        project: The project's folder.
    """
    paths = _Paths(root, project)
    return [
        CheckFinding(
            check=each.check,
            code=each.code,
            severity=each.severity,
            message=paths.spoken(each.message),
            hint=paths.spoken(each.hint),
            notebook=paths.of(each.notebook),
            source=each.notebook,
            cell=each.cell,
            index=each.index,
            line=each.line,
            column=each.column,
            output=each.output,
            parameters=each.parameters,
            fixable=each.fixable,
            detail=paths.spoken(each.detail),
            key=each.key,
        )
        for each in findings
    ]


def gate_reply(gate: Gate, root: Root, worktree: Path) -> GateReply:
    """What a commit would hold.

    Args:
        gate: What was found, its paths from the worktree's root.
        root: The server's root.
        worktree: The worktree's root.
    """
    return GateReply(
        blocking=check_findings(gate.blocking, root, worktree),
        warnings=check_findings(gate.warnings[:MOST], root, worktree),
    )


@cache
def check_title(name: CheckName) -> CheckTitle:
    """A check, as its own page calls it."""
    from jupyter_mlops.checks.registry import get_check

    check = get_check(name)
    page = (type(check).__doc__ or "").strip().split("\n\n")[0]
    return CheckTitle(
        check=name, title=check.title, summary=" ".join(page.split()), static=name in STATIC
    )


class _Paths:
    """Contents paths of many findings of few notebooks."""

    def __init__(self, root: Root, project: Path) -> None:
        self._root = root
        self._project = project
        self._known: dict[str, str | None] = {}

    def of(self, notebook: str) -> str | None:
        if notebook not in self._known:
            self._known[notebook] = source_path(self._root, self._project, notebook)
        return self._known[notebook]

    def spoken(self, text: str) -> str:
        return self._root.in_text(text) if str(self._root.folder) in text else text


def _result(result: CheckResult, root: Root, project: Path) -> CheckResultReply:
    worst = sorted(result.findings, key=lambda finding: _WEIGHT[finding.severity])
    listed = result.findings if len(worst) <= MOST else worst[:MOST]
    return CheckResultReply(
        check=result.check,
        title=check_title(result.check).title,
        verdict=result.verdict,
        findings=check_findings(listed, root, project),
        count=len(result.findings),
        notebooks=result.notebooks,
        cached=result.cached,
        duration=result.duration,
        message=root.in_text(result.message),
        accepted=result.accepted,
    )


def _metrics(report: Report) -> list[MetricChangeReply]:
    return [
        MetricChangeReply(
            notebook=each.notebook,
            parameters=each.parameters,
            name=each.name,
            value=each.value,
            base=each.base,
        )
        for each in report.metrics
    ]
