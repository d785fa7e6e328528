from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from jupyter_mlops.errors import ConflictError, HookError, LockedError
from jupyter_mlops.git import commit, lock, process
from jupyter_mlops.git.command import GitError
from jupyter_mlops.git.commit import last_message, make_commit
from jupyter_mlops.git.lock import break_lock
from jupyter_mlops.git.status import read_status
from tests.git.conftest import Repository
from tests.git.test_lock import leave_lock


@pytest.fixture
def repository(repository: Repository) -> Repository:
    repository.write("a.py", "1")
    repository.commit("a.py")
    return repository


def stage(repository: Repository, name: str = "a.py", text: str = "2") -> None:
    repository.write(name, text)
    repository.git("add", "--", name)


def hook(repository: Repository, name: str, script: str) -> Path:
    file = repository.write(f".git/hooks/{name}", f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


def simple(
    repository: Repository,
    message: str = "Change",
    *,
    amend: bool = False,
    signoff: bool = False,
) -> commit.Commit:
    return make_commit(repository.folder, message, amend=amend, signoff=signoff)


def test_a_commit_says_what_it_is(repository: Repository) -> None:
    stage(repository)
    stage(repository, "two\nlines.py")
    repository.write("unstaged.py")
    made = simple(repository, "\n\nTräin better  \n\n\n\n#1 is fixed\n\n")
    assert made.oid == repository.git("rev-parse", "HEAD")
    assert (made.subject, made.files, made.output) == ("Träin better", 2, "")
    assert last_message(repository.folder) == "Träin better\n\n#1 is fixed"
    assert repository.git("log", "-1", "--format=%an <%ae>") == "Tester <tester@example.org>"


def test_the_first_commit_and_one_that_merges(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "new")
    assert last_message(repository.folder) == ""
    stage(repository, "a.py")
    assert simple(repository).files == 1
    repository.git("switch", "-q", "-c", "other")
    stage(repository, "b.py")
    simple(repository)
    repository.git("switch", "-q", "main")
    stage(repository, "c.py")
    simple(repository)
    repository.git("merge", "-q", "--no-commit", "other")
    made = simple(repository, "Merge it")
    assert made.files == 1
    assert len(repository.git("log", "-1", "--format=%P").split()) == 2


def test_a_commit_is_amended_and_signed_off(repository: Repository) -> None:
    stage(repository)
    first = simple(repository, "First try")
    stage(repository, text="3")
    second = simple(repository, "Second try", amend=True, signoff=True)
    assert repository.git("rev-list", "--count", "HEAD") == "2"
    assert second.oid != first.oid
    said = last_message(repository.folder)
    assert said == "Second try\n\nSigned-off-by: Tester <tester@example.org>"


def test_a_message_that_looks_like_an_option_or_is_in_another_encoding(
    repository: Repository,
) -> None:
    repository.git("config", "i18n.commitEncoding", "latin1")
    stage(repository)
    assert simple(repository, "--amend ü").subject == "--amend ü"


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg"])
def test_a_hook_that_refuses_is_heard(repository: Repository, name: str) -> None:
    head = repository.git("rev-parse", "HEAD")
    stage(repository)
    hook(
        repository, name, "echo 'on the output'; printf '\\033[31mtoo long\\033[0m\\n' >&2; exit 3"
    )
    with pytest.raises(HookError, match=name) as caught:
        simple(repository)
    assert caught.value.detail == "on the output\ntoo long"
    assert repository.git("rev-parse", "HEAD") == head
    assert read_status(repository.folder).files[0].index == "M"


def test_hooks_lie_where_the_settings_say_and_their_words_are_kept(
    repository: Repository, tmp_path: Path
) -> None:
    hook(repository, "pre-commit", "exit 1")
    other = tmp_path / "hooks"
    other.mkdir()
    repository.git("config", "core.hooksPath", str(other))
    (other / "pre-commit").write_text("#!/bin/sh\necho checked $(git ls-files '*.py')\n")
    (other / "pre-commit").chmod(0o755)
    stage(repository)
    stage(repository, "b.md")
    assert simple(repository).output == "checked a.py"
    (other / "pre-commit").write_text("#!/bin/sh\nyes no | head -c 50000; exit 1\n")
    stage(repository, text="3")
    with pytest.raises(HookError) as caught:
        simple(repository)
    assert len(caught.value.detail) < 21_000


def test_what_a_hook_stages_is_committed_and_what_it_leaves_running_is_not_waited_for(
    repository: Repository,
) -> None:
    hook(repository, "pre-commit", "echo new > b.py; git add b.py; sleep 600 & echo $!")
    stage(repository)
    made = simple(repository)
    assert made.files == 2
    os.kill(int(made.output), signal.SIGKILL)  # it is still there


def test_a_hook_without_end_is_ended(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commit, "_LIMIT", 0.5)
    monkeypatch.setattr(process, "_PATIENCE", 120)  # git takes its lock away as it ends
    hook(repository, "pre-commit", "sleep 60")
    stage(repository)
    with pytest.raises(HookError, match="did not end"):
        simple(repository)
    assert not (repository.folder / ".git" / "index.lock").exists()


def test_a_hook_that_reads_gets_nothing_instead_of_hanging(repository: Repository) -> None:
    hook(repository, "pre-commit", "read line || echo nobody there")
    stage(repository)
    assert simple(repository).output == "nobody there"


def test_without_a_hook_a_commit_that_git_declines_is_no_hooks_fault(
    repository: Repository,
) -> None:
    with pytest.raises(ConflictError) as caught:
        simple(repository)
    assert not isinstance(caught.value, HookError)
    assert caught.value.detail


def test_a_signature_that_cannot_be_made_is_told_in_gits_words(repository: Repository) -> None:
    repository.git("config", "commit.gpgSign", "true")
    repository.git("config", "gpg.program", "false")
    hook(repository, "pre-commit", "exit 0")
    head = repository.git("rev-parse", "HEAD")
    stage(repository)
    with pytest.raises(GitError, match="nothing was committed") as caught:
        simple(repository)
    assert "gpg" in caught.value.detail
    assert repository.git("rev-parse", "HEAD") == head


def test_a_lock_is_waited_for_and_hooks_run_once(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook(repository, "pre-commit", "echo ran >> runs")
    stage(repository)
    held = leave_lock(repository)
    monkeypatch.setattr(commit, "PATIENCE", 120)
    timer = threading.Timer(0.2, held.unlink)
    timer.start()
    simple(repository)
    timer.join()
    stage(repository, text="3")
    held.touch()
    monkeypatch.setattr(commit, "PATIENCE", 0.1)
    with pytest.raises(LockedError, match=r"index\.lock"):
        simple(repository)
    held.unlink()
    # A branch that is locked while hooks run
    hook(repository, "pre-commit", "echo ran >> runs; touch .git/refs/heads/main.lock")
    with pytest.raises(LockedError, match=r"main\.lock"):
        simple(repository)
    assert (repository.folder / "runs").read_text() == "ran\n" * 2


def test_killed_in_mid_commit_nothing_is_half_done(repository: Repository) -> None:
    """Git is killed while it holds the index for a commit of everything."""
    hook(repository, "pre-commit", "echo waits; sleep 60")
    head = repository.git("rev-parse", "HEAD")
    stage(repository)
    command = ["git", "-C", str(repository.folder), "commit", "-q", "-a", "-m", "Never"]
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE) as busy:
        assert busy.stderr is not None
        busy.stderr.readline()
        os.killpg(busy.pid, signal.SIGKILL)
    left = repository.folder / ".git" / "index.lock"
    assert left.exists()
    assert repository.git("rev-parse", "HEAD") == head
    assert read_status(repository.folder).files[0].index == "M"
    os.utime(left, (time.time() - lock.OLD - 1,) * 2)
    break_lock(repository.folder)
    hook(repository, "pre-commit", "exit 0")
    assert simple(repository).files == 1


def test_who_is_killed_says_so(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    program = repository.folder / "git"
    real = subprocess.run(["which", "git"], check=True, capture_output=True, text=True).stdout
    program.write_text(
        f"#!{sys.executable}\nimport os, signal, sys\n"
        "if 'commit' in sys.argv: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"os.execv({real.strip()!r}, sys.argv)\n"
    )
    program.chmod(0o755)
    stage(repository)
    monkeypatch.setenv("PATH", str(repository.folder), prepend=os.pathsep)
    with pytest.raises(GitError, match="signal 9"):
        simple(repository)
