"""Live facts: that the modules of a project have changed, as a Jupyter event."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from jupyter_mlops.server.module_replies import project_path
from jupyter_mlops.server.paths import Root

MODULES_CHANGED: Final = "https://jupyter-mlops.org/events/modules-changed/v1"


def tell_modules_changed(event_logger: Any, root: Root, project: Path) -> None:
    """Tells the event bus that modules of a project, or their notebooks, were written.

    The bus has no addressees, so that it carries no more than where the project is; what has
    changed is asked for. Call it in the server's own thread.

    Args:
        event_logger: The server's event bus.
        root: The server's root folder.
        project: The project's folder.
    """
    data = {"project": project_path(root, project) or ""}
    event_logger.emit(schema_id=MODULES_CHANGED, data=data)
