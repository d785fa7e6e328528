"""A transfer is heard while it runs, and ends whatever happens."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from jupyter_mlops.errors import CancelledError, RemoteError, UnavailableError
from jupyter_mlops.git.progress import Step
from jupyter_mlops.git.transfer import Transferred, Watch, transfer
from tests.git.conftest import Repository

#: Far less than what the commands here would take by themselves, in seconds.
_SOON = 120.0


def shell(folder: Path, line: str, watch: Watch) -> Transferred:
    """Has git run a shell's line, as it does with helpers and hooks."""
    env = {**os.environ, "LC_ALL": "C"}
    return transfer(folder, ["-c", f"alias.z=!{line}; :", "z"], env=env, watch=watch)


def a_watch(**given: Any) -> Watch:
    parts: dict[str, Any] = {
        "tell": lambda _: None,
        "cancelled": threading.Event(),
        "asking": lambda: False,
    }
    return Watch(**{**parts, **given})


def end(seconds: str) -> bool:
    """Whether all that sleep for so long end soon; who was killed may need a moment."""
    deadline = time.monotonic() + _SOON
    while any(
        process.info["cmdline"] == ["sleep", seconds]
        and process.info["status"] != psutil.STATUS_ZOMBIE
        for process in psutil.process_iter(["cmdline", "status"])
    ):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_it_is_heard_and_read(repository: Repository) -> None:
    steps: list[Step] = []
    done = shell(
        repository.folder,
        r"printf 'Receiving objects:  50%% (1/2)\r' >&2; echo fatal: no >&2; echo out; exit 3",
        a_watch(tell=steps.append),
    )

    assert steps == [Step(phase="Receiving objects", percent=50)]
    assert (done.status, done.output, done.said) == (3, "out\n", "fatal: no")


def test_it_has_no_terminal_and_nothing_to_read(repository: Repository) -> None:
    line = "if (: </dev/tty) 2>/dev/null; then echo tty; else echo none; fi; cat; ps -o tty= $$"
    done = shell(repository.folder, line, a_watch())

    assert done.output.split() == ["none", "?"]


def test_cancelling_ends_every_process_of_it(repository: Repository) -> None:
    cancelled = threading.Event()
    threading.Timer(0.3, cancelled.set).start()

    with pytest.raises(CancelledError):
        shell(repository.folder, "sleep 871 & sleep 871", a_watch(cancelled=cancelled))

    assert end("871")


def test_who_does_not_listen_is_killed(repository: Repository) -> None:
    cancelled = threading.Event()
    threading.Timer(0.3, cancelled.set).start()

    with pytest.raises(CancelledError):
        shell(repository.folder, "trap '' TERM; sleep 872", a_watch(cancelled=cancelled))

    assert end("872")


def test_silence_without_any_activity_ends_it(repository: Repository) -> None:
    with pytest.raises(RemoteError, match="nothing has come") as ended:
        shell(repository.folder, "sleep 873", a_watch(stall_limit=0.5))

    assert ended.value.hint
    assert end("873")


def test_silence_while_something_works_does_not(repository: Repository) -> None:
    line = "i=0; while test $i -lt 25; do i=$((i+1)); sleep 0.1; done; echo done"
    done = shell(repository.folder, line, a_watch(stall_limit=2.0))

    assert done.output == "done\n"


def test_silence_while_somebody_is_asked_does_not(repository: Repository) -> None:
    done = shell(repository.folder, "sleep 1", a_watch(stall_limit=0.3, asking=lambda: True))

    assert done.status == 0


def test_who_stays_in_the_background_is_not_waited_for(repository: Repository) -> None:
    line = "sleep 600 & echo $! >&2"
    done = shell(repository.folder, line, a_watch())

    os.kill(int(done.said), signal.SIGKILL)  # it is still there


def test_much_that_is_said_is_read(repository: Repository) -> None:
    line = "head -c 3000000 /dev/zero | tr '\\\\0' x >&2; echo out"
    done = shell(repository.folder, line, a_watch())

    assert done.output == "out\n"
    assert 0 < len(done.said) < 10_000


def test_a_missing_git_is_named(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_PYTHON_GIT_EXECUTABLE", "/nowhere/git")

    with pytest.raises(UnavailableError, match="not installed"):
        shell(repository.folder, "true", a_watch())
