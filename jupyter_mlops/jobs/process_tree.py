"""The living processes of one run, and what they use."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import psutil

from jupyter_mlops.jobs.processes import RUN_VARIABLE

_GONE = (psutil.NoSuchProcess, psutil.AccessDenied, OSError)


class ProcessTree:
    """Follows a run's processes: the kernel, its children, and whatever else bears its mark.

    Each process of the machine is looked at once, when it first appears, since reading environments
    is what takes time.

    Args:
        run_id: The run.
    """

    def __init__(self, run_id: str) -> None:
        self._run_id = run_id
        self._seen: set[int] = set()
        self._ours: dict[int, psutil.Process] = {}
        self._parents: dict[int, int] = {}
        self._used: dict[int, float] = {}
        self._used_before = 0.0

    def add(self, pid: int) -> None:
        """Adds a process that is known to be the run's."""
        with suppress(*_GONE):
            self._ours[pid] = psutil.Process(pid)
            self._parents[pid] = 0
            self._seen.add(pid)

    def search(self) -> None:
        """Looks for processes that have appeared since."""
        present = set(psutil.pids())
        self._seen &= present
        for pid in sorted(present - self._seen):
            self._seen.add(pid)
            with suppress(*_GONE):
                self._look_at(psutil.Process(pid))

    def memory(self) -> int:
        """Memory of all, in bytes.

        What several processes share counts once, where the system says how much that is.
        """
        processes = self._living()
        if len(processes) == 1:
            return _resident(processes[0])
        return sum(map(_share, processes))

    def cpu(self) -> float:
        """Processor time of all that there were, in seconds."""
        living = {process.pid: process for process in self._living()}
        for pid in [pid for pid in self._used if pid not in living]:
            used = self._used.pop(pid)
            # A parent that lives has been told of its dead child's time, and counts it as its own.
            if self._parents.pop(pid, 0) not in living:
                self._used_before += used
        for pid, process in living.items():
            with suppress(*_GONE):
                self._used[pid] = sum(process.cpu_times()[:4])
        return self._used_before + sum(self._used.values())

    def high_water(self) -> int:
        """The most memory that one of the living has had at a time, in bytes; 0 if unknown."""
        return max(map(_high_water, self._living()), default=0)

    def kill(self) -> None:
        """Kills all of them, parents first."""
        for process in self._living():
            with suppress(*_GONE):
                process.kill()

    def _look_at(self, process: psutil.Process) -> None:
        parent = process.ppid()
        if parent in self._ours or process.environ().get(RUN_VARIABLE) == self._run_id:
            self._ours[process.pid] = process
            self._parents[process.pid] = parent

    def _living(self) -> list[psutil.Process]:
        self._ours = {pid: process for pid, process in self._ours.items() if _lives(process)}
        return list(self._ours.values())


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except _GONE:
        return 0


def _share(process: psutil.Process) -> int:
    """A process's memory, with its share of what others map, too (`Pss` in proc_pid_smaps(5))."""
    try:
        full = process.memory_full_info()
    except _GONE:
        return _resident(process)
    return int(getattr(full, "pss", full.uss))


def _high_water(process: psutil.Process) -> int:
    if sys.platform != "linux":
        return 0
    try:
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    _, _, rest = status.partition("VmHWM:")
    return int(rest.split()[0]) * 1024 if rest else 0
