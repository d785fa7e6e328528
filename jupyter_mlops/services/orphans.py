"""Use case: find what belongs to no run, and remove it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Container, Iterable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.jobs.ids import first_id, is_id
from jupyter_mlops.jobs.processes import processes_of_run
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.run_leftovers import remove_folder, size_of

#: What is younger may belong to a run that is being started, in seconds.
_GRACE: Final = 3600.0
#: How folders of sockets are named, before the id, and what a worktree has made, after it.
_SOCKETS: Final = "mlops-"
_MADE: Final = ".made"
#: Under which option the store says when it was made, in seconds since the epoch.
_BORN: Final = "born"
#: How many ids the store is asked about at a time.
_BATCH: Final = 500


class Orphan(Struct, frozen=True, kw_only=True):
    """A file or a folder of ours that belongs to no run."""

    #: Where.
    file: Path
    #: What it takes, in bytes.
    size: int


def find_orphans(desk: Desk, notebooks: Container[str]) -> list[Orphan]:
    """Run folders, worktrees, folders of sockets and kept notebooks without a run.

    Never one that is younger than an hour, nor one of a run of which a process lives, nor one that
    is older than the database: what another database has known, now lost, may yet be saved.

    Args:
        desk: Where.
        notebooks: SHA-256 of all notebooks that runs have been made from.
    """
    born = datetime.fromtimestamp(int(desk.store.option(_BORN) or 0), timezone.utc)
    files = [*_folders_without_run(desk, born), *_unused_copies(desk, notebooks, born)]
    return [Orphan(file=file, size=size_of(file)) for file in files]


def remove_orphans(orphans: Iterable[Orphan]) -> None:
    """Removes them, except for what has been written again meanwhile."""
    for orphan in orphans:
        if not _is_old(orphan.file):
            continue
        if orphan.file.is_dir():
            remove_folder(orphan.file)
        else:
            orphan.file.unlink(missing_ok=True)


def _folders_without_run(desk: Desk, born: datetime) -> Iterator[Path]:
    found = [(file, _run_of(file)) for file in _candidates(desk) if _is_old(file)]
    ids = [run_id for _, run_id in found if is_id(run_id) and run_id >= first_id(born)]
    known: set[str] = set()
    for start in range(0, len(ids), _BATCH):
        known |= desk.store.known(ids[start : start + _BATCH])
    unknown = {run_id for run_id in ids if run_id not in known and not processes_of_run(run_id)}
    yield from (file for file, run_id in found if run_id in unknown)


def _candidates(desk: Desk) -> Iterator[Path]:
    for parent in (desk.home.runs, desk.home.root / "worktrees"):
        if parent.is_dir():
            yield from parent.iterdir()
    yield from Path(tempfile.gettempdir()).glob(f"{_SOCKETS}*")


def _unused_copies(desk: Desk, notebooks: Container[str], born: datetime) -> Iterator[Path]:
    for copy in (desk.home.root / "notebooks").glob("*/*.ipynb"):
        unused = copy.stem not in notebooks and _is_old(copy)
        if unused and copy.stat().st_mtime >= born.timestamp():
            yield copy


def _run_of(file: Path) -> str:
    return file.name.removeprefix(_SOCKETS).removesuffix(_MADE)


def _is_old(file: Path) -> bool:
    try:
        return time.time() - file.lstat().st_mtime > _GRACE
    except OSError:  # gone meanwhile
        return False
