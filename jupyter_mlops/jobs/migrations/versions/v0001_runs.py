"""The table of runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the table and the indexes that its pages are read by."""
    op.create_table(
        "runs",
        sa.Column("id", sa.String(26), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("notebook", sa.Text, nullable=False),
        sa.Column("notebook_hash", sa.String(64), nullable=False),
        sa.Column("output", sa.Text, nullable=False),
        sa.Column("kernel", sa.Text, nullable=False),
        sa.Column("parameters", sa.Text, nullable=False),
        sa.Column("overrides", sa.Text, nullable=False),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("owner_host", sa.Text, nullable=False),
        sa.Column("owner_pid", sa.Integer, nullable=False),
        sa.Column("owner_started", sa.Float, nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("started_at", sa.String(32)),
        sa.Column("ended_at", sa.String(32)),
        sa.Column("progress", sa.Text, nullable=False),
        sa.Column("failure", sa.Text),
        sa.Column("commit", sa.String(64)),
        sa.Column("dirty", sa.Integer),
        sa.Column("environment", sa.Text),
        sa.Column("cells", sa.Text, nullable=False),
    )
    op.create_index("runs_by_state", "runs", ["state", "id"])
    op.create_index("runs_by_notebook", "runs", ["notebook", "id"])
    op.create_index("runs_by_output", "runs", ["output", "id"])
    op.create_index("runs_by_user", "runs", ["user", "id"])


def downgrade() -> None:
    """Drops the table."""
    op.drop_table("runs")
