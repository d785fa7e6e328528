"""Where a run's runner and its kernel meet."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

#: Most bytes of a socket's name on every POSIX system (macOS has the fewest, 104 with a final NUL).
_LONGEST_SOCKET = 103


def socket_folder(run_id: str) -> Path:
    """The folder for a run's sockets, by its id, so that whoever finds the run lost can remove it.

    Args:
        run_id: The run; its id cannot be guessed, so that nobody can have made the folder before.
    """
    return Path(tempfile.gettempdir()) / f"mlops-{run_id}"


def make_socket_folder(run_id: str) -> Path:
    """Makes the folder; only this user may enter it."""
    folder = socket_folder(run_id)
    folder.mkdir(mode=0o700)
    return folder


def remove_socket_folder(run_id: str) -> None:
    """Removes the folder, if it is there."""
    shutil.rmtree(socket_folder(run_id), ignore_errors=True)


def transport_in(folder: Path) -> str:
    """How to reach a kernel: through sockets in the folder, where the system has them.

    No other user can listen in, and no other program can take a port between its choice and its
    use. Windows has no such sockets, and elsewhere their names are short.
    """
    fits = len(os.fsencode(folder / "kernel-ipc-5")) <= _LONGEST_SOCKET
    return "ipc" if sys.platform != "win32" and fits else "tcp"
