"""Which servers are there, so that a worker stays with them."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec

from jupyter_mlops.files import ensure_folder, write_atomically
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.model import Owner
from jupyter_mlops.jobs.processes import is_alive, is_local, this_process

#: A server of another machine says that it is there this often at least, in seconds.
SIGN_INTERVAL = 300.0


def sign_in(home: Home) -> None:
    """Says that this process is a server that may need a worker.

    Raises:
        StorageError: The home cannot be written.
    """
    owner = this_process()
    ensure_folder(_folder(home))
    write_atomically(_file(home, owner), msgspec.json.encode(owner))


def sign_out(home: Home) -> None:
    """Says that this process needs no worker any more."""
    _file(home, this_process()).unlink(missing_ok=True)


def is_anyone_there(home: Home) -> bool:
    """Whether a server lives; those that were killed are forgotten."""
    try:
        files = list(_folder(home).iterdir())
    except FileNotFoundError:
        return False
    return any(_lives(file) for file in files if file.suffix == ".json")


def _lives(file: Path) -> bool:
    try:
        owner = msgspec.json.decode(file.read_bytes(), type=Owner)
        here = is_local(owner)
        lives = is_alive(owner) if here else time.time() - file.stat().st_mtime < 2 * SIGN_INTERVAL
    except (FileNotFoundError, msgspec.DecodeError):
        return False
    if here and not lives:
        file.unlink(missing_ok=True)
    return lives


def _folder(home: Home) -> Path:
    return home.root / "servers"


def _file(home: Home, owner: Owner) -> Path:
    return _folder(home) / f"{owner.host}-{owner.pid}.json"
