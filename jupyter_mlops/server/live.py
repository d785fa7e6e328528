"""Live facts: what runs, the queue and jobs do, as Jupyter events."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from jupyter_mlops.jobs.model import Progress, Run
from jupyter_mlops.jobs.queue_model import QueueCounts
from jupyter_mlops.server.identity import is_single_user
from jupyter_mlops.server.paths import Root

_BASE: Final = "https://jupyter-mlops.org/events"
RUN_PROGRESSED: Final = f"{_BASE}/run-progressed/v1"
RUN_ENDED: Final = f"{_BASE}/run-ended/v1"
QUEUE_CHANGED: Final = f"{_BASE}/queue-changed/v1"
JOBS_CHANGED: Final = f"{_BASE}/jobs-changed/v1"
_SCHEMAS: Final = Path(__file__).parent / "events"


def register_events(event_logger: Any) -> None:
    """Makes the schemas in `events/` known to the server's event bus."""
    for schema in sorted(_SCHEMAS.glob("*.yaml")):
        event_logger.register_event_schema(schema)


class Announcer:
    """Tells the event bus where runs and the queue stand.

    The bus has no addressees: whoever is logged in hears it all. So it carries no more than a run's
    id and its progress, without source text where several people share the server, and nothing of
    notebooks outside of the server's root.

    Args:
        event_logger: The server's event bus.
        root: The server's root folder.
        identity_provider: Who tells the server's users apart.
    """

    def __init__(self, event_logger: Any, root: Root, identity_provider: object) -> None:
        self._event_logger = event_logger
        self._root = root
        self._shows_source = is_single_user(identity_provider)

    def tell(self, run: Run) -> None:
        """Tells where a run stands."""
        if self._root.path(Path(run.notebook)) is None:
            return
        if run.state.final:
            ended = {"run_id": run.id, "state": run.state.value}
            self._event_logger.emit(schema_id=RUN_ENDED, data=ended)
            return
        data: dict[str, Any] = {
            "run_id": run.id,
            "state": run.state.value,
            "started_at": None if run.started_at is None else run.started_at.isoformat(),
            "progress": msgspec.to_builtins(self._shown(run.progress)),
        }
        self._event_logger.emit(schema_id=RUN_PROGRESSED, data=data)

    def tell_queue(self, counts: QueueCounts) -> None:
        """Tells how much there is to do, after that has changed."""
        data = {"waiting": counts.waiting, "running": counts.running}
        self._event_logger.emit(schema_id=QUEUE_CHANGED, data=data)

    def tell_jobs(self, changed: Collection[str]) -> None:
        """Tells that `jobs` or `sweeps` have changed."""
        self._event_logger.emit(schema_id=JOBS_CHANGED, data={"changed": sorted(changed)})

    def _shown(self, progress: Progress) -> Progress:
        return progress if self._shows_source else replace(progress, cell_preview="")
