"""The two hashes by which a module tells whether it or its notebooks were edited."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import ModulePlan
    from jupyter_mlops.modules.project import ModuleProject

#: Grows when the same cells become another text, so that modules are written anew.
_FORMAT: Final = 1
_DIGITS: Final = 16


def cells_hash(plan: ModulePlan, project: ModuleProject) -> str:
    """What a module is made of: what its cells give to it, and the settings that shape it.

    Neither the version nor the place of a cell in its notebook counts: a release, and a cell put
    above that isn't exported, leave a module in step.

    Args:
        plan: The module.
        project: Its project.

    Returns:
        The first 16 digits of a SHA-256.
    """
    made_of = [
        _FORMAT,
        [project.package, project.imports, project.hoist_imports, project.write_all, project.nbdev],
        [plan.name, plan.docstring],
        [[cell.key.notebook, cell.key.cell, cell.text, cell.public] for cell in plan.cells],
    ]
    # As ASCII, so that half a surrogate pair, which a cell may hold, has a hash, too.
    return _digest(json.dumps(made_of, separators=(",", ":")).encode())


def module_hash(body: str) -> str:
    """What a module says below its header; carriage returns and blank lines on top don't count.

    Args:
        body: As `split_header` gives it.

    Returns:
        The first 16 digits of a SHA-256.
    """
    return _digest(body.replace("\r\n", "\n").lstrip("\n").encode("utf-8", "surrogatepass"))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_DIGITS]
