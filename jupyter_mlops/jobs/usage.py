"""What a run uses: memory and processor time of its kernel and of all that it has started.

The runner itself doesn't count: it is ours, and the same for every run.
"""

from __future__ import annotations

import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from jupyter_mlops.jobs.model import Failure, FailureCode, Resources
from jupyter_mlops.jobs.process_tree import ProcessTree

#: Seconds between two looks.
_INTERVAL = 1.0
#: The same where memory is limited: it can fill quickly.
_LIMITED_INTERVAL = 0.1
#: A look takes at most this part of the time.
_SHARE = 0.02
#: How many records an hour takes, or a day: they become rarer as a run goes on.
_RECORDS = 600
#: What tells the system whom to end first where memory runs out; 1000 is the most
#: (proc_pid_oom_score_adj(5)).
_EXPENDABLE = 500

_encoder = msgspec.json.Encoder()


class Sample(Struct, frozen=True, kw_only=True, array_like=True):
    """What a run used at a moment."""

    #: Seconds since the watch began.
    seconds: float
    #: Memory of all its processes, in bytes.
    memory: int
    #: Processors at work since the moment before.
    cpu: float


class UsageMonitor:
    """Watches the processes of a run from a thread of its own.

    Args:
        run_id: The run.
        file: Where samples go, one JSON array a line.
        limit: Memory at which the run's processes are killed, in bytes.
    """

    def __init__(self, run_id: str, file: Path, limit: int | None = None) -> None:
        self._tree = ProcessTree(run_id)
        self._file = file
        self._limit = limit
        self._started = time.monotonic()
        self._peak = 0
        self._cpu = 0.0
        self._recorded = (0.0, 0.0)
        self._recorded_peak = 0
        self._exceeded: Failure | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True, name="usage")

    def start(self, kernel_pid: int | None) -> None:
        """Begins to watch.

        Args:
            kernel_pid: The kernel's process, if it is one of this machine.
        """
        if kernel_pid is not None:
            self._tree.add(kernel_pid)
            _offer_to_the_system(kernel_pid)
        self._thread.start()

    def exceeded(self) -> Failure | None:
        """Why the run was ended, if it was for its memory."""
        return self._exceeded

    def stop(self) -> Resources:
        """Looks for the last time; what the run has used. Later calls say the same."""
        if not self._ended.is_set():
            self._ended.set()
            if self._thread.is_alive():
                self._thread.join()
            self._look(search=False)
            self._peak = max(self._peak, self._tree.high_water())
        return Resources(peak_memory=self._peak, cpu_seconds=round(self._cpu, 3))

    def _watch(self) -> None:
        wait = interval = _INTERVAL if self._limit is None else _LIMITED_INTERVAL
        while not self._ended.wait(wait):
            started = time.perf_counter()
            self._look(search=True)
            wait = max(interval, (time.perf_counter() - started) / _SHARE)

    def _look(self, *, search: bool) -> None:
        if search:
            self._tree.search()
        memory, self._cpu = self._tree.memory(), max(self._cpu, self._tree.cpu())
        self._peak = max(self._peak, memory)
        self._recorded_peak = max(self._recorded_peak, memory)
        if self._limit is not None and memory > self._limit and self._exceeded is None:
            self._exceeded = _too_much(memory, self._limit)
            self._tree.kill()
        self._record()

    def _record(self) -> None:
        seconds = time.monotonic() - self._started
        before, cpu_before = self._recorded
        passed = seconds - before
        due = max(_INTERVAL * 0.9, seconds / _RECORDS)
        if passed < due and not self._ended.is_set():
            return
        sample = Sample(
            seconds=round(seconds, 2),
            memory=self._recorded_peak,
            cpu=round((self._cpu - cpu_before) / passed, 3) if passed > 0 else 0.0,
        )
        with self._file.open("ab") as stream:
            stream.write(_encoder.encode(sample) + b"\n")
        self._recorded, self._recorded_peak = (seconds, self._cpu), 0


def read_usage(file: Path) -> list[Sample]:
    """The samples of a run, in order; none where there is no file. Broken lines are left out."""
    try:
        lines = file.read_bytes().splitlines()
    except OSError:
        return []
    decoder: msgspec.json.Decoder[Sample] = msgspec.json.Decoder(Sample)
    samples = []
    for line in lines:
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            samples.append(decoder.decode(line))
    return samples


def _too_much(memory: int, limit: int) -> Failure:
    return Failure(
        code=FailureCode.MEMORY_LIMIT,
        message=f"the run used {_megabytes(memory)} of memory, more than its {_megabytes(limit)}",
        hint="raise memory_limit in its policy, or work on less data at a time",
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"


def _offer_to_the_system(pid: int) -> None:
    """Has the system end the kernel, and what it starts, before anything else of this user."""
    if sys.platform != "linux":
        return
    try:
        Path(f"/proc/{pid}/oom_score_adj").write_text(str(_EXPENDABLE), encoding="ascii")
    except OSError:  # it has ended, or /proc is not to be written
        return
