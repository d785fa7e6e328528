"""A worker goes on with the code that is installed, even if that is another than it began with."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jupyter_mlops.jobs.queue_model import Lease
from jupyter_mlops.services import installed
from jupyter_mlops.services.installed import InstalledCode
from tests.jobs.builders import PATIENCE, Project

_WORKER = """
import sys
from pathlib import Path
from jupyter_mlops.services import installed
installed._FILE, installed._SETTLING = Path(sys.argv[1]), 0.0
from jupyter_mlops.services.worker_process import main
sys.exit(main())
"""


@pytest.fixture
def version(tmp_path: Path) -> Path:
    file = tmp_path / "_version.py"
    file.write_text("1")
    return file


def test_code_has_changed_once_another_version_has_settled(
    version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "_FILE", version)
    code = InstalledCode()
    version.write_text("two")
    assert not code.has_changed()
    monkeypatch.setattr(installed, "_SETTLING", 0.0)
    assert code.has_changed()


def test_code_that_is_gone_for_a_moment_has_not_changed(
    version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "_FILE", version)
    monkeypatch.setattr(installed, "_SETTLING", 0.0)
    code = InstalledCode()
    version.unlink()
    assert not code.has_changed()


@pytest.mark.skipif(sys.platform == "win32", reason="a process begun anew has another id there")
def test_a_worker_begins_anew_and_holds_the_next_lease(project: Project, version: Path) -> None:
    with _worker(version) as process:
        first = _lease_of(project, process, beyond=0)
        version.write_text("two")
        second = _lease_of(project, process, beyond=first.token)
    assert second.token == first.token + 1


@contextmanager
def _worker(version: Path) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", _WORKER, str(version)]) as process:
        try:
            yield process
        finally:
            process.terminate()


def _lease_of(project: Project, process: subprocess.Popen[bytes], *, beyond: int) -> Lease:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        lease = project.desk.store.queue.lease()
        if lease is not None and lease.owner.pid == process.pid and lease.token > beyond:
            return lease
        time.sleep(0.05)
    raise AssertionError("the worker does not hold the lease")
