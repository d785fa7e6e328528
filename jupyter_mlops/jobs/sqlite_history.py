"""What jobs have done last: read for many of them by two statements, and forgotten in time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, text

from jupyter_mlops.jobs.definition import Occurrence
from jupyter_mlops.jobs.job_history import JobHistory, PastRun
from jupyter_mlops.jobs.texts import encode

# Each job's rows by the index of the job, however many older ones it has.
_RUNS: Final = text("""
    SELECT runs.job, runs.id, runs.state, runs.created_at, runs.started_at, runs.ended_at
    FROM json_each(:jobs) AS wanted JOIN runs ON runs.id IN (
        SELECT id FROM runs WHERE job = wanted.value ORDER BY id DESC LIMIT :most
    )
    ORDER BY runs.id DESC
""")
_OCCURRENCES: Final = text("""
    SELECT found.job, found.key, found.due_at, found.state, found.run, found.reason
    FROM json_each(:jobs) AS wanted JOIN occurrences AS found ON found.rowid IN (
        SELECT rowid FROM occurrences WHERE job = wanted.value
        ORDER BY due_at DESC, key DESC LIMIT :most
    )
    ORDER BY found.due_at DESC, found.key DESC
""")
#: How many of its times are kept of a job.
KEPT: Final = 1000
_FORGET: Final = text("""
    DELETE FROM occurrences WHERE job = :job AND due_at < (
        SELECT due_at FROM occurrences WHERE job = :job
        ORDER BY due_at DESC LIMIT 1 OFFSET :last
    )
""")


def forget_old(connection: Connection, job_id: str) -> None:
    """Forgets all but the last `KEPT` times at which a job was due.

    Far fewer are needed to tell which have been: a job goes on from the time that is next.
    """
    connection.execute(_FORGET, {"job": job_id, "last": KEPT - 1})


def read_histories(
    connection: Connection, job_ids: Sequence[str], most: int
) -> dict[str, JobHistory]:
    """Reads what each of some jobs has done last.

    Args:
        connection: To the store.
        job_ids: The jobs.
        most: Most runs, and most times, of each.
    """
    histories = {job_id: JobHistory() for job_id in job_ids}
    asked = {"jobs": encode(list(histories)), "most": most}
    for row in connection.execute(_RUNS, asked).mappings():
        histories[row["job"]].runs.append(msgspec.convert(dict(row), PastRun))
    for row in connection.execute(_OCCURRENCES, asked).mappings():
        histories[row["job"]].occurrences.append(msgspec.convert(dict(row), Occurrence))
    return histories
