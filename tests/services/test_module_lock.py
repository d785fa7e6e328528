"""One writer of a project's modules at a time."""

from __future__ import annotations

import errno
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from jupyter_mlops.errors import LockedError
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.services import module_lock as locks
from jupyter_mlops.services.module_lock import module_lock

HOLDER = """
import sys
from pathlib import Path
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.services.module_lock import module_lock

with module_lock(Path(sys.argv[1]), Home(Path(sys.argv[2]))):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.2)


def test_the_same_thread_may_enter_again(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with module_lock(tmp_path, home), module_lock(tmp_path, home):
        pass
    with module_lock(tmp_path, home):
        pass


@pytest.mark.usefixtures("impatient")
def test_another_thread_waits_and_gives_up(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    refused: list[LockedError] = []

    def enter() -> None:
        try:
            with module_lock(tmp_path, home):
                pass
        except LockedError as error:
            refused.append(error)

    with module_lock(tmp_path, home):
        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
    assert len(refused) == 1
    enter()
    assert len(refused) == 1


@pytest.mark.usefixtures("impatient")
def test_another_process_keeps_it_only_while_it_lives(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path, home],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedError), module_lock(tmp_path, Home(home)):
            pass
        with module_lock(tmp_path / "other", Home(home)):
            pass
        holder.kill()
        holder.wait()
        with module_lock(tmp_path, Home(home)):
            pass


def test_a_file_system_without_locks_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    with module_lock(tmp_path, Home(tmp_path / "home")):
        pass
