"""The tables, as SQLAlchemy Core knows them; `migrations/` makes them."""

from __future__ import annotations

from sqlalchemy import (
    BLOB,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()


class AsItIs(BLOB):
    """A column in which SQLite keeps numbers, texts and bytes as they are put into it."""

    cache_ok = True

    def bind_processor(self, dialect: object) -> None:
        """Has nothing made of a value on its way."""


#: Which runs wait, and which were handed to a runner and have not ended. Queries take these very
#: words: an index of a part of a table serves only who asks for that part literally
#: (https://www.sqlite.org/partialindex.html).
WAITING = text("state = 'queued' AND token IS NULL")
WORKING = text("state IN ('queued', 'running') AND token IS NOT NULL")

#: A run a row. Times are ISO 8601 in UTC, nested values JSON, as `rows` writes them.
runs = Table(
    "runs",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("notebook", Text, nullable=False),
    Column("notebook_hash", String(64), nullable=False),
    Column("output", Text, nullable=False),
    Column("kernel", Text, nullable=False),
    Column("parameters", Text, nullable=False),
    Column("overrides", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("owner_host", Text, nullable=False),
    Column("owner_pid", Integer, nullable=False),
    Column("owner_started", Float, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("started_at", String(32)),
    Column("ended_at", String(32)),
    Column("progress", Text, nullable=False),
    Column("failure", Text),
    Column("commit", String(64)),
    Column("dirty", Integer),
    Column("environment", Text),
    Column("cells", Text, nullable=False),
    Column("given", Text, nullable=False),
    Column("origin", String(16), nullable=False),
    Column("job", String(26)),
    Column("job_name", Text, nullable=False),
    Column("sweep", String(26)),
    Column("sweep_index", Integer),
    Column("retry_of", String(26)),
    Column("attempt", Integer, nullable=False),
    Column("again_of", String(26)),
    Column("revision", Text, nullable=False),
    Column("policy", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("results", Text, nullable=False),
    Column("labels", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("keep", Integer, nullable=False),
    Column("due_at", String(32)),
    Column("not_before", String(32)),
    Column("token", Integer),
    Column("overlay", String(64)),
    Column("resources", Text),
    Column("metrics", Text, nullable=False),
    Column("artifacts", Text, nullable=False),
    Index("runs_by_state", "state", "id"),
    Index("runs_by_notebook", "notebook", "id"),
    Index("runs_by_output", "output", "id"),
    Index("runs_by_user", "user", "id"),
    Index("runs_waiting", text("priority DESC"), "id", sqlite_where=WAITING),
    Index("runs_at_work", "id", sqlite_where=WORKING),
    Index("runs_by_job", "job", "id"),
    Index("runs_by_sweep", "sweep", "id"),
    Index("runs_by_commit", "commit", "id"),
    Index("runs_by_overlay", "overlay", sqlite_where=text("overlay IS NOT NULL")),
    Index(
        "runs_by_attempt",
        *("retry_of", "attempt"),
        unique=True,
        sqlite_where=text("retry_of IS NOT NULL"),
    ),
)

#: The last value of each metric of a run, to search by.
run_metrics = Table(
    "run_metrics",
    metadata,
    Column("run", String(26), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Float, nullable=False),
    Index("run_metrics_by_value", "name", "value", "run"),
)

#: The parameters of a run that can be compared, to search by: numbers as they are, true and false
#: as a byte, of texts the beginning. SQLite orders numbers before texts and texts before bytes.
run_parameters = Table(
    "run_parameters",
    metadata,
    Column("run", String(26), nullable=False),
    Column("name", Text, nullable=False),
    Column("value", AsItIs, nullable=False),
    Index("run_parameters_by_value", "name", "value", "run"),
    Index("run_parameters_by_run", "run"),
)

#: The labels of a run, to search by.
run_labels = Table(
    "run_labels",
    metadata,
    Column("label", Text, primary_key=True),
    Column("run", String(26), primary_key=True),
    Index("run_labels_by_run", "run"),
)

#: A job a row; `definition` is all of it, the other columns what it is found by.
jobs = Table(
    "jobs",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("name", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("project", Text, nullable=False),
    Column("notebook", Text, nullable=False),
    Column("paused", Integer, nullable=False),
    Column("next_at", String(32)),
    Column("definition", Text, nullable=False),
    UniqueConstraint("user", "project", "name", name="jobs_by_name"),
    Index("jobs_by_next", "paused", "next_at"),
)

#: A time at which a job was due.
occurrences = Table(
    "occurrences",
    metadata,
    Column("job", String(26), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("due_at", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("run", String(26)),
    Column("reason", Text, nullable=False),
    Index("occurrences_by_time", "job", "due_at"),
)

#: A sweep a row; `definition` is all of it.
sweeps = Table(
    "sweeps",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("user", Text, nullable=False),
    Column("notebook", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Index("sweeps_by_user", "user", "id"),
)

#: At most one row: the token outlives its holder, which is null while nobody holds it.
lease = Table(
    "lease",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token", Integer, nullable=False),
    Column("holder", Text),
)

#: What the user has set for this store, as JSON: limits, retention, channels.
options = Table(
    "options",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

#: How often something has changed, so that others need not look at all of it.
counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)

#: What is to be told to somebody, or was.
outbox = Table(
    "outbox",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("channel", Text, nullable=False),
    Column("event", String(16), nullable=False),
    Column("run", String(26)),
    Column("job", String(26)),
    Column("message", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", String(32)),
    Column("sent_at", String(32)),
    Column("error", Text, nullable=False),
    Index("outbox_by_next", "next_at"),
)
