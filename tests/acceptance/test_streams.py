"""Flushing in a tight loop is cheap, and nothing else about it has changed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from jupyter_mlops.jobs.model import FailureCode, RunState
from tests.jobs.builders import printed_by
from tests.jobs.orders import carry_out


def test_two_streams_that_take_turns_stay_in_order(tmp_path: Path) -> None:
    done = carry_out(
        tmp_path,
        "import sys\n"
        "for n in range(100):\n"
        "    print(n, flush=True)\n"
        "    print(-n, file=sys.stderr, flush=True)\n",
    )
    outputs = done.nb.cells[0].outputs
    assert [each.name for each in outputs] == ["stdout", "stderr"] * 100
    assert [int(each.text) for each in outputs] == [s * n for n in range(100) for s in (1, -1)]


def test_a_flush_outlasts_a_machine_that_stands_still(tmp_path: Path) -> None:
    """ipykernel gives up after ten seconds, and another stream's text would overtake this one's."""
    done = carry_out(tmp_path, "import sys\nsys.stdout.flush_timeout, sys.stderr.flush_timeout")
    assert done.nb.cells[0].outputs[0].data["text/plain"] == "(60.0, 60.0)"


def test_what_is_displayed_in_between_stays_in_its_place(tmp_path: Path) -> None:
    done = carry_out(
        tmp_path,
        "for n in range(300):\n"
        "    print(n, flush=True)\n"
        "    if n % 100 == 99: display({'text/plain': str(n)}, raw=True)\n"
        "'result'",
    )
    outputs = done.nb.cells[0].outputs
    assert [each.output_type for each in outputs] == [
        *(["stream", "display_data"] * 3),
        "execute_result",
    ]
    printed = [each.text.split() for each in outputs if each.output_type == "stream"]
    assert printed == [[str(n) for n in range(start, start + 100)] for start in (0, 100, 200)]


def test_what_a_program_says_before_it_crashes_arrives(tmp_path: Path) -> None:
    done = carry_out(
        tmp_path,
        "import ctypes, os\n"
        "for n in range(40): print(n, flush=True)\n"
        "ctypes.PyDLL(None).usleep(300_000)  # in C code, with the lock that all threads need\n"
        "os._exit(1)",
    )
    assert done.end.state is RunState.FAILED
    assert done.end.failure is not None
    assert done.end.failure.code is FailureCode.KERNEL_DIED
    # ipykernel waits for all but the sending of the last.
    assert printed_by(done.nb).split()[:39] == [str(n) for n in range(39)]


def test_threads_and_forked_processes_print_as_ever(tmp_path: Path) -> None:
    done = carry_out(
        tmp_path,
        "import os, threading\n"
        "def say(name):\n"
        "    for n in range(200): print(f'{name}{n}\\n', end='', flush=True)\n"
        "threads = [threading.Thread(target=say, args=(name,)) for name in 'abc']\n"
        "for each in threads: each.start()\n"
        "for each in threads: each.join()\n",
        "import warnings; warnings.simplefilter('ignore')\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    for n in range(200): print(n, flush=True)\n"
        "    os._exit(0)\n"
        "_ = os.waitpid(child, 0)",
    )
    assert done.end.state is RunState.SUCCEEDED, done.log
    lines = printed_by(done.nb, 0).split()
    assert sorted(lines) == sorted(f"{name}{n}" for name in "abc" for n in range(200))
    assert [line for line in lines if line[0] == "b"] == [f"b{n}" for n in range(200)]
    # ipykernel sends each write of a forked process on a connection of its own, in no sure order.
    assert Counter(printed_by(done.nb, 1)) == Counter("".join(f"{n}\n" for n in range(200)))


def test_no_name_is_left_in_the_notebooks_namespace(tmp_path: Path) -> None:
    done = carry_out(
        tmp_path,
        "[name for name in dir() if not name.startswith('_') and name not in "
        "{'In', 'Out', 'exit', 'quit', 'get_ipython', 'open'}]",
    )
    assert done.nb.cells[0].outputs[0].data["text/plain"] == "[]"
    assert done.nb.cells[0].execution_count == 1
