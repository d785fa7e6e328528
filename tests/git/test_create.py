from __future__ import annotations

import subprocess
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from jupyter_mlops.git.command import GitError
from jupyter_mlops.git.create import Author, commit_paths, create_repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.git.conftest import Repository

AUTHOR = Author(name="Ada Märtin", email="ada@example.org")
DATE = datetime.fromisoformat("2025-03-04T10:20:30+01:00")


def show(folder: Path, template: str) -> str:
    command = ["git", "-C", str(folder), "log", "-1", f"--format={template}"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.strip()


def test_a_commit_has_the_message_author_and_date_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "a file.txt").write_text("1")
    create_repository(tmp_path)
    commit_paths(tmp_path, ["a file.txt"], message="Begin\n\n# why", author=AUTHOR, date=DATE)
    assert show(tmp_path, "%an|%ae|%aI|%cn|%cI|%D") == (
        "Ada Märtin|ada@example.org|2025-03-04T10:20:30+01:00"
        "|Ada Märtin|2025-03-04T10:20:30+01:00|HEAD -> main"
    )
    assert show(tmp_path, "%B") == "Begin\n\n# why"


def test_only_the_given_paths_are_committed_ignored_or_not(tmp_path: Path) -> None:
    for name in ("in.txt", "out.txt"):
        (tmp_path / name).write_text("1")
    (tmp_path / ".gitignore").write_text("*.txt")
    create_repository(tmp_path)
    commit_paths(tmp_path, ["in.txt"], message="Begin", author=AUTHOR, date=DATE)
    listing = subprocess.run(
        ["git", "-C", str(tmp_path), "ls-files"], check=True, capture_output=True, text=True
    )
    assert listing.stdout.split() == ["in.txt"]


def test_the_users_configuration_does_not_interfere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for hook in ("pre-commit", "post-commit", "commit-msg"):
        (hooks / hook).write_text("#!/bin/sh\nexit 1\n")
        (hooks / hook).chmod(0o755)
    config = tmp_path / "gitconfig"
    config.write_text(
        "[user]\n\tuseConfigOnly = true\n[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = false\n"
        f"[core]\n\thooksPath = {hooks.as_posix()}\n"
        f"[init]\n\ttemplateDir = {hooks.as_posix()}\n\tdefaultBranch = trunk\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    before = config.read_text()
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "a").write_text("1")
    create_repository(folder)
    commit_paths(folder, ["a"], message="Begin", author=AUTHOR, date=DATE)
    assert show(folder, "%s %D") == "Begin HEAD -> main"
    assert not (folder / ".git" / "pre-commit").exists()
    assert config.read_text() == before


def test_in_a_git_hook_of_another_repository_it_is_still_the_new_one(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("theirs")
    theirs = repository.commit("theirs")
    monkeypatch.setenv("GIT_DIR", str(repository.folder / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(repository.folder / ".git" / "index"))
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "a").write_text("1")
    create_repository(folder)
    commit_paths(folder, ["a"], message="Begin", author=AUTHOR, date=DATE)
    assert repository.git("rev-parse", "HEAD") == theirs
    assert (folder / ".git" / "refs" / "heads" / "main").exists()


def test_nothing_to_commit_is_an_error_that_names_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    create_repository(tmp_path)
    commit_paths(tmp_path, ["a"], message="Begin", author=AUTHOR, date=DATE)
    with pytest.raises(GitError, match="nothing to commit") as caught:
        commit_paths(tmp_path, ["a"], message="Again", author=AUTHOR, date=DATE)
    assert caught.value.message.startswith(f"git commit failed in {tmp_path}: ")
