from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import FailureCode
from jupyter_mlops.jobs.process_tree import ProcessTree
from jupyter_mlops.jobs.processes import RUN_VARIABLE, kill_run
from jupyter_mlops.jobs.usage import UsageMonitor, read_usage
from tests.jobs.builders import PATIENCE

RUN = new_id()
WAIT = "import time; time.sleep(60)"
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a Python process; none outlives the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(code: str, *, marked: bool = False) -> subprocess.Popen[bytes]:
        environment = {**os.environ, **({RUN_VARIABLE: RUN} if marked else {})}
        started.append(subprocess.Popen([sys.executable, "-S", "-c", code], env=environment))
        return started[-1]

    yield start
    for process in started:
        with suppress(psutil.NoSuchProcess):
            for child in psutil.Process(process.pid).children(recursive=True):
                child.kill()
        process.kill()
        process.wait()
    kill_run(RUN)


def eventually(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_children_and_whatever_bears_the_mark_are_the_runs(start: Start) -> None:
    parent = start(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {WAIT!r}])")
    start(WAIT, marked=True)
    start(WAIT)
    tree = ProcessTree(RUN)
    tree.add(parent.pid)

    def found() -> bool:
        tree.search()
        return len(tree._living()) == 3

    eventually(found)
    assert tree.memory() > 3_000_000
    tree.kill()
    eventually(lambda: tree._living() == [])
    assert tree.memory() == 0


def test_processor_time_of_the_dead_counts_once(start: Start) -> None:
    spin = "import time\nwhile time.process_time() < 0.3: pass"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {spin!r}])"
    parent = start(f"{child}\n{WAIT}")
    tree = ProcessTree(RUN)
    tree.add(parent.pid)
    highest = 0.0

    def child_is_reaped() -> bool:
        nonlocal highest
        tree.search()
        highest = max(highest, tree.cpu())
        times = psutil.Process(parent.pid).cpu_times()
        return times.children_user + times.children_system >= 0.25

    eventually(child_is_reaped)
    assert 0.25 <= tree.cpu() < 0.9
    assert highest < 0.9
    parent.kill()
    parent.wait()
    assert 0.25 <= tree.cpu() < 0.9


def test_a_process_that_never_was_is_no_fault(tmp_path: Path) -> None:
    tree = ProcessTree(RUN)
    tree.add(2**22 + 1)
    assert (tree.memory(), tree.cpu(), tree.high_water()) == (0, 0, 0)
    monitor = UsageMonitor(RUN, tmp_path / "usage.jsonl")
    monitor.start(None)
    assert monitor.stop() == monitor.stop()
    assert len(read_usage(tmp_path / "usage.jsonl")) == 1


def test_a_monitor_kills_what_takes_too_much_and_says_so(start: Start, tmp_path: Path) -> None:
    greedy = start(f"hold = b'x' * 200_000_000\n{WAIT}")
    monitor = UsageMonitor(RUN, tmp_path / "usage.jsonl", limit=100_000_000)
    monitor.start(greedy.pid)
    eventually(monitor.exceeded)
    assert greedy.wait(PATIENCE) != 0
    failure = monitor.exceeded()
    assert failure is not None
    assert failure.code is FailureCode.MEMORY_LIMIT
    assert "more than its 100 MB" in failure.message
    assert monitor.stop().peak_memory > 100_000_000


def test_samples_are_about_a_second_apart(start: Start, tmp_path: Path) -> None:
    monitor = UsageMonitor(RUN, tmp_path / "usage.jsonl", limit=10**12)
    monitor.start(start(WAIT).pid)
    eventually(lambda: len(read_usage(tmp_path / "usage.jsonl")) >= 2)
    monitor.stop()
    first, second, *_ = read_usage(tmp_path / "usage.jsonl")
    assert second.seconds - first.seconds >= 0.9
    assert first.memory > 1_000_000
