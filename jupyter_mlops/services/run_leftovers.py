"""What a run has left on disk, beside its record: how large it is, and how it goes."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.jobs.sockets import remove_socket_folder
from jupyter_mlops.jobs.store import Trace
from jupyter_mlops.services.checkout import checkout_folder
from jupyter_mlops.services.desk import Desk

_logger = logging.getLogger(__name__)

#: A file that was written so long after the run's end was written by somebody else, in seconds.
_TOLERANCE = 1.0
#: How much of a run's id stands in the names of its outputs.
_ID_IN_NAME = 5
#: How many folders of many are measured at least.
_SAMPLE = 2000


def folders_of(desk: Desk, run_id: str) -> list[Path]:
    """Folders of a run alone: its record, its worktree, and what it has made there."""
    worktree = checkout_folder(desk.home, run_id)
    made = worktree.with_name(f"{run_id}.made")
    return [folder_of(desk.home, run_id).root, worktree, made]


def outputs_of(trace: Trace) -> Iterator[Path]:
    """Files that a run has written to its output folder, and that nobody has written since.

    Only files that carry the run's id in their name are its own; one that the user has named may
    be anything by now.
    """
    output = Path(trace.output)
    if trace.ended_at is None or not output.stem.endswith(f"-{trace.id[-_ID_IN_NAME:]}"):
        return
    for file in output.parent.glob(f"{_literally(output.stem)}.*"):
        with suppress(OSError):
            if file.stat().st_mtime <= trace.ended_at.timestamp() + _TOLERANCE:
                yield file


def size_of(file: Path) -> int:
    """What a file, or a folder with all that is in it, takes, in bytes; 0 where there is none."""
    try:
        with os.scandir(file) as entries:
            return sum(_size_of_entry(entry) for entry in entries)
    except NotADirectoryError:
        return file.stat().st_size
    except OSError:
        return 0


def about_size_of(folder: Path) -> int:
    """What a folder of many folders takes, in bytes; of very many it measures some, evenly."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names suffice, and there may be many
    except OSError:
        return 0
    step = len(names) // _SAMPLE + 1
    measured = names[::step]
    sizes = sum(size_of(folder / name) for name in measured)
    return sizes * len(names) // max(len(measured), 1)


def remove_leftovers(desk: Desk, run_id: str) -> None:
    """Removes a run's own folders; its record is gone already, so that nobody looks for them."""
    for folder in folders_of(desk, run_id):
        remove_folder(folder)
    remove_socket_folder(run_id)


def remove_folder(folder: Path) -> None:
    """Removes a folder; a worktree with git's note of it."""
    if (folder / ".git").exists():
        from jupyter_mlops.git.checkouts import remove_checkout

        try:
            remove_checkout(folder)
        except (MlopsError, OSError) as error:
            _logger.warning("git keeps a note of the worktree %s: %s", folder, error)
    shutil.rmtree(folder, ignore_errors=True)


def _literally(stem: str) -> str:
    """The stem as a pattern that fits nothing else."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in stem)


def _size_of_entry(entry: os.DirEntry[str]) -> int:
    with suppress(OSError):  # gone meanwhile
        if entry.is_dir(follow_symlinks=False):
            return size_of(Path(entry.path))
        return entry.stat(follow_symlinks=False).st_size
    return 0
