from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.git.ssh_hosts import real_host


@pytest.fixture
def ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is started as ssh; nothing else can be."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path / "ssh"


def write(file: Path, *lines: str) -> None:
    file.write_text("\n".join(("#!/bin/sh", *lines, "")))
    file.chmod(0o755)


def test_a_host_is_what_the_settings_of_ssh_make_of_its_name(ssh: Path) -> None:
    write(ssh, 'test "$1" = -G && echo "user git" && echo "hostname $2.example"')
    assert real_host("work") == "work.example"


@pytest.mark.parametrize("line", ["exit 255", "echo user git"])
def test_a_name_that_ssh_makes_nothing_of_is_the_host(ssh: Path, line: str) -> None:
    write(ssh, line)
    assert real_host("work") == "work"


def test_without_ssh_a_name_is_the_host(ssh: Path) -> None:
    assert not ssh.exists()
    assert real_host("work") == "work"


def test_a_name_that_would_be_an_option_is_not_asked_about(ssh: Path) -> None:
    write(ssh, "echo hostname bad")
    assert real_host("-oProxyCommand=x") == "-oProxyCommand=x"
