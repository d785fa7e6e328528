"""Makes the record of a run again from its folder."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from jupyter_mlops.jobs.events import read_events
from jupyter_mlops.jobs.ids import is_id, made_at
from jupyter_mlops.jobs.model import Owner, Run, RunState
from jupyter_mlops.jobs.record import fold

if TYPE_CHECKING:
    from jupyter_mlops.jobs.folder import RunFolder

_NOBODY = Owner(host="", pid=0, started=0.0)


def refold(folder: RunFolder, user: str) -> Run | None:
    """The run of a folder, as far as the folder knows it; None if it was never taken up.

    What only the store knew, such as labels, notes, the job and the sweep, is lost.

    Args:
        folder: The folder.
        user: Whose runs these are.
    """
    try:
        order = folder.read_order()
        events = read_events(folder.events)
    except (OSError, msgspec.DecodeError):
        return None
    if not events or not is_id(order.run_id):
        return None
    run = Run(
        id=order.run_id,
        state=RunState.QUEUED,
        notebook=order.notebook,
        notebook_hash=Path(order.copy).stem,
        output=order.output,
        kernel=order.kernel,
        parameters=order.parameters,
        overrides=order.parameters,
        given=order.parameters,
        user=user,
        owner=_NOBODY,
        created_at=datetime.fromtimestamp(made_at(order.run_id), timezone.utc),
        policy=order.policy,
        results=order.results,
        token=0,
    )
    return fold(run, events)
