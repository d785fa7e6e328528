"""What a runner imports in the course of a run, so that its template has it."""

from __future__ import annotations

import importlib
import sys
from contextlib import suppress

_MODULES = (
    "jupyter_mlops.jobs.papermill_run",
    "jupyter_mlops.jobs.runner",
    "jupyter_mlops.jobs.engine",
    "jupyter_client.asynchronous",
    "jupyter_client.provisioning.local_provisioner",
    "jupyter_mlops.jobs.warm.assigned_kernel",
    # Looking a kernelspec up reads these.
    "IPython.paths",
    "ipykernel.kernelspec",
    "zmq.asyncio",
    "multiprocessing.process",
    "concurrent.futures.thread",
)


def import_all() -> None:
    """Imports them, and has validators built; what is missing here, a run will miss for itself."""
    # A second's work that a runner goes without (`jobs.runner` says why).
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    for name in _MODULES:
        with suppress(ImportError):
            importlib.import_module(name)
    import nbformat

    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    nbformat.validate(nb)
