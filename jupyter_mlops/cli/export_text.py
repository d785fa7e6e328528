"""How the command line tells what an export has done, and what stands in its way."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from jupyter_mlops.modules.model import Finding, ModuleState
    from jupyter_mlops.services.export_model import Exported
    from jupyter_mlops.services.module_status import ProjectStatus

_RED, _YELLOW, _GREEN, _DIM = "31", "33", "32", "2"

#: Why a module was held back, and what to do about it.
_REASONS: Final[dict[ModuleState, str]] = {
    "module_ahead": "was edited since; bring that into its cells: jupyter mlops sync",
    "both_ahead": "was edited, and so were its cells; join them: jupyter mlops sync",
    "conflict": "has edits that contradict those of its cells; join them: jupyter mlops sync",
    "asks": "something was deleted; say what is meant: jupyter mlops sync",
    "foreign": "no notebook made it; to replace it: jupyter mlops export --replace {name}",
    "blocked": "an error in a cell is in the way",
    "orphaned": "was edited, and no cell is marked for it any more; remove it, or mark one",
}
_NOTHING: Final = "no cell is marked for export: tag one `export`, or begin it with `#| export`"


def result_lines(exported: Exported, *, check: bool) -> Iterator[str]:
    """What was done, a line a file, then the sum of it.

    Args:
        exported: What was done.
        check: Whether it would be done.
    """
    status = exported.status
    root, states = status.project.root, {each.name: each.state for each in status.modules}
    if exported.made_project:
        yield f"made this a Python project: {_text(root, 'pyproject.toml')}"
    would = "would " if check else ""
    for name in exported.written:
        verb = "export" if check else "exported"
        yield f"{_coloured(would + verb, _GREEN)} {_text(root, exported.files[name])}"
    for file in exported.tests:
        yield f"{_coloured(would + 'write', _GREEN) if check else 'wrote'} {_text(root, file)}"
    for file in exported.tests_removed:
        yield f"{_coloured('removed', _YELLOW)} {_text(root, file)}"
    for name in exported.removed:
        verb = "remove" if check else "removed"
        yield f"{_coloured(would + verb, _YELLOW)} {_text(root, exported.files[name])}"
    for name in exported.held_back:
        reason = _REASONS[states[name]].format(name=name)
        held_back = _coloured("held back", _RED)
        yield f"{held_back} {_text(root, exported.files[name])}: {reason}"
    yield _sum(exported, check=check)


def finding_lines(
    status: ProjectStatus, findings: Iterable[Finding] | None = None
) -> Iterator[str]:
    """What authors have to know, each with its place: `train.ipynb, cell 3, line 2: …`.

    Args:
        status: Of the project.
        findings: What is to be told; by default all that the status has.
    """
    of_modules = (each for module in status.modules for each in module.findings)
    for finding in [*status.findings, *of_modules] if findings is None else findings:
        place = finding_place(finding, status)
        word = "" if finding.severity == "error" else "warning: "
        hint = f" ({finding.hint})" if finding.hint else ""
        yield f"{place}: {word}{finding.message}{hint}" if place else f"{finding.message}{hint}"


def finding_place(finding: Finding, status: ProjectStatus) -> str:
    """Notebook, cell and line, or module and line; empty where it has no place."""
    root = status.project.root
    if finding.notebook:
        words = [_text(root, finding.notebook)]
        words += [f"cell {finding.index + 1}"] if finding.index >= 0 else []
    elif finding.module:
        words = [_text(root, status.project.module_file(finding.module))]
    else:
        return ""
    return ", ".join([*words, *([f"line {finding.line}"] if finding.line else [])])


def _sum(exported: Exported, *, check: bool) -> str:
    """`2 exported, 1 held back, 12 in step`."""
    counts = [
        (len(exported.written), "to export" if check else "exported"),
        (len(exported.removed), "to remove" if check else "removed"),
        (len(exported.held_back), "held back"),
        (exported.unchanged, "in step"),
    ]
    told = [f"{count} {word}" for count, word in counts if count]
    return ", ".join(told) or _NOTHING


def _text(root: Path, file: str) -> str:
    from jupyter_mlops.cli.text import file_text

    return file_text(str(root / file))


def _coloured(text: str, colour: str) -> str:
    from jupyter_mlops.cli.text import has_colours

    return f"\x1b[{colour}m{text}\x1b[0m" if has_colours(sys.stdout) else text
