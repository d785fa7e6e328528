"""Which module a cell's mark means."""

from __future__ import annotations

import keyword
import re
from pathlib import PurePosixPath
from typing import NamedTuple

from jupyter_mlops.modules.model import FindingCode
from jupyter_mlops.modules.project import as_identifier

_OUTSIDE = re.compile(r"[./\\~]|\w:[/\\]|.*\.\.")
_INIT = "__init__"


class Target(NamedTuple):
    """A module that a mark names, or why it names none."""

    #: Its name below the package; empty if there is a problem.
    module: str = ""
    code: FindingCode = "target"
    problem: str = ""
    hint: str = ""


def named_module(target: str, package: str, *, below: bool = False) -> Target:
    """The module that a target names.

    Args:
        target: What an author wrote: with dots or slashes, with or without the package.
        package: The package's import name.
        below: Whether the target never begins with the package, whatever it begins with.
    """
    if _OUTSIDE.match(target):
        return Target(
            code="target_outside",
            problem=f"{target} is outside of the package",
            hint=f"name a module of {package}, such as features or data.load",
        )
    parts = target.removesuffix(".py").replace("/", ".").split(".")
    if len(parts) > 1 and parts[0] == package and not below:
        parts = parts[1:]
    if all(part.isidentifier() and not keyword.iskeyword(part) for part in parts):
        return Target(".".join(parts))
    return Target(
        problem=f"{target} is no name of a module",
        hint="use names of letters, digits and underscores, with dots between them",
    )


def own_module(notebook: str, default: str, package: str, *, nbdev: bool) -> Target:
    """The module that cells without a target go to.

    Args:
        notebook: The notebook's path.
        default: What its `default_exp` says; empty if it has none.
        package: The package's import name.
        nbdev: Whether the project is nbdev's, where a notebook has none unless it says so, and
            says it from the package on.
    """
    if default:
        return named_module(default, package, below=nbdev)
    if nbdev:
        return Target(
            problem="the cell is exported, but its notebook names no module",
            hint="add a cell with #| default_exp and the module's name",
        )
    name = as_identifier(PurePosixPath(notebook).stem)
    if name and not keyword.iskeyword(name):
        return Target(name)
    return Target(
        problem=f"{PurePosixPath(notebook).name} gives no name to a module",
        hint="add a cell with #| default_exp and the module's name, or name it in the mark",
    )
