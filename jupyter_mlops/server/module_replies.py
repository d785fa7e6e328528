"""Modules as payloads: files become contents paths."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.server.payloads.modules import (
    ExportReply,
    FindingReply,
    ModuleCellReply,
    ModuleReply,
    ModulesReply,
    QuestionReply,
)

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import Finding, ModuleCellChange, ModuleStatus, Question
    from jupyter_mlops.server.paths import Root
    from jupyter_mlops.services.export_model import Exported
    from jupyter_mlops.services.module_status import ProjectStatus


def modules_reply(status: ProjectStatus, root: Root) -> ModulesReply:
    """The modules of a project."""
    project = status.project
    return ModulesReply(
        project=project_path(root, project.root),
        name=project.root.name,
        package=project.package,
        version=project.version,
        notebooks=status.notebooks,
        modules=[_module(each, status, root) for each in status.modules],
        findings=findings_reply(status.findings, root, project.root),
        targets=list(status.targets),
        can_release=status.can_release,
    )


def export_reply(exported: Exported, root: Root) -> ExportReply:
    """What an export has done."""
    return ExportReply(
        written=list(exported.written),
        removed=list(exported.removed),
        held_back=list(exported.held_back),
        unchanged=exported.unchanged,
        tests=source_paths(root, exported.status.project.root, exported.tests),
        status=modules_reply(exported.status, root),
    )


def project_path(root: Root, folder: Path) -> str | None:
    """Contents path of a project's folder; None where that is above the server's root."""
    path = root.path(folder)
    return "" if path == "." else path


def source_path(root: Root, project: Path, source: str) -> str | None:
    """Contents path of a file that a project calls by its path below it.

    Args:
        root: The server's root.
        project: The project's folder.
        source: Path below the project, with `/`; may be empty.

    Returns:
        The path; None for an empty one, and outside of the root.
    """
    return root.path(project / source) if source else None


def source_paths(root: Root, project: Path, sources: Iterable[str]) -> list[str]:
    """Contents paths of those files of a project that lie below the server's root."""
    paths = (source_path(root, project, source) for source in sources)
    return [path for path in paths if path is not None]


def findings_reply(findings: Iterable[Finding], root: Root, project: Path) -> list[FindingReply]:
    """What authors have to know.

    Args:
        findings: Of a project.
        root: The server's root.
        project: The project's folder.
    """
    return [
        FindingReply(
            severity=each.severity,
            code=each.code,
            message=root.in_text(each.message),
            hint=root.in_text(each.hint),
            module=each.module,
            notebook=source_path(root, project, each.notebook),
            index=each.index if each.index >= 0 else None,
            line=each.line or None,
        )
        for each in findings
    ]


def _module(module: ModuleStatus, status: ProjectStatus, root: Root) -> ModuleReply:
    project = status.project.root
    return ModuleReply(
        name=module.name,
        import_name=status.project.import_name(module.name),
        path=source_path(root, project, module.file),
        state=module.state,
        notebooks=source_paths(root, project, module.notebooks),
        version=module.version,
        changes=[_cell(each, root, project) for each in module.changes],
        questions=[_question(each, root, project) for each in module.questions],
        findings=findings_reply(module.findings, root, project),
    )


def _cell(change: ModuleCellChange, root: Root, project: Path) -> ModuleCellReply:
    return ModuleCellReply(
        change=change.change,
        notebook=source_path(root, project, change.key.notebook),
        cell=change.key.cell,
        source=change.key.notebook,
        index=change.index if change.index >= 0 else None,
        title=change.title,
        module_line=change.module_line or None,
        base=change.base,
        notebook_text=change.notebook,
        module_text=change.module,
    )


def _question(question: Question, root: Root, project: Path) -> QuestionReply:
    return QuestionReply(
        notebook=source_path(root, project, question.key.notebook),
        cell=question.key.cell,
        source=question.key.notebook,
        deleted_in=question.deleted_in,
        names=list(question.names),
        edited=question.edited,
        answers=list(question.answers),
    )
