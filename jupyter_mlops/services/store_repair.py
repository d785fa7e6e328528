"""Use cases: find out whether the store is damaged, and save what can be saved."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import psutil
from msgspec import Struct

from jupyter_mlops.errors import ConflictError, StorageError
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.folder import RunFolder
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.store import RunStore

#: Files that SQLite keeps beside the database.
_BESIDE: Final = ("-wal", "-shm", "-journal")


class Repaired(Struct, frozen=True, kw_only=True):
    """What a repair has done."""

    #: Where the damaged database lies now; None if there was none.
    backup: Path | None
    #: How many runs were read from it.
    copied: int
    #: How many runs were made again from their folders.
    refolded: int
    #: How many jobs were read from it.
    jobs: int


def check_store(home: Home) -> list[str]:
    """What is wrong with the database; nothing if all is well.

    Args:
        home: Whose database.

    Raises:
        StorageError: Another process holds it, so that nobody else can look.
    """
    if home.database_lost:
        return [f"{home.database} is gone, but there are runs in {home.runs}"]
    if not home.database.exists():
        return []
    try:
        with closing(sqlite3.connect(home.database)) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(20)")]
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise StorageError(
                f"cannot look through {home.database}: another process holds it", hint="try again"
            ) from error
        return [str(error)]
    return [] if found == ["ok"] else found


def repair_store(home: Home, user: str) -> Repaired:
    """Copies the damaged database, and puts a new one with what can be read in its place.

    Whatever happens, the damaged one is not lost; the new one takes its place when it is whole.

    Args:
        home: Whose database.
        user: Whose runs those are of which only the folder is left.

    Raises:
        ConflictError: A process has the database open.
        StorageError: There is no room for the copy, or for the new one.
    """
    from jupyter_mlops.jobs.salvage import salvage
    from jupyter_mlops.jobs.sqlite_store import SqliteRunStore

    _check_unused(home)
    backup = _keep(home)
    new = home.database.with_name(f"{home.database.name}.new")
    _remove(new)
    SqliteRunStore(new).close()
    copied = {} if backup is None else salvage(home.database, new)
    store = SqliteRunStore(new)
    try:
        refolded = _refold(home, store, user)
    finally:
        store.close()
    # The old one's log first: SQLite would write it into the new one.
    for beside in _BESIDE:
        home.database.with_name(f"{home.database.name}{beside}").unlink(missing_ok=True)
    os.replace(new, home.database)  # noqa: PTH105 - it replaces on every system
    home.damage.unlink(missing_ok=True)
    return Repaired(
        backup=backup,
        copied=copied.get("runs", 0),
        refolded=refolded,
        jobs=copied.get("jobs", 0),
    )


def backup_name(home: Home) -> Path:
    """Where a copy of a damaged database is put now."""
    stamp = now().strftime("%Y%m%d-%H%M%S")
    return home.database.with_name(f"{home.database.name}.corrupt-{stamp}")


def _check_unused(home: Home) -> None:
    name = str(home.database.resolve())
    using = [process.pid for process in psutil.process_iter() if name in _open_files(process)]
    if using:
        raise ConflictError(
            f"{home.database} is open in processes {', '.join(map(str, using))}",
            hint="close JupyterLab and end `jupyter mlops worker` first",
        )


def _open_files(process: psutil.Process) -> list[str]:
    try:
        return [file.path for file in process.open_files()]
    except (psutil.Error, OSError):  # somebody else's, or gone
        return []


def _keep(home: Home) -> Path | None:
    """Copies the database with what lies beside it; None where there is none."""
    if not home.database.exists():
        return None
    backup = backup_name(home)
    try:
        for beside in ("", *_BESIDE):
            source = home.database.with_name(f"{home.database.name}{beside}")
            if source.exists():
                shutil.copy2(source, backup.with_name(f"{backup.name}{beside}"))
    except OSError as error:
        raise StorageError(
            f"cannot copy {home.database}: {error.strerror}", hint="free some room"
        ) from error
    return backup


def _remove(database: Path) -> None:
    for beside in ("", *_BESIDE):
        database.with_name(f"{database.name}{beside}").unlink(missing_ok=True)


def _refold(home: Home, store: RunStore, user: str) -> int:
    from jupyter_mlops.jobs.refold import refold

    count = 0
    for folder in sorted(home.runs.iterdir()) if home.runs.is_dir() else ():
        if not store.known([folder.name]):
            run = refold(RunFolder(folder), user)
            if run is not None:
                store.add(run)
                count += 1
    return count
