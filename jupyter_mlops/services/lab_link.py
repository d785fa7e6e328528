"""Where a run can be looked at in the browser, as far as that is known."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from msgspec import Struct

#: The public address of a user's server (JupyterHub 5 and later).
_HUB_VARIABLE = "JUPYTERHUB_PUBLIC_URL"


class _Server(Struct, frozen=True, kw_only=True):
    """What a server tells of itself in Jupyter's runtime folder."""

    pid: int
    url: str
    root_dir: str


def link_to_run(run_id: str, notebook: Path) -> str | None:
    """The address of a run's page.

    Args:
        run_id: The run.
        notebook: Its notebook, absolute.

    Returns:
        The address, without a token; None if no server is known that shows the notebook.
    """
    base = os.environ.get(_HUB_VARIABLE) or _local_server(notebook)
    return f"{base.rstrip('/')}/lab?mlops=run/{run_id}" if base else None


def _local_server(notebook: Path) -> str | None:
    """The address of the server at work whose root is the nearest above the notebook."""
    import psutil
    from jupyter_core.paths import jupyter_runtime_dir

    servers = [
        server
        for file in Path(jupyter_runtime_dir()).glob("jpserver-*.json")
        if (server := _read(file)) is not None
        and notebook.is_relative_to(server.root_dir)
        and psutil.pid_exists(server.pid)
    ]
    nearest = max(servers, key=lambda server: len(server.root_dir), default=None)
    return None if nearest is None else nearest.url


def _read(file: Path) -> _Server | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=_Server)
    except (OSError, msgspec.DecodeError):  # just gone, or half written
        return None
