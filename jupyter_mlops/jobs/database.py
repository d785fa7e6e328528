"""The SQLite file that all parts of the store share: its transactions, and what fails there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError, IntegrityError

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.files import ensure_folder
from jupyter_mlops.jobs.filesystems import is_network_folder
from jupyter_mlops.jobs.migrate import migrate
from jupyter_mlops.jobs.store_faults import fault_of
from jupyter_mlops.jobs.tables import counters

#: How long a writer waits for another, in seconds.
_BUSY_TIMEOUT = 15.0
#: Unused pages that a database may keep for what comes, and how many go in one transaction.
_SPARE, _AT_ONCE = 1000, 2000


class Database:
    """One file, made or brought up to date when opened.

    Args:
        file: The database.

    Raises:
        StorageError: Its folder cannot be made, or it cannot be opened or written.
        ConflictError: A newer version of jupyter-mlops has written it.
    """

    def __init__(self, file: Path) -> None:
        ensure_folder(file.parent)
        #: The file.
        self.file = file
        self._engine = _open(file)
        try:
            migrate(self._engine, file)
        except DatabaseError as error:
            self.close()
            raise fault_of(error, file) from error
        except MlopsError:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with; what another process commits meanwhile is seen."""
        with self._faults(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that sees and changes the database as the only one that writes.

        Whatever goes wrong, a full disk or a lost permission too, undoes all of it.
        """
        with self._faults(), self._engine.connect() as connection:
            # At once, as a reader that turns into a writer half way is refused when another was
            # faster (https://www.sqlite.org/lang_transaction.html).
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    def shrink(self) -> None:
        """Gives room that nothing takes any more back to the disk, a little at a time.

        Others write in between. A database of before this was thought of keeps its size.
        """
        before = None
        while True:
            with self.writing() as connection:
                unused = connection.exec_driver_sql("PRAGMA freelist_count").scalar_one()
                if unused <= _SPARE or unused == before:
                    return
                before = unused
                driver: Any = connection.connection.driver_connection
                # Each row that is fetched frees a page.
                driver.execute(f"PRAGMA incremental_vacuum({_AT_ONCE})").fetchall()

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:  # a rule of ours, which the caller knows how to name
            raise
        except DatabaseError as error:
            raise fault_of(error, self.file) from error


def count_up(connection: Connection, name: str) -> None:
    """Notes within a transaction that something of that name has changed."""
    statement = insert(counters).values(name=name, value=1)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=[counters.c.name], set_={"value": counters.c.value + 1}
        )
    )


def _open(file: Path) -> Engine:
    # Write-ahead logging needs shared memory, which network file systems don't have
    # (https://www.sqlite.org/wal.html).
    journal = "DELETE" if is_network_folder(file.parent) else "WAL"
    url = URL.create("sqlite+pysqlite", database=str(file))
    engine = create_engine(url, connect_args={"timeout": _BUSY_TIMEOUT})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # Transactions begin where we say so, not where the driver thinks.
        connection.isolation_level = None
        # Counts only before anything is written; a database that exists keeps its own way.
        connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute(f"PRAGMA synchronous={'NORMAL' if journal == 'WAL' else 'FULL'}")

    return engine
