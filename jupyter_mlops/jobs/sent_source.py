"""Our modules that run in kernels, as text."""

from __future__ import annotations

import inspect
from types import ModuleType
from typing import Any


def sent(module: ModuleType, **given: Any) -> str:
    """Source text that does in a kernel what a module of ours says, leaving no name behind.

    Args:
        module: It runs under the name `__kernel__`.
        given: Names that it finds, with values whose `repr` evaluates to them.
    """
    source = inspect.getsource(module)
    names = {"__name__": "__kernel__", **given}
    return f"exec(compile({source!r}, '<mlops>', 'exec'), {names!r})"
