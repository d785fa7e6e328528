"""Every process of this machine, as far as it matters whose it is."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

import psutil

#: How often, and how many seconds apart, an environment is looked at that shows nothing yet.
_LOOKS, _APART = 500, 0.002
#: How often one has to show nothing to count as empty.
_EMPTY = 5
#: Place of `env_end` behind the name in proc_pid_stat(5).
_ENV_END = 48
#: Parents of the kernel's own threads, which never have one.
_KERNELS = {0, 2}


class Entry(NamedTuple):
    """A living process."""

    #: Its id.
    pid: int
    #: Its parent's.
    parent: int
    #: The leader's of its session.
    session: int
    #: What it was given for the variable; None if it was given none, or does not tell.
    mark: str | None


def scan(variable: str) -> Iterator[Entry]:
    """The living processes, but for this one; not those that have ended and wait to be noticed.

    Args:
        variable: Name of the environment variable that bears the mark.
    """
    own = os.getpid()
    read = _read_proc if sys.platform == "linux" else _ask_psutil
    for pid in psutil.pids():
        if pid != own:
            with suppress(OSError, ValueError, IndexError, psutil.Error):
                entry = read(pid, variable)
                if entry is not None:
                    yield entry


def _read_proc(pid: int, variable: str) -> Entry | None:
    """From `/proc` itself (proc_pid_stat(5)), in a tenth of the time that psutil takes."""
    with open(f"/proc/{pid}/stat", "rb") as stream:  # noqa: PTH123 - called for each process
        # The name stands in parentheses and may hold any others.
        state, parent, _, session = stream.read().rpartition(b")")[2].split()[:4]
    if state in {b"Z", b"X"}:
        return None
    mark = None
    with suppress(OSError):
        environment = _environment(pid, of_kernel=int(parent) in _KERNELS)
        _, found, rest = environment.partition(b"\0%s=" % variable.encode())
        mark = rest.partition(b"\0")[0].decode("utf-8", "replace") if found else None
    return Entry(pid, int(parent), int(session), mark)


def _environment(pid: int, *, of_kernel: bool) -> bytes:
    """A process's environment, each variable after a null byte.

    In the midst of execve(2) a process has none, for as long as others keep it from going on, and
    would be taken for a stranger. Only one that often shows none while it is known where it would
    be has none.
    """
    found, seen_empty = _read_environment(pid), 0
    for _ in range(_LOOKS):
        if found or of_kernel or seen_empty == _EMPTY:
            break
        time.sleep(_APART)
        seen_empty = seen_empty + 1 if _end_of_environment(pid) else 0
        found = _read_environment(pid)
    return b"\0" + found


def _read_environment(pid: int) -> bytes:
    with open(f"/proc/{pid}/environ", "rb") as stream:  # noqa: PTH123
        return stream.read()


def _end_of_environment(pid: int) -> int:
    """Its address, which is 0 until execve(2) has laid the new program out."""
    with open(f"/proc/{pid}/stat", "rb") as stream:  # noqa: PTH123
        return int(stream.read().rpartition(b")")[2].split()[_ENV_END])


def _ask_psutil(pid: int, variable: str) -> Entry | None:
    process = psutil.Process(pid)
    if process.status() == psutil.STATUS_ZOMBIE:
        return None
    mark = None
    with suppress(psutil.Error, OSError):
        mark = process.environ().get(variable)
    session = os.getsid(pid) if sys.platform != "win32" else 0
    return Entry(pid, process.ppid(), session, mark)
