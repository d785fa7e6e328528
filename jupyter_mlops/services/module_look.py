"""A module's file beside what its notebooks say it is to be, as far as hashes tell."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from jupyter_mlops.modules.model import Finding, ModulePlan
from jupyter_mlops.modules.text.hashes import cells_hash, module_hash
from jupyter_mlops.modules.text.header import Header, split_header

if TYPE_CHECKING:
    from jupyter_mlops.modules.project import ModuleProject
    from jupyter_mlops.services.open_modules import OpenModules

#: No bit of a file's mode allows anybody to write it.
_NOBODY_WRITES = 0o222


class Look(Struct, frozen=True, kw_only=True):
    """What a module's file says of itself."""

    plan: ModulePlan
    #: The file, as it is named below the project.
    file: Path
    #: Its content; None if it isn't there, or cannot be read.
    text: str | None
    #: Of a module that we made.
    header: Header | None = None
    #: The text without the header.
    body: str = ""
    #: Whether cells or settings are others than at the last export.
    cells_edited: bool = True
    #: Whether the module is another than at the last export.
    module_edited: bool = False
    #: What keeps it from being written, its cells' errors included.
    errors: tuple[Finding, ...] = ()
    #: What else its author has to know.
    warnings: tuple[Finding, ...] = ()

    @property
    def hold(self) -> Literal["blocked", "conflict", ""]:
        """Why it cannot be exported whatever its text; empty if it can."""
        if not self.errors:
            return ""
        only_markers = all(each.code == "conflict_markers" for each in self.errors)
        return "conflict" if only_markers else "blocked"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that its author has to know."""
        return (*self.errors, *self.warnings)


def look_at(opened: OpenModules, plan: ModulePlan) -> Look:
    """Looks at a module's file.

    Args:
        opened: The project.
        plan: The module.
    """
    project = opened.project
    file = project.root / plan.file
    found = [each for each in opened.plan.findings if each.module == plan.name]
    text, problem = _read(file, project, plan)
    errors = [each for each in found if each.severity == "error"]
    errors += [problem] if problem is not None else []
    warnings = tuple(each for each in found if each.severity == "warning")
    if text is None:
        return Look(plan=plan, file=file, text=None, errors=tuple(errors), warnings=warnings)
    errors += _of_lost_notebooks(opened, plan.name, text)
    header, body = split_header(text)
    return Look(
        plan=plan,
        file=file,
        text=text,
        header=header,
        body=body,
        cells_edited=header is None or header.cells != cells_hash(plan, project),
        module_edited=header is None or header.module != module_hash(body),
        errors=tuple(errors),
        warnings=warnings,
    )


def _read(
    file: Path, project: ModuleProject, plan: ModulePlan
) -> tuple[str | None, Finding | None]:
    """A module's text, and why it cannot be read or written."""

    def problem(code: Literal["target_outside", "unreadable", "read_only"], said: str) -> Finding:
        return Finding(severity="error", code=code, message=f"{plan.file} {said}", module=plan.name)

    if _leads_out(project.root, plan.file):
        return None, problem("target_outside", "lies outside of the project, behind a link")
    try:
        text = file.read_bytes().decode()
        mode = file.stat().st_mode
    except FileNotFoundError:
        return None, None
    except (OSError, UnicodeDecodeError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or "it is no text in UTF-8"
        return None, problem("unreadable", f"cannot be read: {reason}")
    if not mode & _NOBODY_WRITES or not os.access(file, os.W_OK):
        return text, problem("read_only", "is read-only")
    return text, None


def _leads_out(root: Path, below: str) -> bool:
    """Whether a file that is named below a folder lies elsewhere, behind a link."""
    file = root
    for part in below.split("/"):
        file /= part
        # To ask for the real places of both takes much longer, and mostly there is no link.
        if part == ".." or file.is_symlink():
            return not _real(root / below).is_relative_to(_real(root))
    return False


def _real(file: Path) -> Path:
    """A file without links; a circle of them is left as it is, to be found unreadable."""
    return Path(os.path.realpath(file))


def _of_lost_notebooks(opened: OpenModules, module: str, text: str) -> list[Finding]:
    """Errors that keep a module as it is since it has cells of notebooks that cannot be read."""
    return [
        Finding(
            severity="error",
            code=each.code,
            message=each.message,
            hint=each.hint,
            module=module,
            notebook=each.notebook,
        )
        for each in opened.plan.findings
        if each.severity == "error"
        and not each.module
        and each.index < 0
        and each.notebook
        and f"# %% {each.notebook}#" in text
    ]
