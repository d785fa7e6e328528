"""How modules stand to their notebooks: by hashes, and where these don't tell, by their texts."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.modules.model import Finding, ModuleCellChange, ModulePlan, ModuleState, Question
from jupyter_mlops.services.module_base import find_base
from jupyter_mlops.services.module_look import Look

if TYPE_CHECKING:
    from jupyter_mlops.modules.sync.model import Comparison
    from jupyter_mlops.modules.text.module_text import ModuleText
    from jupyter_mlops.services.open_modules import OpenModules


class Stand(Struct, frozen=True, kw_only=True):
    """How a module stands to its notebooks."""

    look: Look
    state: ModuleState
    changes: tuple[ModuleCellChange, ...] = ()
    questions: tuple[Question, ...] = ()
    findings: tuple[Finding, ...] = ()


def stands_of(
    opened: OpenModules, looks: Iterable[Look], *, texts: Mapping[str, str], changes: bool
) -> list[Stand]:
    """Says how modules stand.

    Args:
        opened: The project.
        looks: What their files say of themselves.
        texts: What notebooks make of those that `need_texts` has named, by file.
        changes: Whether cells that have changed are wanted where the state is known without.
    """
    return [_stand(opened, look, texts, changes=changes) for look in looks]


def need_texts(looks: Iterable[Look], *, changes: bool) -> list[ModulePlan]:
    """The modules of which has to be known what their notebooks make of them.

    Args:
        looks: What modules' files say of themselves.
        changes: As for `stands_of`.
    """
    return [
        look.plan
        for look in looks
        if look.text is not None
        and look.hold != "blocked"
        and (look.module_edited or (changes and look.cells_edited))
    ]


def make_texts(opened: OpenModules, plans: Iterable[ModulePlan]) -> dict[str, str]:
    """What notebooks make of modules, by file; all formatted at once."""
    wanted = list(plans)
    if not wanted:
        return {}
    from jupyter_mlops.modules.text.shared_build import build_shared

    return build_shared(wanted, opened.project)


def compared_stand(opened: OpenModules, look: Look, texts: Mapping[str, str]) -> Stand:
    """How a module stands by its text, its notebooks' and that of the last export.

    Args:
        opened: The project.
        look: What its file says of itself.
        texts: What its notebooks make of it, by file; not needed where no cell was edited.
    """
    comparison = _compare(opened, look, texts)
    return Stand(
        look=look,
        state=look.hold or comparison.state,
        changes=comparison.changes,
        questions=comparison.questions,
        findings=(*look.findings, *comparison.findings),
    )


def _stand(opened: OpenModules, look: Look, texts: Mapping[str, str], *, changes: bool) -> Stand:
    if look.hold == "blocked":
        return Stand(look=look, state="blocked", findings=look.findings)
    if not (look.text or "").strip():  # an empty `__init__.py` is nobody's work
        added = _all_added(look.plan) if changes else ()
        return Stand(look=look, state=look.hold or "new", changes=added, findings=look.findings)
    if look.header is None:
        return _without_header(opened, look, texts, changes=changes)
    if not look.module_edited and not look.hold:
        if not look.cells_edited:
            return Stand(look=look, state="in_step", findings=look.findings)
        if not changes:
            return Stand(look=look, state="notebook_ahead", findings=look.findings)
    return compared_stand(opened, look, texts)


def _without_header(
    opened: OpenModules, look: Look, texts: Mapping[str, str], *, changes: bool
) -> Stand:
    """A module that we didn't make; what nbdev made is taken over if nothing is lost by that."""
    from jupyter_mlops.modules.text.parse import parse_module

    by_nbdev = parse_module(look.text or "", file=look.plan.file).nbdev
    if not by_nbdev or not _is_unedited(opened, look, texts[look.plan.file]):
        return Stand(look=look, state="foreign", findings=(*look.findings, _foreign(look)))
    if not changes and not look.hold:
        return Stand(look=look, state="notebook_ahead", findings=look.findings)
    compared = compared_stand(opened, look, texts)
    if compared.state == "in_step":  # but for the header, which an export writes
        return Stand(look=look, state="notebook_ahead", findings=look.findings)
    return compared


def _compare(opened: OpenModules, look: Look, texts: Mapping[str, str]) -> Comparison:
    from jupyter_mlops.modules.sync.compare import compare
    from jupyter_mlops.modules.text.parse import parse_module

    file = look.plan.file
    module = parse_module(look.text or "", file=file)
    text = texts.get(file)
    base: ModuleText | None = module
    if look.module_edited:
        kept = find_base(opened.project.root, look, opened.bases, text)
        base = None if kept is None else parse_module(kept, file=file)
    notebook = base
    if text is not None and (look.cells_edited or base is None):
        notebook = parse_module(text, file=file)
    if notebook is None:
        raise AssertionError  # of an edited module, `need_texts` has named it
    return compare(base, module, notebook, look.plan)


def _is_unedited(opened: OpenModules, look: Look, text: str) -> bool:
    """Whether a module that nbdev made is as its last commit, or else its notebooks, have it."""
    # Of a file without a text nothing is known but what a commit has.
    unknown = replace(look, body="")
    committed = find_base(opened.project.root, unknown, opened.bases, None)
    return committed == look.body if committed else _same_code(look.body, text)


def _all_added(plan: ModulePlan) -> tuple[ModuleCellChange, ...]:
    return tuple(
        ModuleCellChange(
            change="added",
            key=cell.key,
            index=cell.index,
            title=next((line.strip() for line in cell.text.splitlines() if line.strip()), ""),
            notebook=cell.text,
        )
        for cell in plan.cells
    )


def _foreign(look: Look) -> Finding:
    return Finding(
        severity="error",
        code="foreign_module",
        message=f"{look.plan.file} is there already, and no notebook has made it",
        hint="export to another module, move it away, or consent to its being replaced",
        module=look.plan.name,
    )


def _same_code(left: str, right: str) -> bool:
    try:
        return ast.dump(ast.parse(left)) == ast.dump(ast.parse(right))
    except (SyntaxError, ValueError):
        return False
