"""Live facts: what runs do, as Jupyter events."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import msgspec

from jupyter_mlops.jobs.model import Run

_BASE: Final = "https://jupyter-mlops.org/events"
RUN_PROGRESSED: Final = f"{_BASE}/run-progressed/v1"
RUN_ENDED: Final = f"{_BASE}/run-ended/v1"
_SCHEMAS: Final = Path(__file__).parent / "events"


def register_events(event_logger: Any) -> None:
    """Makes the schemas in `events/` known to the server's event bus."""
    for schema in sorted(_SCHEMAS.glob("*.yaml")):
        event_logger.register_event_schema(schema)


def emit_run(event_logger: Any, run: Run) -> None:
    """Tells listeners where a run stands."""
    if run.state.final:
        ended = {"run_id": run.id, "state": run.state.value}
        event_logger.emit(schema_id=RUN_ENDED, data=ended)
        return
    data: dict[str, Any] = {
        "run_id": run.id,
        "state": run.state.value,
        "started_at": None if run.started_at is None else run.started_at.isoformat(),
        "progress": msgspec.to_builtins(run.progress),
    }
    event_logger.emit(schema_id=RUN_PROGRESSED, data=data)
