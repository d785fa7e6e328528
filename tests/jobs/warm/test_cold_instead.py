"""Whatever is doubtful about a prepared process, the run gets a new one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.warm import kernel_templates
from jupyter_mlops.jobs.warm.kernel_specs import Specs
from jupyter_mlops.jobs.warm.mark import PLACEHOLDER, MarkError, write_mark
from jupyter_mlops.jobs.warm.nursery import Nursery
from jupyter_mlops.jobs.warm.template import IDLE_VARIABLE, Template
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


_COMMAND = ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]


async def warm(answers: Answers) -> bool:
    assert await answers.evaluate("1 + 1") == 2
    return is_warm(answers)


def test_another_environment(tmp_path: Path) -> None:
    with nursery(tmp_path) as kept:
        address = warmed(kept, a_copy(tmp_path, "1"))
        assert with_kernel(address, warm)
        assert not with_kernel(address, warm, OMP_NUM_THREADS="1")
        assert with_kernel(address, warm), "the template is still good for others"


def test_a_module_or_setting_of_the_users_that_stands_before_a_librarys(tmp_path: Path) -> None:
    with nursery(tmp_path) as kept:
        address = warmed(kept, a_copy(tmp_path, "import nbformat, matplotlib"))
        for number, name in enumerate(["nbformat.py", "matplotlibrc", "nbformat/__init__.py"]):
            file = tmp_path / f"project{number}" / name
            file.parent.mkdir(parents=True)
            file.touch()
            assert not with_kernel(address, warm, cwd=tmp_path / f"project{number}"), name
        (tmp_path / "nbformat").mkdir()  # data that is called so stands before nothing
        assert with_kernel(address, warm, cwd=tmp_path)


def test_a_library_that_was_installed_or_changed_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    monkeypatch.setenv("PYTHONPATH", str(library))
    copy = a_copy(tmp_path, "1")
    with nursery(tmp_path) as kept:
        address = warmed(kept, copy)
        (library / "new.py").touch()
        assert not with_kernel(address, warm)
        newer = wait_for(lambda: kept.kernel_address("python3", copy) not in {"", address})
        assert newer
        assert with_kernel(kept.kernel_address("python3", copy), warm), "its successor is good"


def test_a_kernelspec_that_was_changed_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = a_spec(tmp_path, monkeypatch, env={"STAGE": "test"})
    copy = a_copy(tmp_path, "1")
    with nursery(tmp_path) as kept:
        wait_for(lambda: kept.kernel_address("mine", copy))
        (first,) = templates(kept)
        assert stage_of(first) == "test"
        spec.write_text(spec.read_text().replace('"test"', '"production"'), encoding="utf-8")
        os.utime(spec, (1, 1))
        assert kept.kernel_address("mine", copy) == ""
        (second,) = templates(kept)
        assert stage_of(second) == "production"


def stage_of(template: Template) -> str:
    """What it was given; a process has no environment for a moment after its start."""
    process = psutil.Process(template._process.pid)
    return str(wait_for(lambda: process.environ().get("STAGE")))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"argv": ["python", "-m", "other", "{connection_file}"]}, "another command"),
        ({"argv": ["/usr/bin/python3", *_COMMAND[1:]]}, "another interpreter"),
        ({"metadata": {"kernel_provisioner": {"provisioner_name": "remote"}}}, "elsewhere"),
        ({"env": {"WHERE": "${HOME}/x"}}, "an environment that is made up on the way"),
    ],
)
def test_kernels_that_are_not_started_as_ours_are_not_forked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, object], reason: str
) -> None:
    a_spec(tmp_path, monkeypatch, **changes)
    assert Specs().get("python3").forkable  # type: ignore[union-attr]
    spec = Specs().get("mine")
    assert spec is None if reason == "elsewhere" else spec is not None and not spec.forkable
    assert Specs().get("missing") is None


def a_spec(folder: Path, monkeypatch: pytest.MonkeyPatch, **changes: object) -> Path:
    spec = {"argv": _COMMAND, "display_name": "Mine", "language": "python", **changes}
    file = folder / "kernels" / "mine" / "kernel.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(folder))
    return file


_MODULES = {
    "fine": "x = 1",
    "noisy": "print('loaded')",
    "warns": "import warnings; warnings.warn('old', DeprecationWarning, stacklevel=2)",
    "threaded": "import threading, time; threading.Thread(target=time.sleep, args=[60], "
    "daemon=True).start()",
    "opened": "import socket; line = socket.socket()",
    "broken": "raise RuntimeError",
    "exits": "raise SystemExit",
}


def test_what_a_fork_would_not_survive_is_found_and_left_out(tmp_path: Path) -> None:
    for name, source in _MODULES.items():
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "JUPYTER_MLOPS_RUN": PLACEHOLDER}
    imports = json.dumps([f"import {name}" for name in _MODULES])
    template = Template(kernel_templates._MODULE, ["1", imports], environment)
    try:
        wait_for(lambda: template.ready)
        assert template.left_out == {
            "import noisy": "prints or warns, which the notebook would miss",
            "import warns": "prints or warns, which the notebook would miss",
            "import threaded": "leaves a thread at work",
            "import opened": "leaves a file or connection open",
            "import broken": "raises RuntimeError",
            "import exits": "raises SystemExit",
        }
    finally:
        template.close()
        template._process.wait(60)


def test_a_template_that_cannot_be_loaded_is_not_tried_again_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel_templates, "_MODULE", "jupyter_mlops.no_such_module")
    with nursery(tmp_path) as kept:
        copy = a_copy(tmp_path, "1")
        kept.kernel_address("python3", copy)

        def is_dropped() -> bool:
            kept.tick()
            return templates(kept) == []

        wait_for(is_dropped)
        assert kept.kernel_address("python3", copy) == ""
        assert templates(kept) == []


def test_no_more_than_three_templates_and_none_that_is_idle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with nursery(tmp_path) as kept:
        for library in ("nbformat", "psutil", "msgspec", "sqlalchemy"):
            kept.kernel_address("python3", a_copy(tmp_path, f"import {library}"))
        assert len(templates(kept)) == kernel_templates.MOST_TEMPLATES
        kept.prepare()
        monkeypatch.setenv(IDLE_VARIABLE, "0")
        time.sleep(0.01)
        kept.tick()
        assert templates(kept) == []
        assert kept._runners is None


@pytest.mark.parametrize(("size", "idle"), [(0, "300"), (2, "0")])
def test_nothing_is_prepared_where_nothing_is_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, idle: str
) -> None:
    monkeypatch.setenv(IDLE_VARIABLE, idle)
    kept = Nursery(Home(tmp_path), size=size)
    kept.prepare()
    assert kept.kernel_address("python3", a_copy(tmp_path, "1")) == ""
    assert kept._runners is None
    kept.close()


def test_a_mark_is_written_nowhere_but_over_a_placeholder() -> None:
    with pytest.raises(MarkError):
        write_mark("0" * 26)
    script = "from jupyter_mlops.jobs.warm.mark import write_mark; write_mark('0' * 9)"
    environment = {**os.environ, "JUPYTER_MLOPS_RUN": PLACEHOLDER}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert "no placeholder of that length" in done.stderr


def test_a_kernel_that_cannot_get_ready_ends_and_so_does_its_template(tmp_path: Path) -> None:
    """It would wait for the threads of zmq if it ended as programs do."""
    (tmp_path / "profile_default").mkdir()
    (tmp_path / "profile_default" / "ipython_kernel_config.py").write_text(
        "c = get_config()\nc.IPKernelApp.transport = 'no such transport'\n"
        "c.IPKernelApp.displayhook_class = 'no.such.Thing'\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "IPYTHONDIR": str(tmp_path), "JUPYTER_MLOPS_RUN": PLACEHOLDER}
    template = Template(kernel_templates._MODULE, ["1", "[]"], environment)
    try:
        template._process.wait(60)
        template.hear()
        assert template.failed
        wait_for(lambda: not template.folder.exists())
        left = [each for each in psutil.process_iter(["cwd"]) if _is_in(template.folder, each)]
        assert left == []
    finally:
        template.close()


def _is_in(folder: Path, process: psutil.Process) -> bool:
    return str(folder) in str(process.info["cwd"])
