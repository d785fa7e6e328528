"""Use case: get a repository from elsewhere, whole or not at all."""

from __future__ import annotations

import logging
import os
import secrets
import shutil
from pathlib import Path

from jupyter_mlops.errors import ConflictError, MlopsError, StorageError
from jupyter_mlops.git.urls import check_name, folder_name, read_url
from jupyter_mlops.services.operation_model import Done, Wanted
from jupyter_mlops.services.remote_line import RemoteLine

_log = logging.getLogger(__name__)


def check_clone(wanted: Wanted) -> Path:
    """The folder that a clone will be.

    Raises:
        InvalidError: The address or the name is none.
        ConflictError: There is something of this name already.
    """
    url = read_url(wanted.url).url
    target = wanted.folder / check_name(wanted.name or folder_name(url))
    if os.path.lexists(target):
        raise ConflictError(f"{target} is there already", hint="choose another name")
    return target


def clone(line: RemoteLine, wanted: Wanted) -> Done:
    """Clones into a folder beside its place, and moves it there when it is complete.

    Args:
        line: To the remote.
        wanted: Address, folder and name.

    Raises:
        InvalidError: The address or the name is none.
        ConflictError: There is something of this name already.
        RemoteError: The remote could not be reached, or refused.
        StorageError: The folder cannot be written.
        CancelledError: It was cancelled; nothing is left of it.
    """
    target = check_clone(wanted)
    bare = line.know(wanted.url)
    temporary = wanted.folder / f".{target.name[:64]}.{secrets.token_hex(4)}"
    try:
        temporary.mkdir()
    except OSError as error:
        raise StorageError(f"cannot write {wanted.folder}: {error.strerror}") from error
    try:
        done = line.run(temporary, "clone", "--progress", "--", bare, str(temporary))
        if done.status:
            raise line.failure(done, bare)
        notes = _set_up(temporary) if wanted.set_up else ""
        _move(temporary, target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return Done(message=f"Cloned into {target.name}{notes}", folder=target)


def _set_up(folder: Path) -> str:
    """Sets up diff, merge and clean; a clone is worth keeping even where that fails."""
    from jupyter_mlops.services.git_setup import set_up

    try:
        set_up(folder)
    except MlopsError as error:
        _log.warning("a clone could not be set up: %s", error)
        return f", but notebooks are not set up: {error.message}"
    return ""


def _move(temporary: Path, target: Path) -> None:
    if os.path.lexists(target):
        raise ConflictError(f"{target} is there by now", hint="choose another name")
    try:
        temporary.rename(target)
    except OSError as error:
        raise StorageError(f"cannot write {target}: {error.strerror}") from error
