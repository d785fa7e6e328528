"""A module written, or removed, in a way that nothing is lost."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from jupyter_mlops.errors import StorageError
from jupyter_mlops.files import ensure_folder, write_atomically
from jupyter_mlops.modules.model import ExportedCell, Finding, ModuleState
from jupyter_mlops.modules.sharing import sharing_work
from jupyter_mlops.modules.text.header import split_header
from jupyter_mlops.services.module_stand import Stand

if TYPE_CHECKING:
    from jupyter_mlops.services.open_modules import OpenModules

_INIT = "__init__.py"


def write_module(opened: OpenModules, stand: Stand, text: str) -> Stand:
    """Writes a module; keeps what it replaces, and what it writes, for comparisons to come.

    Args:
        opened: The project.
        stand: How the module stood.
        text: What is to be in its file.

    Returns:
        How it stands now: in step, or why not.

    Raises:
        StorageError: Nothing can be kept in the home.
    """
    look = stand.look
    problem = _syntax_error(text, stand)
    if problem is not None:
        return _held(stand, "blocked", problem)
    if look.text is not None:
        opened.bases.put(look.body)
    header, body = split_header(text)
    opened.bases.put(body)
    if not _is_as_it_was(stand):
        return _held(stand, "module_ahead")
    try:
        _make_packages(look.file.parent, opened)
        # It can be made again from its notebooks, so that the disk need not be waited for.
        write_atomically(look.file, text.encode(), durable=False)
    except StorageError as error:
        return _held(stand, "blocked", _finding(stand, "read_only", error.message, error.hint))
    look = replace(
        look, text=text, header=header, body=body, cells_edited=False, module_edited=False
    )
    findings = tuple(each for each in look.findings if each.code != "foreign_module")
    return Stand(look=look, state="in_step", findings=findings)


def remove_module(opened: OpenModules, stand: Stand) -> Stand:
    """Removes a module that is made of no cell any more; its text is kept for a while.

    Args:
        opened: The project.
        stand: How the module stood.

    Returns:
        How it stands now: without a text, or why it still has one.

    Raises:
        StorageError: Nothing can be kept in the home.
    """
    look = stand.look
    opened.bases.put(look.body)
    if not _is_as_it_was(stand):
        return stand
    try:
        look.file.unlink()
    except OSError as error:
        said = f"{look.plan.file} cannot be removed: {error.strerror}"
        return _held(stand, "blocked", _finding(stand, "read_only", said))
    return replace(stand, look=replace(look, text=None))


def _is_as_it_was(stand: Stand) -> bool:
    """Whether nobody has written the file since it was looked at."""
    try:
        now = stand.look.file.read_bytes().decode()
    except FileNotFoundError:
        now = None
    except (OSError, UnicodeDecodeError):
        return False
    return now == stand.look.text


def _make_packages(folder: Path, opened: OpenModules) -> None:
    """Makes folders packages, from the project's own on down; what is in them is the user's."""
    ensure_folder(folder)
    root = opened.project.root
    top = root / opened.project.package_folder
    while folder.is_relative_to(top):
        init = folder / _INIT
        if not init.exists() and not _is_planned(init.relative_to(root).as_posix(), opened):
            write_atomically(init, b"", durable=False)
        folder = folder.parent


def _is_planned(file: str, opened: OpenModules) -> bool:
    return any(module.file == file for module in opened.plan.modules)


def _syntax_error(text: str, stand: Stand) -> Finding | None:
    """Why a text is no module, though each cell for itself was fine."""
    with sharing_work() as sharing:
        if sharing.has_compiled(text):
            return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, stand.look.plan.file, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 0
        said = f"the module would be no Python: {getattr(error, 'msg', None) or error}"
        return _at_cell(_finding(stand, "syntax", said), text, line, stand)
    return None


def _at_cell(finding: Finding, text: str, line: int, stand: Stand) -> Finding:
    """The finding at the cell whose part of the module a line is in, if it is in one."""
    from jupyter_mlops.modules.text.parse import parse_module

    sections = parse_module(text, file=stand.look.plan.file).sections
    above = [each for each in sections if each.key is not None and 0 < each.marker <= line]
    key = above[-1].key if above else None
    cell = next((each for each in stand.look.plan.cells if each.key == key), None)
    if cell is None:
        return replace(finding, line=line)
    place = replace(finding, notebook=cell.key.notebook, cell=cell.key.cell, index=cell.index)
    return replace(place, line=_line_in_cell(cell))


def _line_in_cell(cell: ExportedCell) -> int | None:
    """The line of a cell's source, from 1, that is no Python; None if it is by itself."""
    try:
        compile(cell.text, "<cell>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 1
        return cell.lines[min(line, len(cell.lines)) - 1] + 1 if cell.lines else None
    return None


def _finding(
    stand: Stand, code: Literal["read_only", "syntax"], message: str, hint: str = ""
) -> Finding:
    return Finding(
        severity="error", code=code, message=message, hint=hint, module=stand.look.plan.name
    )


def _held(stand: Stand, state: ModuleState, *problems: Finding) -> Stand:
    return replace(stand, state=state, findings=(*stand.findings, *problems))
