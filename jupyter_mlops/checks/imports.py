"""The check of imports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import ClassVar
from weakref import WeakKeyDictionary

from jupyter_mlops.checks.cell_code import read_code
from jupyter_mlops.checks.check import Check, Checked
from jupyter_mlops.checks.imports_declared import declared_in, project_name
from jupyter_mlops.checks.imports_found import (
    Imported,
    find_imports,
    find_installed,
    own_packages,
)
from jupyter_mlops.checks.imports_names import is_brought, normalized
from jupyter_mlops.checks.model import CheckName
from jupyter_mlops.checks.places import finding_at
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.settings import FILE, read_module_settings

_SKIPPED = "the project declares no dependencies"


class ImportsCheck(Check):
    """Imports of packages that the project declares nowhere.

    The notebook runs here because somebody has installed them once; elsewhere it fails at
    `import`. The one code is `undeclared-import`, a warning, where a package is imported first.

    Declared is what `pyproject.toml` lists (dependencies, optional ones, dependency groups, those
    of Poetry, uv, PDM and pixi), and `setup.cfg`, `setup.py`, `Pipfile`, `pixi.toml`,
    `requirements*.txt` and `environment*.yml`, in the project's folder, the notebook's and those
    between them; and what the notebook installs itself (`%pip install`). What comes along with a
    declared package is not declared. Python's own modules, the project's own packages and modules
    beside the notebook need no declaration, nor do imports that are tried (`try` with
    `except ImportError`). A project that declares nothing is left alone, and so are other
    languages than Python.

    Distributions are often not called as what they bring: `scikit-learn` brings `sklearn`. The
    common ones are known; for others this environment is asked.

    To settle one: declare it. To silence one, in `[tool.jupyter-mlops.checks.imports]`: `allow`, a
    list of import names, or `provided-by`, such as `{ cv2 = "my-opencv" }`, the distribution that
    brings it.
    """

    name: ClassVar = CheckName.IMPORTS
    title: ClassVar = "Imports"
    version: ClassVar = 2

    def key(self, subject: Subject, context: Context) -> str | None:
        """See `Check`; what is declared and what the project has decide, too."""
        place = _place(subject, context)
        return f"{subject.digest} {place.digest} {_environment()}"

    def run(self, subjects: Sequence[Subject], context: Context) -> Iterator[Checked]:
        """See `Check`."""
        for subject in subjects:
            place = _place(subject, context)
            if not place.declared:
                yield Checked(notebook=subject.path, skipped=_SKIPPED)
                continue
            found = _undeclared(subject, place, context) if subject.is_python else ()
            findings = tuple(
                finding_at(
                    subject,
                    each.cell,
                    self.name,
                    "undeclared-import",
                    f"`{each.package}` is imported, but the project doesn't declare it",
                    hint="declare it as a dependency, in pyproject.toml for example",
                    line=each.line,
                    column=each.column,
                    about=each.package,
                )
                for each in found
            )
            yield Checked(notebook=subject.path, findings=findings)


class _Place:
    """What holds for the notebooks of a folder."""

    def __init__(self, root: Path, folder: Path) -> None:
        parents = [folder, *folder.parents]
        self._folders = parents[: parents.index(root) + 1] if root in parents else [folder, root]

    @cached_property
    def declared(self) -> frozenset[str]:
        return declared_in(self._folders)

    @cached_property
    def own(self) -> frozenset[str]:
        root = self._folders[-1]
        source = read_module_settings(root / FILE).source or "src"
        name = project_name(root).replace("-", "_")
        return own_packages([*self._folders, root / "src", root / "lib", root / source]) | {name}

    @cached_property
    def digest(self) -> str:
        parts = [*sorted(self.declared), "", *sorted(self.own)]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


_places: WeakKeyDictionary[Context, dict[Path, _Place]] = WeakKeyDictionary()


def _place(subject: Subject, context: Context) -> _Place:
    known = _places.setdefault(context, {})
    folder = (context.root / subject.path).parent
    if folder not in known:
        known[folder] = _Place(context.root, folder)
    return known[folder]


def _environment() -> str:
    """What changes when packages are installed or removed here."""
    import sysconfig

    try:
        return str(Path(sysconfig.get_path("purelib")).stat().st_mtime_ns)
    except OSError:
        return ""


def _undeclared(subject: Subject, place: _Place, context: Context) -> list[Imported]:
    settings = context.settings.imports
    codes = read_code(subject)
    declared = place.declared | find_installed(codes)
    told = {package: normalized(name) for package, name in settings.provided_by.items()}
    left = [
        found
        for found in find_imports(codes, place.own | frozenset(settings.allow))
        if not is_brought(found.package, declared)
        and told.get(found.package.partition(".")[0]) not in declared
    ]
    if not left:
        return []
    here = _installed()
    return [
        found
        for found in left
        if declared.isdisjoint(map(normalized, here.get(found.package.partition(".")[0], ())))
    ]


@cache
def _installed() -> Mapping[str, Sequence[str]]:
    """Which distributions bring what, as far as they are installed here."""
    from importlib.metadata import packages_distributions

    return packages_distributions()
