from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.services.lab_link import link_to_run


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("JUPYTERHUB_PUBLIC_URL", raising=False)
    folder = tmp_path / "runtime"
    folder.mkdir()
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(folder))
    return folder


def told(runtime: Path, number: int, root: str, **more: Any) -> None:
    server = {
        "pid": os.getpid(),
        "url": f"http://localhost:{8000 + number}/base/",
        "root_dir": root,
        "token": "hush",
        **more,
    }
    (runtime / f"jpserver-{number}.json").write_text(json.dumps(server))


def test_the_nearest_server_at_work_is_taken(runtime: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    told(runtime, 1, "/lab")
    told(runtime, 2, "/lab/sub")
    told(runtime, 3, "/elsewhere")
    told(runtime, 4, "/lab/sub/deep", pid=ended.pid)
    (runtime / "jpserver-5.json").write_text("{")
    found = link_to_run("0" * 26, Path("/lab/sub/deep/train.ipynb"))
    assert found == f"http://localhost:8002/base/lab?mlops=run/{'0' * 26}"


def test_a_hub_says_itself_where_it_is(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(runtime, 1, "/lab")
    monkeypatch.setenv("JUPYTERHUB_PUBLIC_URL", "https://hub.example/user/ada/")
    found = link_to_run("0" * 26, Path("/lab/train.ipynb"))
    assert found == f"https://hub.example/user/ada/lab?mlops=run/{'0' * 26}"


def test_without_a_server_there_is_no_address(runtime: Path) -> None:
    assert link_to_run("0" * 26, Path("/lab/train.ipynb")) is None
    told(runtime, 1, "/elsewhere")
    assert link_to_run("0" * 26, Path("/lab/train.ipynb")) is None
