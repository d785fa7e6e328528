"""Fills the store of a test's server with runs that have ended: as many as a long history has.

Called with the store's folder, the notebook that they are of, and how many; with 0 they go again.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from sqlalchemy import select

from jupyter_mlops.jobs.database import Database
from jupyter_mlops.jobs.ids import id_for
from jupyter_mlops.jobs.model import Owner, Progress, Run, RunState
from jupyter_mlops.jobs.run_table import forget, insert_runs
from jupyter_mlops.jobs.tables import runs
from jupyter_mlops.settings import current_user

_PORTION = 5000


def a_run(notebook: Path, number: int, now: datetime) -> Run:
    """The run that was started so many minutes ago."""
    at = now - timedelta(minutes=number + 1)
    failed = number % 10 == 0
    return Run(
        id=id_for(f"{notebook} {number}", at),
        state=RunState.FAILED if failed else RunState.SUCCEEDED,
        notebook=str(notebook),
        notebook_hash="0" * 64,
        output=str(notebook.parent / "runs" / f"{number}.ipynb"),
        kernel="python3",
        user=current_user(),
        owner=Owner(host="elsewhere", pid=1, started=0.0),
        created_at=at,
        started_at=at,
        ended_at=at + timedelta(seconds=number % 90),
        parameters={"number": number},
        overrides={"number": number},
        progress=Progress(done=4, total=4),
        token=1,
        metrics={} if failed else {"score": number / 7},
    )


def main(home: Path, notebook: Path, count: int) -> None:
    """Adds the runs, or takes them away."""
    now = datetime.now(timezone.utc)
    with Database(home / "mlops.sqlite").writing() as connection:
        for start in range(0, count, _PORTION):
            end = min(count, start + _PORTION)
            insert_runs(connection, [a_run(notebook, n, now) for n in range(start, end)])
        if count == 0:
            made = select(runs.c.id).where(runs.c.notebook == str(notebook))
            ids = list(connection.execute(made).scalars())
            for start in range(0, len(ids), _PORTION):
                forget(connection, ids[start : start + _PORTION])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
