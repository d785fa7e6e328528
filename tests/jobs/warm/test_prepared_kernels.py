"""A prepared kernel is to its notebook what a new one is."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from jupyter_mlops.jobs.processes import processes_of_run
from jupyter_mlops.jobs.sockets import socket_folder
from jupyter_mlops.jobs.warm.nursery import Nursery
from tests.jobs.builders import lives
from tests.jobs.warm.nurseries import (
    Answers,
    a_copy,
    is_warm,
    nursery,
    templates,
    wait_for,
    warmed,
    with_kernel,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks only on Linux")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery(tmp_path_factory.mktemp("home"), size=2) as made:
        yield made


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_copy(tmp_path_factory.mktemp("copies"), "import numpy, sqlalchemy")


@pytest.fixture
def address(kept: Nursery, copy: Path) -> str:
    return warmed(kept, copy)


def ask(address: str, code: str, setup: str = "", **how: Any) -> Any:
    """What a prepared kernel evaluates to."""

    async def work(answers: Answers) -> Any:
        assert is_warm(answers) == bool(address)
        return await answers.evaluate(code, setup)

    return with_kernel(address, work, **how)


_FACTS = """{
    "argv": sys.argv[:2] + sys.argv[3:], "path": sys.path, "cwd": os.getcwd(),
    "environment": {n: v for n, v in os.environ.items() if n not in {"JUPYTER_MLOPS_RUN", "_"}},
    "umask": os.umask(os.umask(0o22)) and None,
    "session": os.getsid(0) == os.getpid() == os.getpgid(0),
    "signals": {n: str(signal.getsignal(n)) for n in (2, 15, 17, 1, 13)},
    "main": sys.modules["__main__"].__dict__.get("__file__"),
    "flags": str(sys.flags), "recursion": sys.getrecursionlimit(),
    "encoding": (sys.stdout.encoding, sys.getfilesystemencoding()),
    "ours": [n for n in sys.modules if n.startswith("jupyter_mlops")],
    "backend": __import__("matplotlib").get_backend(),
    "filters": len(__import__("warnings").filters),
}"""


def test_a_prepared_kernel_is_as_a_new_one_in_all_that_it_can_see(
    address: str, tmp_path: Path
) -> None:
    setup = "import os, sys, signal"
    cold = ask("", _FACTS, setup, cwd=tmp_path)
    warm = ask(address, _FACTS, setup, cwd=tmp_path)
    assert warm == cold


def test_its_libraries_are_there_already(address: str) -> None:
    assert ask(address, "[n in sys.modules for n in ('numpy', 'sqlalchemy')]", "import sys") == [
        True,
        True,
    ]


def test_nothing_else_is_there_that_a_new_one_lacks(kept: Nursery, tmp_path: Path) -> None:
    plain = warmed(kept, a_copy(tmp_path, "1"))
    warm, cold = (set(ask(where, "list(sys.modules)", "import sys")) for where in (plain, ""))
    assert warm ^ cold <= {"gc"}


def test_each_run_has_a_process_of_its_own(address: str) -> None:
    pids = {ask(address, "os.getpid()", "import os") for _ in range(3)}
    assert len(pids) == 3
    wait_for(lambda: not any(map(lives, pids)))


def test_no_two_runs_draw_the_same_chance(address: str) -> None:
    draw = "(random.random(), numpy.random.rand(), uuid.uuid4().hex, secrets.token_hex(8))"
    setup = "import random, numpy, uuid, secrets"
    first, second = (ask(address, draw, setup) for _ in range(2))
    assert not set(first) & set(second)


def test_nor_the_key_by_which_processes_trust_each_other(address: str) -> None:
    code, setup = "bytes(multiprocessing.current_process().authkey)", "import multiprocessing"
    assert ask(address, code, setup) != ask(address, code, setup)


def test_the_mark_is_where_everybody_looks_for_it(address: str) -> None:
    async def work(answers: Answers) -> None:
        run_id = answers.kernel._run_id
        pid = await answers.evaluate("os.getpid()", "import os")
        assert [each.pid for each in processes_of_run(run_id)] == [pid]
        assert await answers.evaluate("os.environ['JUPYTER_MLOPS_RUN']") == run_id
        child = await answers.evaluate(
            "child.pid", "import subprocess; child = subprocess.Popen(['sleep', '60'])"
        )
        assert {each.pid for each in processes_of_run(run_id)} == {pid, child}

    with_kernel(address, work)


def test_nothing_of_the_template_is_open_in_it(address: str) -> None:
    """Its standard files, its log, its runner, and what zmq opens."""
    # Several looks: what zmq opens and closes while it starts comes and goes.
    counts = "[len(os.listdir('/proc/self/fd')) for _ in range(10) if time.sleep(.05) is None]"
    warm, cold = (ask(where, counts, "import os, time") for where in (address, ""))
    assert min(warm) - max(cold) <= 1, "the connection to the runner"


def test_what_it_prints_beside_the_notebook_goes_to_the_runs_log(
    address: str, capfd: pytest.CaptureFixture[str]
) -> None:
    async def work(answers: Answers) -> None:
        await answers.evaluate("0", "import os; os.write(2, b'raw')")
        wait_for(lambda: "raw" in "".join(capfd.readouterr()))  # a thread passes it on

    ask(address, "0", "import os, sys; sys.__stderr__.write('aside'); sys.__stderr__.flush()")
    with_kernel(address, work)


def test_it_ends_with_its_runner(address: str) -> None:
    async def work(answers: Answers) -> None:
        process = psutil.Process(await answers.evaluate("os.getpid()", "import os"))
        assert answers.kernel.manager.provisioner is not None
        answers.kernel.manager.provisioner.process._line.close()  # type: ignore[attr-defined]
        process.wait(60)

    with_kernel(address, work)


def test_it_is_interrupted_in_the_midst_of_a_cell(address: str, tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    async def work(answers: Answers) -> None:
        cell = answers.evaluate("0", f"import time; open({str(begun)!r}, 'w'); time.sleep(300)")
        waiting = asyncio.ensure_future(cell)
        while not begun.exists():  # noqa: ASYNC110 - nothing else says so
            await asyncio.sleep(0.02)
        await answers.kernel.interrupt()
        with pytest.raises(AssertionError, match="KeyboardInterrupt"):
            await waiting
        assert await answers.evaluate("1") == 1

    with_kernel(address, work)


def test_processes_that_it_starts_find_the_users_modules(address: str, tmp_path: Path) -> None:
    (tmp_path / "features.py").write_text("def double(x): return 2 * x\n", encoding="utf-8")
    setup = (
        "import multiprocessing, features\n"
        "with multiprocessing.get_context('spawn').Pool(1) as pool:\n"
        "    found = pool.map(features.double, [21])"
    )
    assert ask(address, "found", setup, cwd=tmp_path) == [42]


def test_startup_files_see_the_runs_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "first.py").write_text("import os; seen = os.getcwd()\n", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    with nursery(tmp_path / "home") as kept:
        address = warmed(kept, a_copy(tmp_path, "1"))
        assert ask(address, "seen", cwd=tmp_path) == str(tmp_path)


def test_its_sockets_are_in_the_runs_folder_and_go_with_it(address: str) -> None:
    async def work(answers: Answers) -> Path:
        folder = socket_folder(answers.kernel._run_id)
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (await answers.evaluate("sys.argv", "import sys"))[2] == str(folder / "kernel.json")
        return folder

    assert not with_kernel(address, work).exists()


def test_the_kernels_that_nobody_has_asked_for_end_with_the_nursery(tmp_path: Path) -> None:
    with nursery(tmp_path) as kept:
        warmed(kept, a_copy(tmp_path, "1"))
        (template,) = templates(kept)
        waiting = wait_for(psutil.Process(template._process.pid).children)
    assert psutil.wait_procs(waiting, timeout=60)[1] == []
    wait_for(lambda: not template.folder.exists())


def test_they_end_with_a_template_that_is_killed(tmp_path: Path) -> None:
    with nursery(tmp_path) as kept:
        copy = a_copy(tmp_path, "1")
        address = warmed(kept, copy)
        (template,) = templates(kept)
        process = psutil.Process(template._process.pid)
        ready = wait_for(process.children)
        process.send_signal(signal.SIGKILL)
        assert psutil.wait_procs(ready, timeout=60)[1] == []

        async def cold(answers: Answers) -> bool:
            return is_warm(answers)

        assert not with_kernel(address, cold)
        assert warmed(kept, copy) != address
