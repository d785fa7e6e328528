from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from jupyter_mlops.jobs.environment import read_environment


def test_packages_are_those_that_pip_would_name() -> None:
    found = read_environment([sys.executable, "-m", "ipykernel_launcher"])
    assert found.language_version == platform.python_version()
    assert found.packages["papermill"] == version("papermill")
    assert found.packages["msgspec"] == version("msgspec")
    assert list(found.packages) == sorted(found.packages, key=str.lower)


def test_the_fingerprint_is_stable_and_changes_with_a_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable]
    before = read_environment(command)
    assert read_environment(command) == before
    (tmp_path / "extra-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    after = read_environment(command)
    assert after.packages["extra"] == "1.0"
    assert after.fingerprint != before.fingerprint


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_another_interpreter_is_asked_itself(tmp_path: Path) -> None:
    other = tmp_path / "python3.99"
    other.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    other.chmod(0o755)
    found = read_environment([str(other)])
    assert found.language_version == platform.python_version()
    assert found.packages["papermill"]


@pytest.mark.parametrize("command", [[], ["R", "--slave"], ["/no/such/python3"], [os.devnull]])
def test_a_kernel_that_tells_nothing_has_no_packages(command: list[str]) -> None:
    found = read_environment(command)
    assert (found.language_version, found.packages) == ("", {})
    assert found.platform
    assert len(found.fingerprint) == 64
