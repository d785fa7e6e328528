"""Parameters of runs, to search by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jupyter_mlops.jobs.parameter_index import FILL

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the table, and fills it from the runs."""
    # SQLite keeps what is put into a BLOB column as it is, be it a number or a text.
    op.create_table(
        "run_parameters",
        sa.Column("run", sa.String(26), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.BLOB, nullable=False),
    )
    op.execute(FILL)
    op.create_index("run_parameters_by_value", "run_parameters", ["name", "value", "run"])
    op.create_index("run_parameters_by_run", "run_parameters", ["run"])


def downgrade() -> None:
    """Drops the table."""
    op.drop_table("run_parameters")
