"""What is to be exported, and what an export has done."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from jupyter_mlops.modules.model import Finding
from jupyter_mlops.services.module_status import ProjectStatus


class ExportRequest(Struct, frozen=True, kw_only=True):
    """What is to be exported."""

    #: A file or folder of the project.
    path: Path
    #: Only modules of these names; None for all.
    modules: tuple[str, ...] | None = None
    #: Only modules that are made of these notebooks, or of notebooks in these folders, or that
    #: are these files; None for all.
    within: tuple[Path, ...] | None = None
    #: Modules whose file may be replaced although it was edited, or no notebook made it.
    replace: tuple[str, ...] = ()
    #: Whether to write tests, too.
    tests: bool = False
    #: Whether to write nothing, and only say what would be done.
    check: bool = False
    #: Whether the status afterwards has the cells that have changed, which takes longer.
    details: bool = False


class ExportedTests(Struct, frozen=True, kw_only=True):
    """What has become of the tests of modules."""

    #: Paths below the project of those that were written, or would be.
    written: tuple[str, ...] = ()
    #: Those of no cell any more, whose files were removed.
    removed: tuple[str, ...] = ()
    #: Of all that belong to what was asked for.
    files: tuple[str, ...] = ()
    #: Why some were not written.
    findings: tuple[Finding, ...] = ()


class Exported(Struct, frozen=True, kw_only=True):
    """What an export has done, or would do."""

    #: Names of the modules that were written.
    written: tuple[str, ...]
    #: Names of those that are no longer made of any cell, whose file was removed.
    removed: tuple[str, ...]
    #: Names of those that were not written.
    held_back: tuple[str, ...]
    #: How many were as they are to be.
    unchanged: int
    #: The tests that were written: paths below the project.
    tests: tuple[str, ...]
    #: All tests of what was asked for; empty unless tests were.
    test_files: tuple[str, ...]
    #: The tests that no cell is any more, whose files were removed: paths below the project.
    tests_removed: tuple[str, ...]
    #: The files of all modules that there are or were, by name: paths below the project.
    files: dict[str, str]
    #: Whether the folder was made a Python project first.
    made_project: bool
    #: What authors have to know of what was asked for and was not in step before.
    findings: tuple[Finding, ...]
    #: How the project's modules stand now.
    status: ProjectStatus
