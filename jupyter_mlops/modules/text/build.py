"""Modules as they are to be written.

What writes is loaded by the first that is written: an export mostly finds that none has to be.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from jupyter_mlops.modules.text.header import with_header

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jupyter_mlops.modules.model import ModulePlan
    from jupyter_mlops.modules.project import ModuleProject


def build_modules(plans: Iterable[ModulePlan], project: ModuleProject) -> dict[str, str]:
    """Renders, formats and heads modules; one process formats all of them.

    Args:
        plans: The modules.
        project: Their project.

    Returns:
        For each module's file, its path below the project, what is to stand in it.
    """
    from jupyter_mlops.modules.formatting import format_texts
    from jupyter_mlops.modules.text.render import render_module

    by_file = {plan.file: plan for plan in plans}
    rendered = {file: render_module(plan, project) for file, plan in by_file.items()}
    formatted = format_texts(rendered, project)
    if project.nbdev:
        formatted = {file: _faithful(rendered[file], formatted[file]) for file in rendered}
    return {file: with_header(formatted[file], by_file[file], project) for file in rendered}


def _faithful(rendered: str, formatted: str) -> str:
    """The formatted text, unless a docstring has become another one in its white space.

    Whoever takes over from nbdev has the same module as before, to the last blank in its texts.
    """
    if rendered == formatted:
        return rendered
    from jupyter_mlops.modules.text.python_source import parse_source

    before, after = parse_source(rendered), parse_source(formatted)
    same = before is not None and after is not None and ast.dump(before) == ast.dump(after)
    return formatted if same else rendered
