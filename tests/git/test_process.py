from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from jupyter_mlops.git import process
from jupyter_mlops.git.process import end_processes, run_process

ENV = dict(os.environ)


def run(program: str, *arguments: str, data: bytes = b"", limit: float = 120) -> tuple[int, bytes]:
    done = run_process([sys.executable, "-c", program, *arguments], data=data, env=ENV, limit=limit)
    return done.status, done.output


def test_what_goes_in_and_what_comes_out() -> None:
    program = "import sys; sys.stdout.write(sys.stdin.read().upper()); sys.exit(3)"
    assert run(program, data=b"text") == (3, b"TEXT")


def test_input_that_nobody_reads_is_no_failure() -> None:
    assert run("print(1)", data=b"x" * 10_000_000) == (0, b"1\n")


def test_a_child_in_the_background_is_not_waited_for() -> None:
    program = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print(child.pid)"
    )
    status, output = run(program)
    assert status == 0
    psutil.Process(int(output)).kill()  # it is still there


def test_who_takes_too_long_is_ended_with_all_children(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    program = (
        "import pathlib, signal, subprocess, sys, time\n"
        "deaf = 'import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        " print(flush=True); time.sleep(600)'\n"
        "child = subprocess.Popen([sys.executable, '-c', deaf], stdout=subprocess.PIPE)\n"
        "child.stdout.readline()\n"
        "pathlib.Path(sys.argv[1]).write_text(str(child.pid))\n"
        "time.sleep(600)"
    )
    for limit in (1, 10, 60):  # on a busy machine it takes a while to get so far
        with pytest.raises(TimeoutError):
            run(program, str(note), limit=limit)
        if note.exists():
            break
    deadline = time.monotonic() + 60
    while lives(int(note.read_text())):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def lives(pid: int) -> bool:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def test_a_program_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        run_process(["no-such-program"], data=b"", env=ENV, limit=1)


def test_it_has_no_terminal_to_ask_in() -> None:
    program = "import os\ntry: os.open('/dev/tty', os.O_RDWR)\nexcept OSError: print('none')"
    if os.name == "nt":
        pytest.skip("Windows has no /dev/tty")
    assert run(program) == (0, b"none\n")


def test_all_that_run_can_be_ended_at_once() -> None:
    ended: list[BaseException] = []

    def wait() -> None:
        try:
            run("import time; time.sleep(600)", limit=300)
        except TimeoutError as error:
            ended.append(error)

    waiting = [threading.Thread(target=wait) for _ in range(2)]
    for each in waiting:
        each.start()
    deadline = time.monotonic() + 60
    while len(process._alarms) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    end_processes()
    for each in waiting:
        each.join()
    assert len(ended) == 2
    assert not process._alarms
