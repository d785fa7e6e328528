"""The first thing that a stranger runs says in one line what is missing."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
MAKE = ROOT / "scripts" / "make.py"


def run_copy(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the script in a repository without an environment."""
    (folder / "scripts").mkdir()
    copy = shutil.copy(MAKE, folder / "scripts")
    return subprocess.run(
        [sys.executable, str(copy), "build"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_python_3_6_can_read_it() -> None:
    ast.parse(MAKE.read_text("utf-8"), feature_version=(3, 6))


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_an_old_python_is_named_with_the_remedy(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\necho 3 8\n", "utf-8")
    old.chmod(0o755)
    ended = run_copy(tmp_path, PYTHON=str(old))
    assert ended.returncode == 1
    assert ended.stderr.startswith("make: Python is 3.8, which is too old: install 3.10 or newer")
    assert len(ended.stderr.splitlines()) == 1
    assert not (tmp_path / ".venv").exists()


def test_a_python_that_is_not_there_is_named_with_the_remedy(tmp_path: Path) -> None:
    ended = run_copy(tmp_path, PYTHON=str(tmp_path / "nowhere"))
    assert ended.returncode == 1
    assert ended.stderr.startswith("make: Python is missing: install 3.10 or newer")


def test_a_broken_environment_is_named_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    ended = run_copy(tmp_path)
    assert ended.returncode == 1
    assert "the environment .venv is broken: remove that folder" in ended.stderr
    assert (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (None, "Node is missing: install Node 20 or newer"),
        ("v18.1.0", "Node v18.1.0 is too old: install Node 20 or newer"),
        ("nonsense", "`node --version` does not answer: install Node 20 or newer"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_node_is_named_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reply: str | None, message: str
) -> None:
    from scripts.console import FailedError
    from scripts.needs import check_node

    if reply is not None:
        node = tmp_path / "node"
        node.write_text(f"#!/bin/sh\necho {reply}\n", "utf-8")
        node.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FailedError, match=message):
        check_node()
