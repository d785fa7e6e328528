"""DevOps for notebooks, inside JupyterLab."""

from __future__ import annotations

from typing import Any

from jupyter_mlops._version import __version__

__all__ = ["__version__"]


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    """Tells JupyterLab where the frontend is."""
    return [{"src": "labextension", "dest": "jupyter-mlops"}]


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    """Tells Jupyter Server what loads."""
    from jupyter_mlops.server.extension import MlopsExtension

    return [{"module": "jupyter_mlops.server.extension", "app": MlopsExtension}]
