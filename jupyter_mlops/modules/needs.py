"""What a package imports from others, by which its wheel is of use only where those are."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Final

from jupyter_mlops.modules.api import PackageText

#: What a requirement begins with (PEP 508).
_NAME: Final = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")


def imported_packages(source: PackageText) -> dict[str, str]:
    """What a package's modules import that is neither theirs nor Python's own.

    Imports within functions, `try` and `if` count as optional, and are left out.

    Args:
        source: The modules; those that are no Python import nothing.

    Returns:
        Import names of top-level packages, by name, each with a module that imports it: its path
        below the package's folder.
    """
    known = {source.package, *sys.stdlib_module_names}
    found: dict[str, str] = {}
    for file in sorted(source.files):
        for name in _imports(source.files[file]) if file.endswith(".py") else ():
            if name not in known:
                found.setdefault(name, file)
    return dict(sorted(found.items()))


def missing_requirements(imports: Iterable[str], requirements: Iterable[str]) -> list[str]:
    """The imports that none of a project's requirements gives.

    Which distribution gives which import is asked of those that are installed here; where none is,
    both have the same name.

    Args:
        imports: Import names of top-level packages.
        requirements: As in `[project] dependencies`.
    """
    from importlib.metadata import packages_distributions

    from packaging.utils import canonicalize_name

    names = (_NAME.match(text) for text in requirements)
    given = {canonicalize_name(name[1]) for name in names if name}
    there = packages_distributions()
    return [
        name
        for name in imports
        if given.isdisjoint(canonicalize_name(each) for each in (*there.get(name, ()), name))
    ]


def _imports(text: str) -> Iterator[str]:
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError):
        return
    for statement in body:
        if isinstance(statement, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom) and not statement.level and statement.module:
            yield statement.module.partition(".")[0]
