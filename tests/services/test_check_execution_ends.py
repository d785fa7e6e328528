"""Whatever ends the checks, no process of an executed notebook is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from jupyter_mlops.checks.known import Known
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import CancelledError
from jupyter_mlops.services.check_execution import CheckExecutions
from jupyter_mlops.settings.checks import ChecksSettings, ExecuteSettings
from tests.checks.notebooks import notebook
from tests.jobs.builders import PATIENCE

#: Writes the ids of its kernel, and of a child that has left the kernel's session, then rests.
RESTS = """
import json, os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"],
                         start_new_session=True)
with open(os.path.basename(os.getcwd()) + ".tmp", "w") as stream:
    json.dump([os.getpid(), child.pid], stream)
os.replace(stream.name, "pids.json")
time.sleep(600)
"""
#: Executes the notebook of a folder.
PROGRAM = """
import sys
from pathlib import Path
from jupyter_mlops.checks.known import Known
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.services.check_execution import CheckExecutions
from jupyter_mlops.settings.checks import ChecksSettings
root = Path(sys.argv[1])
file = root / "rests.ipynb"
executions = CheckExecutions(root, ChecksSettings(), Known(None))
executions.of(Subject("rests.ipynb", file.read_bytes(), file))
"""


@pytest.fixture
def subject(tmp_path: Path) -> Subject:
    root = tmp_path.resolve()
    file = root / "rests.ipynb"
    file.write_bytes(notebook(RESTS))
    return Subject("rests.ipynb", file.read_bytes(), file)


def _wait(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _pids(folder: Path) -> list[int]:
    file = folder / "pids.json"
    _wait(file.exists)
    pids: list[int] = json.loads(file.read_text())
    return pids


def _is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_cancel_ends_kernels_and_what_they_have_started(subject: Subject) -> None:
    cancelled = threading.Event()
    root = subject.file.parent
    caught: list[BaseException] = []
    with closing(
        CheckExecutions(root, ChecksSettings(), Known(None), cancelled=cancelled.is_set)
    ) as executions:

        def wait() -> None:
            try:
                executions.of(subject)
            except CancelledError as error:
                caught.append(error)

        waiting = threading.Thread(target=wait)
        waiting.start()
        pids = _pids(root)
        cancelled.set()
        waiting.join(PATIENCE)
        _wait(lambda: all(map(_is_gone, pids)))
    assert len(caught) == 1


def test_closing_ends_them_too_and_leaves_no_folder(
    subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = subject.file.parent
    temporary = root / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    settings = ChecksSettings(execute=ExecuteSettings(parallel=1))
    executions = CheckExecutions(root, settings, Known(None))
    others = [Subject(f"{n}.ipynb", subject.data, subject.file) for n in range(3)]
    executions.start([subject, *others])
    pids = _pids(root)
    executions.close()
    _wait(lambda: all(map(_is_gone, pids)))
    _wait(lambda: not list(temporary.iterdir()))
    with pytest.raises(CancelledError):
        executions.of(others[-1])


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_they_do_not_outlive_the_process_that_checks(
    subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = subject.file.parent
    temporary = root / "temporary"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary)}
    checking = subprocess.Popen([sys.executable, "-c", PROGRAM, str(root)], env=environment)
    pids = _pids(root)
    os.kill(checking.pid, signal.SIGKILL)
    checking.wait()
    _wait(lambda: all(map(_is_gone, pids)))
    # Its folder goes with the next one's.
    assert len(list(temporary.glob("mlops-check-*"))) == 1
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    file = root / "short.ipynb"
    with closing(CheckExecutions(root, ChecksSettings(), Known(None))) as executions:
        executions.of(Subject(file.name, notebook("1"), file))
    assert not list(temporary.glob("mlops-check-*"))
