"""Kernels of other interpreters and languages wait as processes of their own."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from jupyter_mlops.jobs.processes import processes_of_run
from jupyter_mlops.jobs.warm.nursery import Nursery
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

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kernelspec whose interpreter is not ours by name."""
    python = tmp_path / "bin" / "python-of-another"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    file = tmp_path / "kernels" / "another" / "kernel.json"
    file.parent.mkdir(parents=True)
    written = {
        "argv": [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Another",
        "language": "python",
        "env": {"PLACE": "${HOME}/there"},
    }
    file.write_text(json.dumps(written), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    return file


@pytest.fixture
def kept(tmp_path: Path, spec: Path) -> Iterator[Nursery]:
    assert spec.exists()
    with nursery(tmp_path / "home") as made:
        yield made


def waiting(kept: Nursery, folder: Path) -> list[psutil.Process]:
    """The kernels that wait in a folder, their sockets bound."""
    (template,) = templates(kept)
    places = [each.parent for each in template.folder.glob("*/kernel-ipc-5")]
    found = psutil.Process(template._process.pid).children(recursive=True)
    return [each for each in found if places and each.cwd() == str(folder) and _is_kernel(each)]


def _is_kernel(process: psutil.Process) -> bool:
    return "ipykernel_launcher" in process.cmdline()


def test_the_second_run_in_a_folder_finds_one_that_waits(kept: Nursery, tmp_path: Path) -> None:
    async def facts(answers: Answers) -> tuple[bool, str, str, str]:
        setup = "import os, subprocess"
        cwd = await answers.evaluate("os.getcwd()", setup)
        place = await answers.evaluate("os.environ['PLACE']")
        child = await answers.evaluate("subprocess.Popen(['sleep', '60'], env=os.environ).pid")
        own = await answers.evaluate("os.getpid()")
        run_id = answers.kernel._run_id
        assert {each.pid for each in processes_of_run(run_id)} == {own, child}
        assert await answers.evaluate("os.environ['JUPYTER_MLOPS_RUN']") == run_id
        return is_warm(answers), cwd, place, run_id

    address = warmed(kept, a_copy(tmp_path, "1"), "another")
    (first, *told) = with_kernel(address, facts, cwd=tmp_path, kernel="another")
    assert not first
    (kernel,) = wait_for(lambda: waiting(kept, tmp_path))
    (second, *told_again) = with_kernel(address, facts, cwd=tmp_path, kernel="another")
    assert second
    assert told[:2] == told_again[:2] == [str(tmp_path), f"{os.environ['HOME']}/there"]
    assert psutil.wait_procs([kernel], timeout=60)[1] == []


def test_it_ends_with_its_runner_and_those_that_wait_with_the_nursery(
    kept: Nursery, tmp_path: Path
) -> None:
    async def leave(answers: Answers) -> None:
        assert is_warm(answers)
        process = psutil.Process(await answers.evaluate("os.getpid()", "import os"))
        answers.kernel.manager.provisioner.process._line.close()  # type: ignore[union-attr]
        process.wait(60)

    async def nothing(answers: Answers) -> None:
        await answers.evaluate("1")

    address = warmed(kept, a_copy(tmp_path, "1"), "another")
    with_kernel(address, nothing, cwd=tmp_path, kernel="another")
    wait_for(lambda: waiting(kept, tmp_path))
    with_kernel(address, leave, cwd=tmp_path, kernel="another")
    left = wait_for(lambda: waiting(kept, tmp_path))
    kept.close()
    assert psutil.wait_procs(left, timeout=60)[1] == []
