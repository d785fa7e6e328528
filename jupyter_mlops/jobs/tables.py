"""The tables, as SQLAlchemy Core knows them; `migrations/` makes them."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

#: A run a row. Times are ISO 8601 in UTC, nested values JSON, as `sqlite_store` writes them.
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
    Index("runs_by_state", "state", "id"),
    Index("runs_by_notebook", "notebook", "id"),
    Index("runs_by_output", "output", "id"),
    Index("runs_by_user", "user", "id"),
)
