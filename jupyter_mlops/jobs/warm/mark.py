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
