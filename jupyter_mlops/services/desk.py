"""What every use case of runs works with: the home, the store, the user."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.errors import StorageError
from jupyter_mlops.jobs.home import Home

if TYPE_CHECKING:
    from jupyter_mlops.jobs.store import RunStore


class Desk(Struct, frozen=True, kw_only=True):
    """The place a request is handled at."""

    #: Where the record of runs lies.
    home: Home
    #: The open store.
    store: RunStore
    #: On whose behalf.
    user: str
    #: The only folder whose notebooks may be seen or run; None for all.
    root: Path | None = None


def open_store(home: Home) -> RunStore:
    """Opens the store of a home; the database library is read here and nowhere else.

    Raises:
        StorageError: The home cannot be written, or it has runs but no database any more.
        ConflictError: A newer version has written it.
    """
    from jupyter_mlops.jobs.sqlite_store import SqliteRunStore

    home.create()
    if home.database_lost:
        raise StorageError(
            f"{home.database} is gone, but there are runs in {home.runs}",
            hint="put it back, or make it again from them: jupyter mlops store repair",
        )
    return SqliteRunStore(home.database)
