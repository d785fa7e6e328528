"""From sweeps to payloads: files become contents paths."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.jobs.sweeps.points import names_of
from jupyter_mlops.server.payloads.sweeps import SweepReply

if TYPE_CHECKING:
    from jupyter_mlops.server.paths import Root
    from jupyter_mlops.services.list_sweeps import SweepStanding


def sweep_reply(standing: SweepStanding, root: Root) -> SweepReply:
    """A sweep, and how far its runs are."""
    sweep, best = standing.sweep, standing.best
    notebook = Path(sweep.notebook)
    return SweepReply(
        id=sweep.id,
        name=sweep.name,
        path=root.path(notebook) or notebook.name,
        space=sweep.space,
        names=names_of(sweep.space),
        count=sweep.count,
        states=standing.states,
        objective=sweep.objective,
        best=None if best is None else best.run,
        best_value=None if best is None else best.value,
        metrics=standing.metrics,
        created_at=sweep.created_at,
    )
