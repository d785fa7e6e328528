"""Marks a forked process as a run's, where everybody looks for the mark.

`/proc/PID/environ` shows the memory in which the process was given its environment when its program
was loaded, which no later change of the environment reaches (proc_pid_environ(5)). A template is
therefore loaded with a placeholder of the same length, and its child writes over that.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

#: The variable; `jobs.processes` has the same, with imports that a kernel should not have.
VARIABLE = "JUPYTER_MLOPS_RUN"
#: As long as a run's id; no run has it, since ids start with the time.
PLACEHOLDER = "-" * 26
#: The field of a process's state that says where its environment begins.
_ENV_START = 50


def write_mark_of(pid: int, run_id: str) -> None:
    """Does the same to a process that this one has started.

    Args:
        pid: The process, in which nobody has had the time to start another.
        run_id: The run.

    Raises:
        MarkError: The placeholder is not there.
        OSError: The system keeps processes from each other, or it has ended.
    """
    own = f"{VARIABLE}={PLACEHOLDER}\0".encode()
    folder = Path("/proc", str(pid))
    at = (b"\0" + (folder / "environ").read_bytes()).find(b"\0" + own)
    if at < 0 or len(run_id) != len(PLACEHOLDER):
        raise MarkError("there is no placeholder of that length")
    # Fields are counted from 1, and two stand before the name's end (proc_pid_stat(5)).
    start = int((folder / "stat").read_bytes().rpartition(b")")[2].split()[_ENV_START - 3])
    with (folder / "mem").open("r+b", buffering=0) as memory:
        memory.seek(start + at + len(VARIABLE) + 1)
        memory.write(run_id.encode("ascii"))


class MarkError(Exception):
    """The mark could not be written where it is looked for."""


def write_mark(run_id: str) -> None:
    """Makes this process one of a run's, for all who look and all that it starts.

    Args:
        run_id: The run.

    Raises:
        MarkError: The placeholder is not where it was.
    """
    mark = run_id.encode("ascii")
    libc = ctypes.CDLL(None)
    libc.getenv.restype = ctypes.c_void_p
    address = libc.getenv(VARIABLE.encode())
    if address is None or len(mark) != len(PLACEHOLDER):
        raise MarkError("there is no placeholder of that length")
    if ctypes.string_at(address, len(mark) + 1) != PLACEHOLDER.encode() + b"\0":
        raise MarkError("the placeholder has been written over")
    ctypes.memmove(address, mark, len(mark))
    os.environ[VARIABLE] = run_id
    if f"{VARIABLE}={run_id}\0".encode() not in Path("/proc/self/environ").read_bytes():
        raise MarkError("the environment has moved")
