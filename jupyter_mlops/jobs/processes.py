"""Processes: who they are, whether they live, and how all of a run's are ended."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import psutil

from jupyter_mlops.jobs.model import Owner
from jupyter_mlops.jobs.process_scan import scan

#: Set in the environment of a run's kernel and so inherited by every process that it starts,
#: however detached; the same idea as the cookie by which build servers find strays. Empty where
#: something belongs to no run, whoever has started it.
RUN_VARIABLE = "JUPYTER_MLOPS_RUN"

#: Two readings of one process's start differ by less than this, in seconds: on Linux it is counted
#: from the boot, whose time of day moves by whole seconds as the clock is set.
_CLOCK_TOLERANCE = 5.0
#: How long the system may take to end a killed process, in seconds.
_DEATH_TIMEOUT = 0.5


def this_process() -> Owner:
    """The present process as an owner."""
    return owner_of(os.getpid())


def owner_of(pid: int) -> Owner:
    """The process with this id on this machine."""
    return Owner(host=socket.gethostname(), pid=pid, started=psutil.Process(pid).create_time())


def is_local(owner: Owner) -> bool:
    """Whether the owner is a process of this machine, so that its life can be checked."""
    return owner.host == socket.gethostname()


def is_alive(owner: Owner) -> bool:
    """Whether that very process runs on this machine: same id, same start, not a zombie."""
    try:
        process = psutil.Process(owner.pid)
        same = abs(process.create_time() - owner.started) < _CLOCK_TOLERANCE
        return same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def kill_process(owner: Owner) -> None:
    """Kills that very process, if it is still there."""
    if is_alive(owner):
        with suppress(psutil.NoSuchProcess):
            psutil.Process(owner.pid).kill()


def processes_of_run(run_id: str, variable: str = RUN_VARIABLE) -> list[psutil.Process]:
    """Every living process of a run.

    These are the processes with the run's mark, and those without any mark that one of them has
    started or that are in the session of one: a child with an empty environment is a child still.
    A process with another mark, and what that has started, belongs elsewhere.

    Args:
        run_id: The run.
        variable: Name of the environment variable that bears the mark.
    """
    entries = list(scan(variable))
    ours = {entry.pid for entry in entries if entry.mark == run_id}
    if not ours:
        return []
    unmarked = [entry for entry in entries if entry.mark is None]
    while found := {
        entry.pid
        for entry in unmarked
        if entry.pid not in ours and (entry.parent in ours or entry.session in ours)
    }:
        ours |= found
    return list(_processes(ours))


def _processes(pids: set[int]) -> Iterator[psutil.Process]:
    for pid in sorted(pids):
        with suppress(psutil.NoSuchProcess):
            yield psutil.Process(pid)


def kill_run(run_id: str, rounds: int = 5, variable: str = RUN_VARIABLE) -> list[int]:
    """Kills every process of a run, again until none is left.

    A process may start another between the look and the kill, hence the rounds.

    Args:
        run_id: The run.
        rounds: Most times to look.
        variable: Name of the environment variable that bears the mark.

    Returns:
        The ids of those that survived; empty unless the system refuses.
    """
    left: list[psutil.Process] = []
    for _ in range(rounds):
        left = processes_of_run(run_id, variable)
        if not left:
            return []
        for process in left:
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                process.kill()
        _wait_until_dead(left)
    return [process.pid for process in left if _lives(process)]


def _wait_until_dead(processes: list[psutil.Process]) -> None:
    """Waits a moment; a zombie is dead, however long its parent takes to notice."""
    deadline = time.monotonic() + _DEATH_TIMEOUT
    while any(map(_lives, processes)) and time.monotonic() < deadline:
        time.sleep(0.005)


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
