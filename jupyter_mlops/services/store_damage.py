"""Use case: notice damage of the store, keep a copy of it, and say what to do."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from jupyter_mlops.errors import StorageError
from jupyter_mlops.files import write_atomically
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.store_faults import REPAIR
from jupyter_mlops.services.store_repair import backup_name, check_store

_logger = logging.getLogger(__name__)


def look_for_damage(home: Home) -> None:
    """Reads through the database, and notes what is wrong; takes seconds for a gigabyte.

    A note of damage that is not there any more is removed.

    Args:
        home: Whose database.
    """
    try:
        problems = check_store(home)
    except StorageError as error:
        _logger.warning("the store was not looked through: %s", error.message)
        return
    if problems:
        note_damage(home, problems)
    else:
        home.damage.unlink(missing_ok=True)


def note_damage(home: Home, problems: Sequence[str]) -> None:
    """Keeps a copy of the damaged database and notes what is wrong, once until it is repaired.

    Args:
        home: Whose database.
        problems: What is wrong with it.
    """
    if home.damage.exists():
        return
    copy = _copy(home)
    kept = "no copy of it could be made" if copy is None else f"a copy as it was found is {copy}"
    _logger.error("%s is damaged; %s; %s", home.database, kept, "; ".join(problems))
    said = f"The record of runs is damaged. Close JupyterLab and run: {REPAIR} ({kept})."
    try:
        write_atomically(home.damage, "\n".join([said, *problems]).encode())
    except StorageError as error:  # a copy without a note would be followed by others
        _logger.warning("%s", error.message)
        if copy is not None:
            copy.unlink()


def known_damage(home: Home) -> str:
    """What is to be told of the store's damage, in a line; empty while none was noted."""
    try:
        return home.damage.read_text(encoding="utf-8").partition("\n")[0]
    except FileNotFoundError:
        return ""


def _copy(home: Home) -> Path | None:
    """A copy page by page, damaged ones too; None where that cannot be.

    Not by reading the file: closing it would let go of the locks by which this very process has it
    open (https://www.sqlite.org/howtocorrupt.html).
    """
    copy = backup_name(home)
    try:
        with (
            closing(sqlite3.connect(home.database)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
    except sqlite3.Error as error:
        _logger.warning("no copy of %s: %s", home.database, error)
        copy.unlink(missing_ok=True)
        return None
    return copy
