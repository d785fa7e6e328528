"""The libraries that a project's modules import, as what is to be installed."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from jupyter_mlops.modules.requirements import required_imports

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import Plan


def find_requirements(plan: Plan, package: str) -> tuple[str, ...]:
    """The distributions that exported cells need to be imported.

    Args:
        plan: What is exported.
        package: The import name of the project's own package.

    Returns:
        Names of distributions, sorted; of what is not installed here the import name, which is
        mostly the same.
    """
    texts = [cell.text for module in plan.modules for cell in module.cells]
    names = required_imports(texts, package)
    if not names:
        return ()
    from importlib.metadata import packages_distributions

    known = packages_distributions()
    return tuple(sorted({known.get(name, [name])[0] for name in names}, key=str.lower))


def undeclared(requirements: Collection[str], declared: Collection[str]) -> tuple[str, ...]:
    """Those of some distributions that no dependency of a project names.

    Args:
        requirements: Names of distributions.
        declared: Dependencies, as PEP 508 writes them.
    """
    from packaging.utils import canonicalize_name

    names = {canonicalize_name(_name_in(each)) for each in declared}
    return tuple(name for name in requirements if canonicalize_name(name) not in names)


def _name_in(dependency: str) -> str:
    """The distribution that a dependency names; empty if it is not written as one."""
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        return Requirement(dependency).name
    except InvalidRequirement:
        return ""
