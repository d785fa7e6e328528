"""Live facts: how far checks are, as Jupyter events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jupyter_mlops.server.module_replies import project_path

if TYPE_CHECKING:
    from jupyter_mlops.checks.run_files import CheckRecord
    from jupyter_mlops.server.paths import Root

CHECK_PROGRESSED: Final = "https://jupyter-mlops.org/events/check-progressed/v1"
CHECK_ENDED: Final = "https://jupyter-mlops.org/events/check-ended/v1"
_ACTIVE: Final = ("queued", "running")


class CheckAnnouncer:
    """Tells the event bus where runs of checks stand.

    The bus has no addressees: whoever is logged in hears it all. So it carries numbers, neither
    what was found nor where, and nothing of projects that have nothing to do with the root.

    Args:
        event_logger: The server's event bus.
        root: The server's root folder.
    """

    def __init__(self, event_logger: Any, root: Root) -> None:
        self._event_logger = event_logger
        self._root = root

    def tell(self, record: CheckRecord) -> None:
        """Tells where a run stands; call it in the server's own thread."""
        run = record.run
        project = Path(run.project)
        path = project_path(self._root, project)
        if path is None and not self._root.folder.is_relative_to(project):
            return
        data = {
            "run_id": run.id,
            "project": path or "",
            "commit": run.commit,
            "state": run.state,
            "done": run.progress.done,
            "total": run.progress.total,
            "errors": record.errors,
        }
        schema = CHECK_PROGRESSED if run.state in _ACTIVE else CHECK_ENDED
        self._event_logger.emit(schema_id=schema, data=data)
