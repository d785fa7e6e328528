"""Edits of what is generated, which no cell can take."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jupyter_mlops.modules.model import Finding
from jupyter_mlops.modules.sync.chunks import parse_quietly
from jupyter_mlops.notebooks.merge.resolve import is_marked

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import ModulePlan
    from jupyter_mlops.modules.text import ModuleText


def generated_edits(base: ModuleText | None, module: ModuleText, plan: ModulePlan) -> list[Finding]:
    """What somebody has changed in the parts of a module that no cell holds.

    An `__all__` that was changed along with the definitions, as the next export will change it,
    is no such edit.
    """
    if base is None:
        return []
    findings = []
    if not _same_names(base, module, plan):
        findings.append(
            _finding(
                plan,
                "`__all__` was edited, which is made from the names that public cells define",
                "put it back as it was; to hide a name, mark its cell `#| exporti`; to add one, "
                "define it below a marker",
                module.all_line,
            )
        )
    before, now = base.docstring, module.docstring
    if plan.docstring and (before and before.text) != (now and now.text):
        findings.append(
            _finding(
                plan,
                "the docstring was edited, which is made from the notebook's title",
                "put it back as it was, and edit the notebook's first Markdown cell",
                now.line if now else 1,
            )
        )
    return findings


def syntax_problem(module: ModuleText, plan: ModulePlan) -> Finding | None:
    """Says where a module is no Python, if it isn't."""
    for section in module.sections:
        if parse_quietly(section.text) is None:
            marked = is_marked(section.text)
            what = "markers of a conflict" if marked else "a syntax error"
            return Finding(
                severity="error",
                code="conflict_markers" if marked else "syntax",
                message=f"{plan.file} has {what}",
                hint="mend it, then sync again: nothing of it was brought into a notebook",
                module=plan.name,
                line=section.line + _error_line(section.text) - 1,
            )
    return None


def order_problem(problem: str, plan: ModulePlan) -> Finding:
    """Says that an order cannot be brought into the notebooks."""
    hint = "put the sections back in their order, or reorder the cells in their notebook"
    return _finding(plan, problem, hint, 0)


def _same_names(base: ModuleText, module: ModuleText, plan: ModulePlan) -> bool:
    if base.all_names is None or module.all_names is None:
        return base.all_names == module.all_names
    added = set(module.all_names) - set(base.all_names)
    removed = set(base.all_names) - set(module.all_names)
    if not added and not removed:
        return True
    private = {cell.key for cell in plan.cells if not cell.public}
    public = {
        name
        for section in module.sections
        if section.key not in private
        for name in top_names(section.text)
    }
    return added <= public and not removed & public


def top_names(text: str) -> Iterator[str]:
    """The names that code defines or assigns at its top."""
    tree = parse_quietly(text)
    for node in tree.body if tree else ():
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                yield from (each.id for each in ast.walk(target) if isinstance(each, ast.Name))
        elif isinstance(node, (ast.If, ast.Try, ast.With)):
            yield from (
                each.name
                for each in ast.walk(node)
                if isinstance(each, (ast.FunctionDef, ast.ClassDef))
            )


def _error_line(text: str) -> int:
    try:
        ast.parse(text)
    except SyntaxError as error:
        return error.lineno or 1
    except (ValueError, RecursionError, MemoryError):
        return 1
    return 1


def _finding(plan: ModulePlan, message: str, hint: str, line: int) -> Finding:
    return Finding(
        severity="error",
        code="generated_part",
        message=message,
        hint=hint,
        module=plan.name,
        line=line,
    )
