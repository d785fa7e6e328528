"""Use case: the modules of a project written from the cells that are marked for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.modules.kept_trees import keeping_trees
from jupyter_mlops.modules.model import Finding, ModuleState
from jupyter_mlops.modules.sharing import sharing_work
from jupyter_mlops.services.export_model import Exported, ExportedTests, ExportRequest
from jupyter_mlops.services.make_project import make_project
from jupyter_mlops.services.module_lock import module_lock
from jupyter_mlops.services.module_look import Look, look_at
from jupyter_mlops.services.module_stand import Stand, make_texts, need_texts, stands_of
from jupyter_mlops.services.module_status import find_modules, status_of
from jupyter_mlops.services.open_modules import (
    OpenModules,
    check_names,
    open_modules,
    project_root,
)
from jupyter_mlops.services.orphaned_modules import find_orphans, made_of, orphan_stands
from jupyter_mlops.services.write_module import remove_module, write_module

if TYPE_CHECKING:
    from jupyter_mlops.jobs.home import Home

#: States in which a module is written if that was consented to.
_REPLACED: Final[frozenset[ModuleState]] = frozenset(
    {"foreign", "module_ahead", "both_ahead", "conflict", "asks"}
)


class _Work(Struct, frozen=True, kw_only=True):
    """What is to be done with the modules that were asked for."""

    write: list[Stand]
    remove: list[Stand]
    held_back: list[Stand]
    unchanged: list[Stand]
    #: Not asked for.
    others: list[Stand]


def export_modules(request: ExportRequest, home: Home) -> Exported:
    """Writes the modules that have changed in their notebooks.

    A module that is as it is to be isn't touched; one whose edits would be lost, or that an error
    keeps from being one, is held back, and the others are written.

    Args:
        request: What to export.
        home: Where earlier exports are kept.

    Raises:
        NotFoundError: It names a module that there isn't.
        InvalidError: The project's settings are not what they have to be.
        LockedError: Another export takes too long.
        StorageError: Nothing can be kept in the home.
    """
    root = project_root(request.path)
    if request.check:
        return _export(request, open_modules(root, home), made_project=False)
    with module_lock(root, home), keeping_trees(), sharing_work():
        opened = open_modules(root, home)
        made = bool(opened.plan.modules) and make_project(opened.project, opened.plan)
        exported = _export(request, open_modules(root, home) if made else opened, made_project=made)
    if not request.details:
        return exported
    status = find_modules(request.path, home)
    return replace(exported, status=status)


def _export(request: ExportRequest, opened: OpenModules, *, made_project: bool) -> Exported:
    looks = [look_at(opened, plan) for plan in opened.plan.modules]
    orphans = find_orphans(opened)
    names = [each.plan.name for each in orphans]
    check_names(opened, [*(request.modules or ()), *request.replace], names)
    texts = make_texts(opened, need_texts(looks, changes=False))
    stands = stands_of(opened, looks, texts=texts, changes=False)
    work = _divide(request, opened, [*stands, *orphan_stands(opened, orphans)])
    if not request.check:
        work = _do(opened, work, texts)
    tests = _tests(request, opened, work)
    kept = [*work.write, *work.held_back, *work.unchanged, *work.others]
    status = status_of(opened, kept, request.path)
    general = [each for each in status.findings if _is_asked_about(request, opened, each)]
    asked = [*work.write, *work.held_back]
    return Exported(
        written=_names(work.write),
        removed=_names(work.remove),
        held_back=_names(work.held_back),
        unchanged=len(work.unchanged),
        tests=tests.written,
        test_files=tests.files,
        tests_removed=tests.removed,
        files={each.look.plan.name: each.look.plan.file for each in [*kept, *work.remove]},
        made_project=made_project,
        findings=(*general, *tests.findings, *(found for each in asked for found in each.findings)),
        status=replace(status, findings=(*status.findings, *tests.findings)),
    )


def _divide(request: ExportRequest, opened: OpenModules, stands: Iterable[Stand]) -> _Work:
    """Says what is to be done with which module."""
    work = _Work(write=[], remove=[], held_back=[], unchanged=[], others=[])
    for stand in stands:
        _pile(request, opened, work, stand).append(stand)
    return work


def _pile(request: ExportRequest, opened: OpenModules, work: _Work, stand: Stand) -> list[Stand]:
    look = stand.look
    if not _is_chosen(request, opened, look):
        return work.others
    consented = look.plan.name in request.replace
    if all(each.name != look.plan.name for each in opened.plan.modules):
        removable = not look.errors and (consented or not look.module_edited)
        return work.remove if removable else work.held_back
    if stand.state in ("new", "notebook_ahead"):
        return work.write
    if stand.state == "in_step":
        # Edits that both sides have made, which is news to the header alone.
        news = look.cells_edited or look.module_edited
        return work.write if news else work.unchanged
    replaced = consented and not look.hold and stand.state in _REPLACED
    return work.write if replaced else work.held_back


def _tests(request: ExportRequest, opened: OpenModules, work: _Work) -> ExportedTests:
    """Writes tests, if they are asked for; those of modules that went, go."""
    limited = request.modules is not None or request.within is not None
    removes = not request.check and not limited and bool(request.tests or work.remove)
    tests = ExportedTests()
    if not (request.tests or removes):
        return tests
    from jupyter_mlops.services.export_tests import export_tests, remove_tests

    if request.tests:
        tests = export_tests(
            opened,
            is_chosen=lambda look: _is_chosen(request, opened, look),
            replace=request.replace,
            check=request.check,
        )
    return replace(tests, removed=remove_tests(opened)) if removes else tests


def _is_chosen(request: ExportRequest, opened: OpenModules, look: Look) -> bool:
    if request.modules is not None and look.plan.name not in request.modules:
        return False
    if request.within is None:
        return True
    files = [look.file, *(opened.project.root / notebook for notebook in made_of(look))]
    return any(file.is_relative_to(each) for file in files for each in request.within)


def _is_asked_about(request: ExportRequest, opened: OpenModules, finding: Finding) -> bool:
    """Whether what concerns no module concerns what was asked for."""
    if request.modules is not None:
        return False
    notebook = opened.project.root / finding.notebook
    return request.within is None or any(notebook.is_relative_to(each) for each in request.within)


def _do(opened: OpenModules, work: _Work, texts: dict[str, str]) -> _Work:
    """Writes and removes; what could not be written is held back."""
    missing = [each.look.plan for each in work.write if each.look.plan.file not in texts]
    texts = {**texts, **make_texts(opened, missing)}
    written = [write_module(opened, each, texts[each.look.plan.file]) for each in work.write]
    removed = [remove_module(opened, each) for each in work.remove]
    failed = [each for each in written if each.state != "in_step"]
    failed += [each for each in removed if each.look.text is not None]
    return replace(
        work,
        write=[each for each in written if each.state == "in_step"],
        remove=[each for each in removed if each.look.text is None],
        held_back=[*work.held_back, *failed],
    )


def _names(stands: Iterable[Stand]) -> tuple[str, ...]:
    return tuple(sorted(each.look.plan.name for each in stands))
