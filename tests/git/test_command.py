from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jupyter_mlops.git.command import GitError, run_git

if TYPE_CHECKING:
    from tests.git.conftest import Repository


def test_output_is_gits_own(repository: Repository) -> None:
    assert run_git(repository.folder, "symbolic-ref", "HEAD") == b"refs/heads/main"


def test_settings_hold_for_the_one_command(repository: Repository) -> None:
    read = ("config", "--get", "demo.key")
    assert run_git(repository.folder, *read, config={"demo.key": "1"}) == b"1"
    with pytest.raises(GitError):
        run_git(repository.folder, *read)


def test_a_refusal_says_what_where_and_why(tmp_path: Path) -> None:
    with pytest.raises(GitError) as caught:
        run_git(tmp_path, "rev-parse", "HEAD")
    assert caught.value.message.startswith(f"git rev-parse failed in {tmp_path}: fatal: ")


def test_a_folder_that_is_missing_is_refused(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    with pytest.raises(GitError):
        run_git(repository.folder / "gone", "rev-parse", "--git-dir")


def test_a_missing_git_is_named_with_the_remedy(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from jupyter_mlops.errors import UnavailableError\n"
        "from jupyter_mlops.git.command import run_git\n"
        "try: run_git(Path(sys.argv[1]), 'version')\n"
        "except UnavailableError as error: print(error.message, '|', error.hint)"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PATH": str(tmp_path)},
    )
    assert said.stdout == "git is not installed | install git and put it on PATH\n"
