from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jupyter_mlops.errors import LockedError
from jupyter_mlops.git.command import GitError
from jupyter_mlops.git.layout import read_layout
from jupyter_mlops.git.lock import break_lock, find_locks, patiently, read_lock
from tests.git.conftest import Repository


def leave_lock(repository: Repository, name: str = "index.lock", *, age: float = 60) -> Path:
    """A lock that a git has left behind."""
    file = repository.folder / ".git" / name
    file.touch()
    os.utime(file, (time.time() - age,) * 2)
    return file


def test_there_is_no_lock_while_nobody_writes(repository: Repository) -> None:
    assert read_lock(repository.folder) is None


def test_an_old_lock_of_nobody_is_taken_away(repository: Repository) -> None:
    files = [leave_lock(repository, name) for name in ("index.lock", "HEAD.lock")]
    files.append(leave_lock(repository, "refs/heads/main.lock"))
    found = read_lock(repository.folder)
    assert found is not None
    assert found.abandoned
    assert 59 < found.age < 600
    break_lock(repository.folder)
    assert not any(file.exists() for file in files)
    break_lock(repository.folder)


def test_a_young_lock_is_not_worth_a_word_and_stays(repository: Repository) -> None:
    file = leave_lock(repository, age=-300)  # stays young for as long as this takes
    assert read_lock(repository.folder) is None
    with pytest.raises(LockedError, match="only just"):
        break_lock(repository.folder)
    assert file.exists()


def test_a_lock_stays_while_a_git_works_in_the_repository(repository: Repository) -> None:
    file = leave_lock(repository)
    command = ["git", "-C", str(repository.folder), "cat-file", "--batch"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as busy:
        assert busy.stdin is not None
        assert busy.stdout is not None
        busy.stdin.write(b"HEAD\n")
        busy.stdin.flush()
        busy.stdout.readline()  # now it surely is where it was sent
        found = read_lock(repository.folder)
        assert found is not None
        assert not found.abandoned
        with pytest.raises(LockedError, match=f"process {busy.pid}"):
            break_lock(repository.folder)
    assert file.exists()
    break_lock(repository.folder)


def test_the_lock_of_a_linked_worktree_is_its_own(repository: Repository, tmp_path: Path) -> None:
    repository.write("a.py")
    repository.commit("a.py")
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"))
    leave_lock(repository, "worktrees/linked/index.lock", age=20)
    assert read_lock(repository.folder) is None
    assert read_lock(tmp_path / "linked") is not None
    (lock,) = find_locks(read_layout(tmp_path / "linked"))
    assert lock.parent.name == "linked"


def test_a_failure_without_a_lock_is_tried_once_more_and_then_told(repository: Repository) -> None:
    tries: list[int] = []

    def fail() -> None:
        tries.append(1)
        raise GitError("no")

    with pytest.raises(GitError, match="no"):
        patiently(repository.folder, fail)
    assert len(tries) == 2


def test_a_program_that_is_not_git_does_not_hold_a_lock(repository: Repository) -> None:
    leave_lock(repository)
    command = [sys.executable, "-c", "print(flush=True); input()"]
    with subprocess.Popen(
        command, cwd=repository.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        found = read_lock(repository.folder)
        assert found is not None
        assert found.abandoned
        other.communicate(b"\n")
