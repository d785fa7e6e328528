"""Modules that were made of cells which are no longer there, or no longer marked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jupyter_mlops.modules.model import ModulePlan
from jupyter_mlops.services.module_look import Look, look_at
from jupyter_mlops.services.module_stand import Stand, compared_stand, make_texts

if TYPE_CHECKING:
    from jupyter_mlops.services.open_modules import OpenModules

#: What the header of ours has in it, and how far into a file it may begin, in bytes.
_SIGN: Final = b" by jupyter-mlops."
_SEARCHED: Final = 8192


def find_orphans(opened: OpenModules) -> list[Look]:
    """The files in the package that we made, and that no cell is exported to any more.

    Args:
        opened: The project.
    """
    folder = opened.project.root / opened.project.package_folder
    return list(_unplanned(opened, folder, _python_files(folder)))


def find_orphaned_tests(opened: OpenModules) -> list[Look]:
    """The files of tests that we made, and that no cell is a test in any more.

    Args:
        opened: The project.
    """
    folder = opened.project.root / opened.project.tests
    return list(_unplanned(opened, folder, sorted(folder.glob("test_*.py"))))


def _unplanned(opened: OpenModules, folder: Path, files: Iterable[Path]) -> Iterator[Look]:
    planned = {each.file for each in (*opened.plan.modules, *opened.plan.tests)}
    for file in files:
        path = file.relative_to(opened.project.root).as_posix()
        if path in planned or not _is_signed(file):
            continue
        name = file.relative_to(folder).with_suffix("").as_posix().replace("/", ".")
        look = look_at(opened, ModulePlan(name=name, file=path, cells=()))
        if look.header is not None:
            yield look


def _python_files(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        yield from (Path(parent, name) for name in sorted(files) if name.endswith(".py"))


def _is_signed(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return _SIGN in stream.read(_SEARCHED)
    except OSError:
        return False


def made_of(look: Look) -> tuple[str, ...]:
    """The notebooks that a module is made of; those that an orphan was made of."""
    if look.plan.cells or look.text is None:
        return look.plan.notebooks
    from jupyter_mlops.modules.text.parse import parse_module

    sections = parse_module(look.text, file=look.plan.file).sections
    named = dict.fromkeys(each.key.notebook for each in sections if each.key is not None)
    return tuple(named) or (look.header.notebooks if look.header is not None else ())


def orphan_stands(opened: OpenModules, looks: Iterable[Look]) -> list[Stand]:
    """How orphans stand.

    One that was edited asks what is meant; one with cells of a notebook that cannot be read is
    blocked, since they may still be there.

    Args:
        opened: The project.
        looks: Its orphans.
    """
    return [_stand(opened, look) for look in looks]


def _stand(opened: OpenModules, look: Look) -> Stand:
    orphaned = Stand(look=look, state=look.hold or "orphaned", findings=look.findings)
    if look.hold or not look.module_edited:
        return orphaned
    compared = compared_stand(opened, look, make_texts(opened, [look.plan]))
    return compared if compared.state in ("asks", "conflict") else orphaned
