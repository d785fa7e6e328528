"""Use case: the edits of modules brought into their notebooks, then the modules written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from jupyter_mlops.errors import ForbiddenError, StaleError
from jupyter_mlops.files import write_atomically
from jupyter_mlops.modules.model import CellKey, Finding
from jupyter_mlops.modules.sync.model import Decisions
from jupyter_mlops.modules.text.hashes import module_hash
from jupyter_mlops.modules.text.header import Header, header_text
from jupyter_mlops.modules.text.parse import parse_module
from jupyter_mlops.services.export import export_modules
from jupyter_mlops.services.export_model import Exported, ExportRequest
from jupyter_mlops.services.module_lock import module_lock
from jupyter_mlops.services.module_look import Look, look_at
from jupyter_mlops.services.module_status import ProjectStatus, project_status
from jupyter_mlops.services.open_modules import (
    OpenModules,
    check_names,
    open_modules,
    project_root,
)
from jupyter_mlops.services.orphaned_modules import find_orphans, made_of
from jupyter_mlops.services.sync_model import Synced, SyncRequest

if TYPE_CHECKING:
    from jupyter_mlops.jobs.home import Home
    from jupyter_mlops.services.sync_module import ModuleSync

_NOTHING_DECIDED: Final = Decisions()
#: Bits of a file's mode that allow anybody to write it.
_WRITABLE: Final = 0o222
#: In a header: the cells are not those of any export.
_NO_EXPORT: Final = "0" * 16
#: What is wrong with a module's file so that nothing may be done about it.
_UNTOUCHABLE: Final = frozenset({"target_outside", "read_only", "unreadable"})


def sync_modules(request: SyncRequest, home: Home) -> Synced:
    """Brings what was edited in modules into their cells, three-way, and exports.

    Notebooks are written first, whole or not at all: whatever happens in between, an edit is in
    the module, in its notebook, or in both.

    Args:
        request: What to sync, and what the user has decided.
        home: Where earlier exports are kept.

    Raises:
        NotFoundError: It names a module that there isn't.
        InvalidError: The project's settings are not what they have to be.
        ForbiddenError: A notebook is read-only.
        StaleError: A file was changed by another program meanwhile; nothing is lost.
        LockedError: Another export takes too long.
        StorageError: A file cannot be written.
    """
    root = project_root(request.path)
    with module_lock(root, home):
        opened = open_modules(root, home)
        names = [each.plan.name for each in find_orphans(opened)]
        check_names(opened, [*(request.modules or ()), *request.decisions], names)
        data = dict(opened.data)
        done, refused = _sync_all(request, opened, data)
        _write_notebooks(opened, data)
        for each in done:
            if each.applied is not None:
                _write_base(opened, each)
        exported = export_modules(_export_request(request), home)
    notebooks = tuple(name for name in data if data[name] != opened.data[name])
    findings = [*refused, *(finding for each in done for finding in each.findings)]
    return _summary(done, notebooks, findings, exported)


def _export_request(request: SyncRequest) -> ExportRequest:
    return ExportRequest(
        path=request.path,
        modules=request.modules,
        within=request.within,
        details=request.details,
    )


def _summary(
    done: list[ModuleSync], notebooks: tuple[str, ...], findings: list[Finding], exported: Exported
) -> Synced:
    applied = [each.applied for each in done if each.applied is not None]
    return Synced(
        notebooks=notebooks,
        edited=sum(each.edited for each in applied),
        added=sum(each.added for each in applied),
        removed=sum(each.removed for each in applied),
        conflicts=sum(each.conflicts for each in applied),
        questions=tuple(question for each in done for question in each.comparison.questions),
        findings=tuple(findings),
        exported=exported,
    )


def find_differences(request: SyncRequest, home: Home) -> ProjectStatus:
    """Shows how the modules that were asked for differ from their notebooks; writes nothing.

    Args:
        request: What to look at.
        home: Where earlier exports are kept.

    Raises:
        NotFoundError: It names a module that there isn't.
        InvalidError: The project's settings are not what they have to be.
    """
    opened = open_modules(request.path, home)
    orphans = [each.plan.name for each in find_orphans(opened)]
    check_names(opened, request.modules or (), orphans)
    names = _names(request, opened)
    status = project_status(opened, request.path)
    return replace(status, modules=tuple(each for each in status.modules if each.name in names))


def _sync_all(
    request: SyncRequest, opened: OpenModules, data: dict[str, bytes]
) -> tuple[list[ModuleSync], list[Finding]]:
    """Syncs module by module; each sees what the ones before have made of the notebooks.

    Returns:
        What was made of modules, and why some cannot be synced.
    """
    done: list[ModuleSync] = []
    refused: list[Finding] = []
    for name in _names(request, opened):
        look = _look(opened, name)
        decisions = request.decisions.get(name, _NOTHING_DECIDED)
        if look is None or not look.text:
            continue
        if look.header is None:
            refused += _without_header(look)
        if not _has_edits(look, decisions):
            continue
        # Only here: it takes as long to import as all else, and mostly nothing was edited.
        from jupyter_mlops.services.sync_module import sync_module

        synced = sync_module(look, data, opened.project, opened.bases, decisions)
        done.append(synced)
        if synced.applied is not None and synced.applied.notebooks:
            data.update(synced.applied.notebooks)
            opened = _planned_anew(opened, data)
    return done, refused


def _names(request: SyncRequest, opened: OpenModules) -> list[str]:
    """The modules that were asked for."""
    looks = [look_at(opened, plan) for plan in opened.plan.modules] + find_orphans(opened)
    return [look.plan.name for look in looks if _is_chosen(request, opened, look)]


def _is_chosen(request: SyncRequest, opened: OpenModules, look: Look) -> bool:
    if request.modules is not None and look.plan.name not in request.modules:
        return False
    if request.within is None:
        return True
    files = [look.file, *(opened.project.root / notebook for notebook in made_of(look))]
    return any(file.is_relative_to(each) for file in files for each in request.within)


def _look(opened: OpenModules, name: str) -> Look | None:
    plan = next((each for each in opened.plan.modules if each.name == name), None)
    if plan is not None:
        return look_at(opened, plan)
    return next((each for each in find_orphans(opened) if each.plan.name == name), None)


def _has_edits(look: Look, decisions: Decisions) -> bool:
    """Whether a module is one that can be synced, and there is anything to do."""
    if any(each.code in _UNTOUCHABLE for each in look.errors):
        return False
    if look.header is None:
        return parse_module(look.text or "", file=look.plan.file).nbdev
    return look.module_edited or bool(decisions.answers or decisions.sides)


def _without_header(look: Look) -> list[Finding]:
    """What is to be done about a module of ours whose header somebody has removed."""
    module = parse_module(look.text or "", file=look.plan.file)
    if module.nbdev or not any(section.key in _keys(look) for section in module.sections):
        return []
    finding = Finding(
        severity="error",
        code="generated_part",
        message=f"the two lines that an export writes on top of {look.plan.file} are gone",
        hint="put them back as they were, for what was edited cannot be told without them",
        module=look.plan.name,
        line=1,
    )
    return [finding]


def _keys(look: Look) -> set[CellKey | None]:
    return {cell.key for cell in look.plan.cells}


def _planned_anew(opened: OpenModules, data: Mapping[str, bytes]) -> OpenModules:
    from jupyter_mlops.modules.plan import plan_export

    plan = plan_export(opened.project, data, cache=opened.cache)
    return replace(opened, plan=plan, data=dict(data))


def _write_notebooks(opened: OpenModules, data: Mapping[str, bytes]) -> None:
    """Writes the notebooks that have changed, if nobody else has written any of them."""
    changed = [name for name in data if data[name] != opened.data[name]]
    for name in changed:
        file = opened.files[name]
        if _content(file) != opened.data[name]:
            raise StaleError(
                f"{name} was saved meanwhile, so nothing was synced", hint="sync again"
            )
        if not file.stat().st_mode & _WRITABLE or not os.access(file, os.W_OK):
            raise ForbiddenError(
                f"{name} is read-only, so nothing was synced", hint="make it writable: chmod u+w"
            )
    for name in changed:
        write_atomically(opened.files[name], data[name])


def _write_base(opened: OpenModules, synced: ModuleSync) -> None:
    """Has a module's header say what its edits are measured against from now on."""
    look, base = synced.look, synced.base
    if look.header is not None and look.header.module == module_hash(base):
        return
    header = Header(
        notebooks=look.plan.notebooks or (look.header.notebooks if look.header else ()),
        version=look.header.version if look.header is not None else opened.project.version,
        cells=_NO_EXPORT,
        module=opened.bases.put(base),
    )
    text = header_text(header) + look.body
    if "\r\n" in (look.text or ""):
        text = text.replace("\n", "\r\n")
    if _content(look.file) != (look.text or "").encode():
        raise StaleError(
            f"{look.plan.file} was saved meanwhile; its edits are in the notebooks already",
            hint="sync again",
        )
    write_atomically(look.file, text.encode())


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
