"""Whether a template may serve an order: only if a new process would be the same."""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

from jupyter_mlops.jobs.warm.freshness import Loaded

#: What libraries read from the working directory as they are imported.
_SETTINGS = {"matplotlib": "matplotlibrc"}


class Judge:
    """What holds for a template, and what an order has to agree with.

    Args:
        environment: Digest of the environment that the template was given.
        names: The libraries that it has imported for its notebooks.
    """

    def __init__(self, *, environment: str, names: frozenset[str]) -> None:
        self._environment = environment
        self._names = names
        self._loaded = Loaded()

    def stale(self) -> str:
        """What has changed since the template loaded it; empty if nothing has."""
        return self._loaded.changed()

    def refusal(self, order: dict[str, Any]) -> str:
        """Why an order has to be carried out by a new process; empty if it need not."""
        if order["environment"] != self._environment:
            return "its environment differs"
        shadow = self._shadow(order["cwd"])
        return f"{shadow} stands before the library of that name" if shadow else ""

    def _shadow(self, folder: str) -> str:
        """A module of the user's own that a new process would import in place of a library."""
        sys.path_importer_cache.pop(folder, None)
        try:
            for name in self._names:
                spec = PathFinder.find_spec(name, [folder])
                if spec is not None and spec.loader is not None:
                    return str(spec.origin)
        finally:
            sys.path_importer_cache.pop(folder, None)
        settings = (Path(folder, file) for name, file in _SETTINGS.items() if name in self._names)
        return next((str(file) for file in settings if file.exists()), "")
