"""Jobs, queue, schedules, sweeps, metrics, notifications."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds what a run has besides, and the tables around it."""
    for column in _run_columns():
        op.add_column("runs", column)
    waiting = sa.text("state = 'queued' AND token IS NULL")
    op.create_index("runs_waiting", "runs", [sa.text("priority DESC"), "id"], sqlite_where=waiting)
    working = sa.text("state IN ('queued', 'running') AND token IS NOT NULL")
    op.create_index("runs_at_work", "runs", ["id"], sqlite_where=working)
    op.create_index("runs_by_job", "runs", ["job", "id"])
    op.create_index("runs_by_sweep", "runs", ["sweep", "id"])
    op.create_index("runs_by_commit", "runs", ["commit", "id"])
    kept = sa.text("overlay IS NOT NULL")
    op.create_index("runs_by_overlay", "runs", ["overlay"], sqlite_where=kept)
    retries = sa.text("retry_of IS NOT NULL")
    op.create_index(
        "runs_by_attempt", "runs", ["retry_of", "attempt"], unique=True, sqlite_where=retries
    )
    _make_run_facts()
    _make_jobs()
    _make_queue()


def downgrade() -> None:
    """Drops what `upgrade` has made."""
    for table in (
        *("run_metrics", "run_labels", "jobs", "occurrences", "sweeps"),
        *("lease", "options", "counters", "outbox"),
    ):
        op.drop_table(table)
    for index in ("waiting", "at_work", "by_job", "by_sweep", "by_commit", "by_overlay"):
        op.drop_index(f"runs_{index}", "runs")
    op.drop_index("runs_by_attempt", "runs")
    with op.batch_alter_table("runs") as runs:
        for column in _run_columns():
            runs.drop_column(column.name)


def _run_columns() -> list[sa.Column[object]]:
    empty_object, empty_list = sa.text("'{}'"), sa.text("'[]'")
    return [
        sa.Column("given", sa.Text, nullable=False, server_default=empty_object),
        sa.Column("origin", sa.String(16), nullable=False, server_default="manual"),
        sa.Column("job", sa.String(26)),
        sa.Column("job_name", sa.Text, nullable=False, server_default=""),
        sa.Column("sweep", sa.String(26)),
        sa.Column("sweep_index", sa.Integer),
        sa.Column("retry_of", sa.String(26)),
        sa.Column("attempt", sa.Integer, nullable=False, server_default="1"),
        sa.Column("again_of", sa.String(26)),
        sa.Column("revision", sa.Text, nullable=False, server_default=empty_object),
        sa.Column("policy", sa.Text, nullable=False, server_default=empty_object),
        sa.Column("priority", sa.Integer, nullable=False, server_default="0"),
        sa.Column("results", sa.Text, nullable=False, server_default=empty_object),
        sa.Column("labels", sa.Text, nullable=False, server_default=empty_list),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("keep", sa.Integer, nullable=False, server_default="0"),
        sa.Column("due_at", sa.String(32)),
        sa.Column("not_before", sa.String(32)),
        # Runs of before were all handed to a runner by whoever had asked for them.
        sa.Column("token", sa.Integer, server_default="0"),
        sa.Column("overlay", sa.String(64)),
        sa.Column("resources", sa.Text),
        sa.Column("metrics", sa.Text, nullable=False, server_default=empty_object),
        sa.Column("artifacts", sa.Text, nullable=False, server_default=empty_list),
    ]


def _make_run_facts() -> None:
    op.create_table(
        "run_metrics",
        sa.Column("run", sa.String(26), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Float, nullable=False),
    )
    op.create_index("run_metrics_by_value", "run_metrics", ["name", "value", "run"])
    op.create_table(
        "run_labels",
        sa.Column("label", sa.Text, primary_key=True),
        sa.Column("run", sa.String(26), primary_key=True),
    )
    op.create_index("run_labels_by_run", "run_labels", ["run"])


def _make_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(26), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("project", sa.Text, nullable=False),
        sa.Column("notebook", sa.Text, nullable=False),
        sa.Column("paused", sa.Integer, nullable=False),
        sa.Column("next_at", sa.String(32)),
        sa.Column("definition", sa.Text, nullable=False),
        sa.UniqueConstraint("user", "project", "name", name="jobs_by_name"),
    )
    op.create_index("jobs_by_next", "jobs", ["paused", "next_at"])
    op.create_table(
        "occurrences",
        sa.Column("job", sa.String(26), primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("due_at", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("run", sa.String(26)),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("occurrences_by_time", "occurrences", ["job", "due_at"])
    op.create_table(
        "sweeps",
        sa.Column("id", sa.String(26), primary_key=True),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("notebook", sa.Text, nullable=False),
        sa.Column("definition", sa.Text, nullable=False),
    )
    op.create_index("sweeps_by_user", "sweeps", ["user", "id"])


def _make_queue() -> None:
    op.create_table(
        "lease",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("token", sa.Integer, nullable=False),
        sa.Column("holder", sa.Text),
    )
    op.create_table(
        "options",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(26), primary_key=True),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("event", sa.String(16), nullable=False),
        sa.Column("run", sa.String(26)),
        sa.Column("job", sa.String(26)),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", sa.String(32)),
        sa.Column("sent_at", sa.String(32)),
        sa.Column("error", sa.Text, nullable=False),
    )
    op.create_index("outbox_by_next", "outbox", ["next_at"])
    # What is older than the database may be of one that is lost, and is nobody's to clean up.
    op.execute("INSERT INTO options VALUES ('born', strftime('%s', 'now'))")
