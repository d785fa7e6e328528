"""Hooks that check the notebooks of a commit."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.services.git_hook import HOOKS, find_hooks, install_hooks, remove_hooks
from tests.git.notebooks import NotebookRepository, isolate
from tests.git.test_commit import hook
from tests.services.test_check import KEY, LEAK


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    isolate(monkeypatch, tmp_path / "home")
    return NotebookRepository(tmp_path / "it's a project")


def states(folder: Path) -> list[str]:
    return [each.state for each in find_hooks(folder)]


def commit(folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-C", str(folder), "commit", "--quiet", "-m", "Change\n\nMore."]
    return subprocess.run(
        command, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )


def test_they_come_and_go_and_leave_nothing(repository: NotebookRepository) -> None:
    folder = repository.folder
    before = sorted((folder / ".git" / "hooks").iterdir())
    assert states(folder) == ["missing", "missing"]
    install_hooks(folder)
    install_hooks(folder)
    assert states(folder) == ["installed", "installed"]
    assert [each.name for each in remove_hooks(folder)] == list(HOOKS)
    assert sorted((folder / ".git" / "hooks").iterdir()) == before
    assert remove_hooks(folder) == ()


def test_a_secret_is_not_committed_unless_somebody_says_why(
    repository: NotebookRepository,
) -> None:
    install_hooks(repository.folder)
    repository.save("a.ipynb", LEAK)
    repository.git("add", "--all")
    refused = commit(repository.folder)
    assert refused.returncode == 1
    assert "a.ipynb, cell [1], line 1: an AWS access key" in refused.stderr
    assert "JUPYTER_MLOPS_OVERRIDE" in refused.stderr
    assert KEY not in refused.stdout + refused.stderr
    made = commit(repository.folder, JUPYTER_MLOPS_OVERRIDE="a test\nkey")
    assert made.returncode == 0, made.stderr
    message = repository.git("log", "-1", "--format=%B")
    assert message == "Change\n\nMore.\n\nChecks-Overridden: secrets (1): a test key"


def test_whoever_commits_only_some_files_is_asked_about_those(
    repository: NotebookRepository,
) -> None:
    install_hooks(repository.folder)
    repository.save("a.ipynb", "x = 1")
    repository.save("b.ipynb", "x = 1")
    repository.git("add", "--all")
    assert commit(repository.folder).returncode == 0
    repository.save("a.ipynb", "x = 2")
    repository.save("b.ipynb", LEAK)
    repository.git("commit", "--quiet", "-m", "Only one", "a.ipynb")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        repository.git("commit", "--quiet", "-m", "All", "--all")
    assert "b.ipynb, cell [1]" in refused.value.stderr


def test_linked_worktrees_share_them(repository: NotebookRepository, tmp_path: Path) -> None:
    repository.save("a.ipynb", "x = 1")
    repository.commit("a.ipynb")
    linked = tmp_path / "linked"
    repository.git("worktree", "add", "--quiet", str(linked))
    install_hooks(linked)
    assert states(repository.folder) == ["installed", "installed"]
    (linked / "a.ipynb").write_text(repository.save("b.ipynb", LEAK).read_text())
    subprocess.run(["git", "-C", str(linked), "add", "--all"], check=True)
    assert commit(linked).returncode == 1


def test_a_hook_that_is_there_stays_and_is_told_how_to_call_ours(
    repository: NotebookRepository,
) -> None:
    own = hook(repository, "pre-commit", "exit 0")
    before = own.read_bytes()
    first, second = install_hooks(repository.folder)
    assert (first.state, second.state) == ("foreign", "installed")
    assert first.line == 'jupyter-mlops git-hook pre-commit "$@" || test $? -ne 4 || exit 1'
    assert [each.name for each in remove_hooks(repository.folder)] == ["commit-msg"]
    assert own.read_bytes() == before


def test_a_hook_that_calls_ours_lets_it_decide(repository: NotebookRepository) -> None:
    line = find_hooks(repository.folder)[0].line
    hook(repository, "pre-commit", f"set -e\n{line}\necho mine >&2")
    repository.save("a.ipynb", LEAK)
    repository.git("add", "--all")
    refused = commit(repository.folder)
    assert (refused.returncode, "mine" in refused.stderr) == (1, False)
    repository.save("a.ipynb", "x = 1")
    repository.git("add", "--all")
    made = commit(repository.folder)
    assert (made.returncode, "mine" in made.stderr) == (0, True)


@pytest.mark.parametrize("script", [None, "exit 1", "exit 2", "kill -9 $$"])
def test_a_program_that_is_gone_or_broken_keeps_nobody_from_committing(
    repository: NotebookRepository, tmp_path: Path, script: str | None
) -> None:
    program = tmp_path / "it's gone"
    if script is not None:
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    install_hooks(repository.folder, program=program)
    repository.save("a.ipynb", LEAK)
    repository.git("add", "--all")
    made = commit(repository.folder)
    assert made.returncode == 0, made.stderr
    assert ("is gone" in made.stderr) is (script is None)


def test_the_folder_that_git_is_told_to_look_in_counts(
    repository: NotebookRepository, tmp_path: Path
) -> None:
    repository.git("config", "core.hooksPath", ".hooks")
    install_hooks(repository.folder)
    assert (repository.folder / ".hooks" / "pre-commit").is_file()
    shared = tmp_path / "shared"
    repository.git("config", "core.hooksPath", str(shared))
    with pytest.raises(ConflictError, match=r"core\.hooksPath") as refused:
        install_hooks(repository.folder)
    assert "jupyter-mlops git-hook pre-commit" in refused.value.hint
    assert not shared.exists()


def test_where_there_is_no_repository_there_are_no_hooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.fspath(tmp_path))
    with pytest.raises(NotFoundError):
        find_hooks(tmp_path)
