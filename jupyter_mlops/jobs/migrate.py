"""Brings a database to the form that this version knows."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Engine, inspect, text

from jupyter_mlops.errors import ConflictError

#: The newest step in `migrations/versions`.
HEAD: Final = "0003"


def migrate(engine: Engine, file: Path) -> None:
    """Runs the missing steps; Alembic, a slow import, is read only if there are any.

    Two processes that open a new database at once take turns: the lock is SQLite's own.

    Args:
        engine: The database.
        file: Its file, for messages.

    Raises:
        ConflictError: A newer version of jupyter-mlops has written it.
    """
    present = _revision(engine)
    if present == HEAD:
        return
    if present is not None and present > HEAD:
        raise ConflictError(
            f"{file} was written by a newer jupyter-mlops (form {present}, known here: {HEAD})",
            hint="upgrade jupyter-mlops, or set JUPYTER_MLOPS_HOME to another folder",
        )
    _upgrade(engine)


def _revision(engine: Engine) -> str | None:
    if not inspect(engine).has_table("alembic_version"):
        return None
    with engine.connect() as reader:
        return reader.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect() as connection:
        # Taken before the first look, so that the second of two processes sees the work done.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
