from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest
from msgspec.structs import replace

from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.processes import (
    RUN_VARIABLE,
    is_alive,
    is_local,
    kill_process,
    kill_run,
    owner_of,
    processes_of_run,
    this_process,
)
from tests.jobs.builders import lives

RUN = new_id()
SLEEP = [sys.executable, "-c", "print('up', flush=True); input()"]


@pytest.fixture
def marked() -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, RUN_VARIABLE: RUN}
    with subprocess.Popen(
        SLEEP, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


def test_a_process_is_known_by_id_and_start() -> None:
    me = this_process()
    assert is_local(me)
    assert is_alive(me)
    assert is_alive(replace(me, started=me.started - 1)), "the clock was set"
    assert not is_alive(replace(me, started=me.started - 60))
    assert not is_local(replace(me, host="elsewhere"))


def test_a_process_that_has_ended_is_dead_though_nobody_waited_for_it() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    owner = owner_of(process.pid)
    assert is_alive(owner)
    process.kill()
    psutil.wait_procs([psutil.Process(owner.pid)], timeout=60)
    assert not is_alive(owner)
    process.communicate()
    kill_process(owner)


def test_another_process_with_the_same_id_is_not_killed(
    marked: subprocess.Popen[bytes],
) -> None:
    owner = owner_of(marked.pid)
    kill_process(replace(owner, started=owner.started - 60))
    assert marked.poll() is None
    kill_process(owner)
    assert marked.wait(60)


def test_the_processes_of_a_run_end_and_no_others(marked: subprocess.Popen[bytes]) -> None:
    assert kill_run(new_id()) == []
    assert [process.pid for process in processes_of_run(RUN)] == [marked.pid]
    assert kill_run(RUN) == []
    assert marked.wait(60) is not None
    assert processes_of_run(RUN) == []


def test_who_asks_is_never_among_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RUN_VARIABLE, RUN)
    assert kill_run(RUN) == []


CHILD = """import subprocess, sys
child = subprocess.Popen(
    [sys.executable, '-c', 'input()'], env={{}}, stdin=subprocess.PIPE, start_new_session={}
)
print(child.pid, flush=True)
input()"""


@pytest.mark.parametrize("session", ["True", "False"])
def test_a_child_that_was_given_no_environment_is_one_of_the_run(session: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD.format(session)],
        env={**os.environ, RUN_VARIABLE: RUN},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        assert {each.pid for each in processes_of_run(RUN)} == {process.pid, child}
        assert kill_run(RUN) == []
    assert not lives(child)


def test_what_belongs_to_no_run_does_not_end_with_the_one_that_started_it() -> None:
    script = CHILD.format("True").replace("env={}", f"env={{'{RUN_VARIABLE}': ''}}")
    with subprocess.Popen(
        [sys.executable, "-c", script],
        env={**os.environ, RUN_VARIABLE: RUN},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        child = psutil.Process(int(process.stdout.readline()))
        assert kill_run(RUN) == []
    assert child.is_running()
    child.kill()
