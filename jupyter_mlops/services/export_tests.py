"""The tests that cells have, written as files for pytest and run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from jupyter_mlops.errors import UnavailableError
from jupyter_mlops.modules.model import Finding, ModulePlan
from jupyter_mlops.services.export_model import ExportedTests
from jupyter_mlops.services.module_look import Look, look_at
from jupyter_mlops.services.module_stand import Stand
from jupyter_mlops.services.orphaned_modules import find_orphaned_tests
from jupyter_mlops.services.write_module import remove_module, write_module

if TYPE_CHECKING:
    from jupyter_mlops.modules.project import ModuleProject
    from jupyter_mlops.services.open_modules import OpenModules

#: What the header of a module tells its reader to do, and what that of a test does.
_OF_MODULES: Final = "Edit either side, then: jupyter mlops sync"
_OF_TESTS: Final = "Edit its cells, then: jupyter mlops export --test"


class PytestCommand(Struct, frozen=True, kw_only=True):
    """How tests are run."""

    arguments: list[str]
    folder: Path
    environment: dict[str, str]


def export_tests(
    opened: OpenModules,
    *,
    is_chosen: Callable[[Look], bool],
    replace: Iterable[str],
    check: bool,
) -> ExportedTests:
    """Writes the tests that have changed in their notebooks.

    A file that was edited since, or that no notebook made, is left alone.

    Args:
        opened: The project.
        is_chosen: Which are asked for.
        replace: Modules whose tests may be replaced although they were edited.
        check: Whether to write nothing, and only say what would be done.

    Raises:
        StorageError: Nothing can be kept in the home.
    """
    consented = frozenset(replace)
    chosen = [
        look for look in (look_at(opened, plan) for plan in opened.plan.tests) if is_chosen(look)
    ]
    held = [
        each
        for each in chosen
        if each.errors or (_is_others(each) and each.plan.name not in consented)
    ]
    pending = [each for each in chosen if each not in held and _has_news(each)]
    findings = [_finding(each) for each in held if not each.errors]
    written = [each.plan.file for each in pending]
    if not check:
        texts = _texts(opened, pending)
        stands = [
            write_module(opened, Stand(look=each, state="new"), texts[each.plan.file])
            for each in pending
        ]
        written = [each.look.plan.file for each in stands if each.state == "in_step"]
        findings += [found for each in stands if each.state != "in_step" for found in each.findings]
    return ExportedTests(
        written=tuple(written),
        files=tuple(each.plan.file for each in chosen if each.text is not None or each in pending),
        findings=tuple(findings),
    )


def remove_tests(opened: OpenModules) -> tuple[str, ...]:
    """Removes the tests that no cell is any more, but for those that somebody has edited.

    Args:
        opened: The project.

    Returns:
        Their paths below the project.

    Raises:
        StorageError: What they were cannot be kept in the home.
    """
    gone = [
        remove_module(opened, Stand(look=look, state="orphaned"))
        for look in find_orphaned_tests(opened)
        if not look.errors and not look.module_edited
    ]
    return tuple(each.look.plan.file for each in gone if each.look.text is None)


def pytest_command(project: ModuleProject, files: Iterable[str]) -> PytestCommand:
    """How the tests of a project are run: against its modules as they are, installed or not.

    Args:
        project: The project.
        files: Paths below it.

    Raises:
        UnavailableError: There is no pytest in this environment.
    """
    if find_spec("pytest") is None:
        raise UnavailableError("pytest is not installed", hint="install it: pip install pytest")
    source = str(project.root / project.source)
    there = os.environ.get("PYTHONPATH")
    path = source if not there else os.pathsep.join([source, there])
    return PytestCommand(
        arguments=[sys.executable, "-m", "pytest", *files],
        folder=project.root,
        environment={**os.environ, "PYTHONPATH": path},
    )


def _texts(opened: OpenModules, looks: Iterable[Look]) -> dict[str, str]:
    from jupyter_mlops.modules.formatting import format_texts
    from jupyter_mlops.modules.test_text import render_tests
    from jupyter_mlops.modules.text.header import with_header

    plans: dict[str, ModulePlan] = {each.plan.file: each.plan for each in looks}
    if not plans:
        return {}
    rendered = {file: render_tests(plan, opened.project) for file, plan in plans.items()}
    bodies = format_texts(rendered, opened.project)
    heads = {file: with_header(bodies[file], plan, opened.project) for file, plan in plans.items()}
    return {file: head.replace(_OF_MODULES, _OF_TESTS, 1) for file, head in heads.items()}


def _has_news(look: Look) -> bool:
    return look.text is None or look.cells_edited or look.module_edited


def _is_others(look: Look) -> bool:
    """Whether somebody has written the file, or in it."""
    return bool((look.text or "").strip()) and (look.header is None or look.module_edited)


def _finding(look: Look) -> Finding:
    why = "no notebook has made it" if look.header is None else "it was edited since the export"
    return Finding(
        severity="warning",
        code="foreign_module",
        message=f"the tests of {look.plan.name} are not written to {look.plan.file}: {why}",
        hint=f"move it away, or consent to its being replaced: --replace {look.plan.name}",
        module=look.plan.name,
    )
