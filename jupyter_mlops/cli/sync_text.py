"""How the command line tells how modules and notebooks differ, and what a sync has done."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import (
        CellChangeKind,
        ModuleCellChange,
        ModuleState,
        ModuleStatus,
        Question,
    )
    from jupyter_mlops.services.module_status import ProjectStatus
    from jupyter_mlops.services.sync_model import Synced

_GREEN, _RED, _YELLOW = "32", "31", "33"
_STATES: Final[dict[ModuleState, str]] = {
    "in_step": "in step",
    "new": "never exported",
    "notebook_ahead": "notebook ahead",
    "module_ahead": "module ahead",
    "both_ahead": "both ahead",
    "conflict": "conflict",
    "asks": "asks",
    "foreign": "made by no notebook",
    "blocked": "blocked by an error",
    "orphaned": "made of no cell any more",
}
_CHANGES: Final[dict[CellChangeKind, str]] = {
    "added": "added in the notebook",
    "edited": "edited in the notebook",
    "deleted": "deleted in the notebook",
    "moved": "moved in the notebook",
    "module_added": "added in the module",
    "module_edited": "edited in the module",
    "module_deleted": "deleted in the module",
    "module_moved": "moved in the module",
    "merged": "edited in both, goes together",
    "conflict": "conflict",
}
#: Why a module is held back that has neither a conflict nor a question.
_REASONS: Final[dict[ModuleState, str]] = {
    "foreign": "no notebook made it; to replace it: jupyter mlops export --replace {name}",
    "blocked": "an error in a cell is in the way",
    "orphaned": "no cell is marked for it any more; remove it, or mark one",
}


def difference_lines(status: ProjectStatus) -> Iterator[str]:
    """Which cells and lines differ, a module after the other; `in step` if none do."""
    differing = [module for module in status.modules if module.state != "in_step"]
    if not differing:
        yield "in step" if status.modules else "no cell is marked for export"
        return
    for module in differing:
        yield f"{_file(status, module.file)}: {_coloured(_STATES[module.state], _YELLOW)}"
        for change in module.changes:
            yield f"  {_change_text(status, module, change)}"
    same = len(status.modules) - len(differing)
    yield f"{len(differing)} to sync or export" + (f", {same} in step" if same else "")


def result_lines(synced: Synced) -> Iterator[str]:
    """What was done, then what is left, then the sum of it."""
    status = synced.exported.status
    modules = {each.name: each for each in status.modules}
    for notebook in synced.notebooks:
        yield f"{_coloured('synced', _GREEN)} {_file(status, notebook)}"
    for name in synced.exported.written:
        yield f"{_coloured('exported', _GREEN)} {_file(status, synced.exported.files[name])}"
    for name in synced.exported.removed:
        yield f"{_coloured('removed', _YELLOW)} {_file(status, synced.exported.files[name])}"
    for name in synced.exported.held_back:
        if name in modules:
            yield from _held_lines(status, modules[name])
    yield _sum(synced)


def problem_lines(synced: Synced) -> Iterator[str]:
    """What keeps edits of modules from their notebooks, each with its place."""
    from msgspec.structs import replace

    from jupyter_mlops.cli.export_text import finding_lines

    status = synced.exported.status
    known = {each for module in status.modules for each in module.findings}
    more = tuple(each for each in synced.findings if each not in known)
    yield from finding_lines(replace(status, findings=(*more, *status.findings)))


def question_text(question: Question) -> str:
    """What was deleted: `train: g was deleted in the module`."""
    from jupyter_mlops.cli.diff_output import printable

    names = printable(", ".join(question.names))
    verb = "were" if question.names[1:] else "was"
    edited = {
        "module": ", and edited in the notebook",
        "notebook": ", and edited in the module",
    }[question.deleted_in]
    tail = edited if question.edited else ""
    return f"{question.module}: {names} {verb} deleted in the {question.deleted_in}{tail}"


def _held_lines(status: ProjectStatus, module: ModuleStatus) -> Iterator[str]:
    held = f"{_coloured('held back', _RED)} {_file(status, module.file)}"
    for question in module.questions:
        name = question.names[0] if question.names[0].isidentifier() else question.key.cell
        offered = " or ".join(f"--{answer}" for answer in question.answers)
        what = f"{offered} {module.name}:{name}"
        yield f"{held}: {question_text(question)}; say what is meant: {what}"
    for change in module.changes:
        if change.change == "conflict" and change.index >= 0 and not module.questions:
            cell = f"{_file(status, change.key.notebook)}, cell {change.index + 1}"
            take = f"--notebook or --module {module.name}:{change.index + 1}"
            yield f"{held}: {cell} has a conflict; edit it until no marker is left, or {take}"
    if module.state in _REASONS:
        yield f"{held}: {_REASONS[module.state].format(name=module.name)}"
    elif not module.questions and module.state != "conflict":
        yield f"{held}: {_STATES[module.state]}"


def _change_text(status: ProjectStatus, module: ModuleStatus, change: ModuleCellChange) -> str:
    from jupyter_mlops.cli.diff_output import printable

    places = []
    if change.index >= 0:
        places.append(f"{_file(status, change.key.notebook)}, cell {change.index + 1}")
    line = _line(change)
    if line:
        places.append(f"{_file(status, module.file)}:{line}")
    place = " · ".join(places) or _file(status, change.key.notebook)
    return f"{place}: {_CHANGES[change.change]}: {printable(change.title)}"


def _line(change: ModuleCellChange) -> int:
    """The first line of the module that differs, from 1; 0 if it has none."""
    if not change.module_line or change.title.startswith(("import ", "from ")):
        return change.module_line
    mine = (change.module or "").split("\n")
    other = change.base if change.base != change.module else change.notebook
    pairs = enumerate(zip(mine, (other or "").split("\n"), strict=False))
    same = next((at for at, (one, two) in pairs if one != two), len(mine) - 1)
    return change.module_line + 1 + same


def _sum(synced: Synced) -> str:
    """`2 cells edited, 1 added, 1 conflict`."""
    counts = [
        (synced.edited, "edited"),
        (synced.added, "added"),
        (synced.removed, "removed"),
    ]
    told = [f"{count} {word}" for count, word in counts if count]
    if told:
        first = next(count for count, _ in counts if count)
        number, _, word = told[0].partition(" ")
        told[0] = f"{number} {'cell' if first == 1 else 'cells'} {word}"
    if synced.conflicts:
        told.append(f"{synced.conflicts} {'conflict' if synced.conflicts == 1 else 'conflicts'}")
    if synced.questions:
        asked = len(synced.questions)
        told.append(f"{asked} {'question' if asked == 1 else 'questions'}")
    if synced.exported.held_back:
        told.append(f"{len(synced.exported.held_back)} held back")
    return ", ".join(told) or "in step"


def _file(status: ProjectStatus, path: str) -> str:
    from jupyter_mlops.cli.text import file_text

    return file_text(str(status.project.root / path))


def _coloured(text: str, colour: str) -> str:
    from jupyter_mlops.cli.text import has_colours

    return f"\x1b[{colour}m{text}\x1b[0m" if has_colours(sys.stdout) else text
