"""The tables, as SQLAlchemy Core knows them; `migrations/` makes them."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text

metadata = MetaData()

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
)

#: The last value of each metric of a run, to search by.
run_metrics = Table(
    "run_metrics",
    metadata,
    Column("run", String(26), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Float, nullable=False),
)

#: The labels of a run, to search by.
run_labels = Table(
    "run_labels",
    metadata,
    Column("label", Text, primary_key=True),
    Column("run", String(26), primary_key=True),
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
)

#: A sweep a row; `definition` is all of it.
sweeps = Table(
    "sweeps",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("user", Text, nullable=False),
    Column("notebook", Text, nullable=False),
    Column("definition", Text, nullable=False),
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
)
