"""Use cases: compare two versions of a package, and show the public API of one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.jobs.home import Home
from jupyter_mlops.modules.advice import compare_apis
from jupyter_mlops.modules.api import Api, PackageText, PublicName, module_name
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.text import split_header
from jupyter_mlops.modules.version_steps import heaviest
from jupyter_mlops.modules.versions import ApiChange, ChangeLevel
from jupyter_mlops.services.open_modules import open_modules
from jupyter_mlops.services.package_history import PackageHistory, open_history, working_text
from jupyter_mlops.services.release_plan import cell_index

#: What stands for the version that is in the working folder.
WORKING: Final = ""


class ModulePair(Struct, frozen=True, kw_only=True):
    """A module in two versions."""

    #: Below the package; the package's own name for its `__init__`.
    name: str
    #: Its text without the generated header; None where it isn't there.
    base: str | None
    head: str | None


class ReleaseComparison(Struct, frozen=True, kw_only=True):
    """How two versions differ."""

    project: ModuleProject
    base: str
    #: Empty for what is in the working folder.
    head: str
    #: How large the largest change is.
    level: ChangeLevel
    #: The weightiest first.
    changes: tuple[ApiChange, ...]
    #: Those that differ, by name.
    modules: tuple[ModulePair, ...]


def compare_releases(
    file: Path, home: Home, base: str, head: str | None = None
) -> ReleaseComparison:
    """Compares two versions of the package: what one can use, and the code.

    Args:
        file: A file or folder of the project.
        home: Where earlier exports are kept.
        base: A version.
        head: A version; by default what is in the working folder.

    Raises:
        InvalidError: One is no version.
        NotFoundError: One was never released, or the project is in no repository.
    """
    opened = open_modules(file, home)
    with open_history(file) as history:
        base, before = _read(history, base)
        head, after = _read(history, head)
    changes = compare_apis(Api(before), Api(after), cell_index(opened))
    return ReleaseComparison(
        project=opened.project,
        base=base,
        head=head,
        level=heaviest(change.level for change in changes),
        changes=changes,
        modules=_pairs(before, after),
    )


def read_api(file: Path, version: str | None = None) -> tuple[str, list[PublicName]]:
    """The public API of a version.

    Args:
        file: A file or folder of the project.
        version: By default what is in the working folder.

    Returns:
        The version, empty for the working folder's, and its names, by name.

    Raises:
        InvalidError: It is no version.
        NotFoundError: It was never released, or the project is in no repository.
    """
    with open_history(file) as history:
        found, text = _read(history, version)
    names = Api(text).names
    return found, [names[name] for name in sorted(names)]


def _read(history: PackageHistory, version: str | None) -> tuple[str, PackageText]:
    if version is None:
        return WORKING, working_text(history.project)
    release = history.find(version)
    return release.version, history.package_text(release.commit)


def _pairs(before: PackageText, after: PackageText) -> tuple[ModulePair, ...]:
    pairs = []
    for file in sorted({*before.files, *after.files}):
        base, head = _body(before, file), _body(after, file)
        if base != head:
            name = module_name(file) or after.package
            pairs.append(ModulePair(name=name, base=base, head=head))
    return tuple(pairs)


def _body(source: PackageText, file: str) -> str | None:
    text = source.files.get(file)
    return None if text is None else split_header(text)[1]
