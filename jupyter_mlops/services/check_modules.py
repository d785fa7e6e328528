"""What stands between modules and notebooks, as findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jupyter_mlops.checks.model import CheckName, Finding

if TYPE_CHECKING:
    from jupyter_mlops.jobs.home import Home
    from jupyter_mlops.modules.model import Finding as ModuleFinding
    from jupyter_mlops.modules.model import ModuleCellChange, ModuleStatus

_SYNC: Final = "bring both in step: jupyter mlops sync"
_EXPORT: Final = "write the module: jupyter mlops export"
#: By state of a module: code of the finding, what to say, what to do.
_STATES: Final = {
    "new": ("never-exported", "{file} was never exported", _EXPORT),
    "notebook_ahead": ("notebook-ahead", "{file} lacks what the notebook has", _EXPORT),
    "module_ahead": ("module-ahead", "{file} was edited and its notebook was not", _SYNC),
    "both_ahead": ("both-ahead", "{file} and its notebook were both edited", _SYNC),
    "conflict": ("conflict", "{file} and its notebook were edited differently", _SYNC),
    "asks": ("deleted", "something was deleted in {file} or its notebook, but not in both", _SYNC),
    "foreign": (
        "foreign",
        "{file} stands where a module is to go, and no notebook has made it",
        "name another module, or replace it: jupyter mlops export --replace",
    ),
    "orphaned": (
        "orphaned",
        "{file} was made of cells that are not marked any more",
        "remove it, or mark a cell for it",
    ),
}
#: States in which neither side has anything that the other lacks.
_LOOSE: Final = frozenset({"new", "foreign", "orphaned"})
#: By what has happened to a cell: what to say of it.
_CHANGES: Final = {
    "added": "the cell is not in {file}",
    "edited": "{file} has an earlier form of the cell",
    "deleted": "the cell is gone, but {file} has it",
    "moved": "{file} has the cell in another place",
    "module_added": "{file} has something that no cell has",
    "module_edited": "the cell was edited in {file}",
    "module_deleted": "the cell was deleted in {file}",
    "module_moved": "the cell was moved in {file}",
    "merged": "the cell was edited here and in {file}",
    "conflict": "the cell was edited here and in {file}, differently",
}


def find_module_findings(root: Path, home: Home) -> tuple[Finding, ...]:
    """How modules differ from the notebooks that they are made of; nothing where they do not.

    Args:
        root: Folder of the project.
        home: Where earlier exports are kept.

    Raises:
        InvalidError: The project's settings of modules are not what they have to be.
    """
    from jupyter_mlops.services.module_status import find_modules

    status = find_modules(root, home)
    found = [finding for module in status.modules for finding in _of_module(module)]
    found += [_translated(finding, "") for finding in status.findings]
    return tuple(found)


def _of_module(module: ModuleStatus) -> Iterator[Finding]:
    for finding in module.findings:
        yield _translated(finding, module.file)
    if module.state not in _STATES:  # in step, or blocked by what was just told
        return
    code, message, hint = _STATES[module.state]
    changes = [change for change in module.changes if change.index >= 0]
    if changes and module.state != "new":
        for change in changes:
            yield _changed(module, change, code, hint)
        return
    yield Finding(
        check=CheckName.MODULES,
        code=code,
        severity="warning" if module.state in _LOOSE else "error",
        message=message.format(file=module.file),
        hint=hint,
        notebook=module.notebooks[0] if module.notebooks else module.file,
        key=module.name,
    )


def _changed(module: ModuleStatus, change: ModuleCellChange, code: str, hint: str) -> Finding:
    return Finding(
        check=CheckName.MODULES,
        code=code,
        severity="error",
        message=_CHANGES[change.change].format(file=module.file),
        hint=hint,
        notebook=change.key.notebook,
        cell=change.key.cell,
        index=change.index,
        key=f"{module.name} {change.change}",
    )


def _translated(finding: ModuleFinding, file: str) -> Finding:
    in_cell = bool(finding.cell)
    return Finding(
        check=CheckName.MODULES,
        code=finding.code.replace("_", "-"),
        severity=finding.severity,
        message=finding.message,
        hint=finding.hint,
        notebook=finding.notebook or file,
        cell=finding.cell or None,
        index=finding.index if in_cell and finding.index >= 0 else None,
        line=finding.line or None,
        key=f"{finding.module} {finding.message}",
    )
