"""What SQLite refuses, told so that a person can do something about it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jupyter_mlops.errors import DamageError, StorageError

if TYPE_CHECKING:
    from sqlalchemy.exc import DatabaseError

#: The command that saves what can be saved.
REPAIR: Final = "jupyter mlops store repair"
_ELSEWHERE = "set JUPYTER_MLOPS_HOME to another folder"
_ANY = f"free some room, mend its permissions, or {_ELSEWHERE}"
#: Beginnings of SQLite's names of errors (https://www.sqlite.org/rescode.html): what is wrong, and
#: what helps.
_WORDS: Final = (
    ("SQLITE_BUSY", "another process holds it", "try again; if it lasts, end what holds the file"),
    ("SQLITE_LOCKED", "another process holds it", "try again"),
    ("SQLITE_FULL", "the disk is full", f"free some room, or {_ELSEWHERE}"),
    ("SQLITE_READONLY", "it may not be written", f"mend its permissions, or {_ELSEWHERE}"),
    ("SQLITE_CANTOPEN", "it cannot be opened", f"mend its permissions, or {_ELSEWHERE}"),
    ("SQLITE_PERM", "it may not be opened", f"mend its permissions, or {_ELSEWHERE}"),
    ("SQLITE_CORRUPT", "it is damaged", f"save what can be saved: {REPAIR}"),
    ("SQLITE_NOTADB", "it is no database", f"save what can be saved: {REPAIR}"),
)
#: Those of them that stand for damage.
_DAMAGE: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


def fault_of(error: DatabaseError, file: Path) -> StorageError:
    """The error to raise in place of SQLite's.

    Args:
        error: What SQLAlchemy made of it.
        file: The database.
    """
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    if not name and type(error.orig) is sqlite3.DatabaseError:
        name = "SQLITE_CORRUPT"  # Python 3.10 has no names, but a class of its own for damage
    for start, what, hint in _WORDS:
        if name.startswith(start):
            kind = DamageError if start in _DAMAGE else StorageError
            return kind(f"cannot use {file}: {what}", hint=hint, detail=str(error.orig))
    return StorageError(f"cannot use {file}: {error.orig}", hint=_ANY)
