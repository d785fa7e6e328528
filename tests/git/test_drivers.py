from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from jupyter_mlops.errors import UnavailableError
from jupyter_mlops.git.drivers import SETTINGS, command_line, find_program

BY_KEY = {setting.key.partition(".")[2]: setting for setting in SETTINGS}
TEXTCONV, DIFF = BY_KEY["jupyter-mlops.textconv"], BY_KEY["jupyter-mlops.command"]


def call(line: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """As git does it: the line, followed by its arguments, for a shell."""
    return subprocess.run(
        ["sh", "-c", f'{line} "$@"', line, *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("folder", ["plain", "with space", "o'brien", 'quo"te', "do$HOME", "a;b"])
def test_a_program_is_called_wherever_it_lies(tmp_path: Path, folder: str) -> None:
    program = tmp_path / folder / "jupyter-mlops"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "<%s>" "$@"\n')
    program.chmod(0o755)
    done = call(command_line(TEXTCONV, program), "a b.ipynb")
    assert done.stdout == "<git-textconv><a b.ipynb>"
    assert done.stderr == ""


def test_without_the_program_the_file_is_shown_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a b.ipynb"
    file.write_text("content\n")
    done = call(command_line(TEXTCONV, tmp_path / "it's gone"), str(file))
    assert (done.returncode, done.stdout) == (0, "content\n")
    assert "it's gone is gone" in done.stderr
    assert "git setup" in done.stderr


def test_without_the_program_git_shows_the_difference(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text(f"{name}\n")
    a, b = str(tmp_path / "a"), str(tmp_path / "b")
    line = command_line(DIFF, tmp_path / "gone")
    done = call(line, "n.ipynb", a, "0", "100644", b, "0", "100644")
    assert done.returncode == 0
    assert "\n-a\n+b\n" in done.stdout
    assert call(line, "n.ipynb").returncode == 0


def test_the_program_is_this_environments() -> None:
    assert find_program().is_absolute()
    assert find_program().stem == "jupyter-mlops"


def test_a_package_without_its_program_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError):
        find_program(lambda: [tmp_path / "jupyter-mlops"])
