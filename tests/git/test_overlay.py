"""Working files, kept as they are."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from jupyter_mlops.git import overlay_files
from jupyter_mlops.git.overlay import (
    REFS,
    forget_overlay,
    has_commit,
    keep_worktree,
    left_out,
)
from tests.git.conftest import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """With two files and one that is ignored, all committed but the latter."""
    made = Repository(tmp_path / "repository")
    made.write("a.txt", "first")
    made.write("sub/b.txt", "b")
    made.write(".gitignore", "*.log\n")
    made.commit("a.txt", "sub/b.txt", ".gitignore")
    return made


def head(repository: Repository) -> str:
    return repository.git("rev-parse", "HEAD")


def files_of(repository: Repository, commit: str) -> list[str]:
    told = repository.git("ls-tree", "-r", "-z", "--name-only", commit)
    return [name for name in told.split("\0") if name]


def show(repository: Repository, commit: str, name: str) -> bytes:
    command = ["git", "-C", str(repository.folder), "show", f"{commit}:{name}"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def test_working_files_are_kept_byte_for_byte(repository: Repository) -> None:
    repository.git("config", "core.autocrlf", "true")
    repository.write(".gitattributes", "*.txt filter=broken\n")
    repository.git("config", "filter.broken.clean", "false")
    repository.git("config", "filter.broken.required", "true")
    (repository.folder / "a.txt").write_bytes(b"second\r\nline\n")
    repository.write("new/größe\n.txt", "new")
    (repository.folder / "sub" / "b.txt").unlink()
    repository.write("tool.sh", "x").chmod(0o755)
    (repository.folder / "link").symlink_to("nowhere")
    repository.write("run.log", "ignored")

    kept = keep_worktree(repository.folder, head(repository))

    expected = [".gitattributes", ".gitignore", "a.txt", "link", "new/größe\n.txt", "tool.sh"]
    assert files_of(repository, kept.commit) == expected
    assert show(repository, kept.commit, "a.txt") == b"second\r\nline\n"
    assert show(repository, kept.commit, "link") == b"nowhere"
    assert "100755" in repository.git("ls-tree", kept.commit, "tool.sh")
    assert repository.git("rev-parse", f"{kept.commit}^") == head(repository)
    assert repository.git("rev-parse", REFS + kept.commit) == kept.commit
    assert kept.left_out == ()


def test_a_folder_may_take_a_files_place_and_a_file_a_folders(repository: Repository) -> None:
    (repository.folder / "a.txt").unlink()
    repository.write("a.txt/inner", "x")
    (repository.folder / "sub" / "b.txt").unlink()
    (repository.folder / "sub").rmdir()
    repository.write("sub", "y")
    kept = keep_worktree(repository.folder, head(repository))
    assert files_of(repository, kept.commit) == [".gitignore", "a.txt/inner", "sub"]
    assert kept.left_out == ()


def test_neither_index_nor_files_are_touched(repository: Repository) -> None:
    repository.write("a.txt", "staged")
    repository.git("add", "a.txt")
    repository.write("a.txt", "working")
    repository.write("sub/new.txt", "new")
    index = repository.folder / ".git" / "index"
    before = index.read_bytes(), index.stat().st_mtime_ns
    status = repository.git("status", "--porcelain=v2")
    before = index.read_bytes(), index.stat().st_mtime_ns

    kept = keep_worktree(repository.folder, head(repository))

    assert (index.read_bytes(), index.stat().st_mtime_ns) == before
    assert repository.git("status", "--porcelain=v2") == status
    assert show(repository, kept.commit, "a.txt") == b"working"
    assert not list(repository.folder.glob(".git/*.lock"))


def test_equal_files_make_one_commit(repository: Repository) -> None:
    repository.write("a.txt", "second")
    first = keep_worktree(repository.folder, head(repository))
    assert keep_worktree(repository.folder, head(repository)) == first
    repository.write("a.txt", "third")
    assert keep_worktree(repository.folder, head(repository)) != first
    assert repository.git("for-each-ref", "--format=%(refname)", REFS).count("\n") == 1


def test_it_survives_the_collection_of_garbage_until_it_is_forgotten(
    repository: Repository,
) -> None:
    repository.write("a.txt", "second")
    kept = keep_worktree(repository.folder, head(repository))
    repository.git("gc", "--quiet", "--prune=now")
    assert has_commit(repository.folder, kept.commit)
    for _ in range(2):
        forget_overlay(repository.folder, kept.commit)
    repository.git("gc", "--quiet", "--prune=now")
    assert not has_commit(repository.folder, kept.commit)
    assert left_out(repository.folder, kept.commit) == []
    assert not has_commit(repository.folder, "--all")


def test_what_is_asked_for_is_kept_even_if_ignored_and_outputs_are_not(
    repository: Repository,
) -> None:
    repository.write("sub/mine.log", "ignored")
    repository.write("runs/out.ipynb")
    repository.write("runs2/out.ipynb")
    kept = keep_worktree(
        repository.folder, head(repository), also=["sub/mine.log", "a.txt"], skip=["runs", "."]
    )
    expected = [".gitignore", "a.txt", "runs2/out.ipynb", "sub/b.txt", "sub/mine.log"]
    assert files_of(repository, kept.commit) == expected


def test_what_is_too_large_or_too_much_is_left_out_and_said(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlay_files, "LARGEST", 1_000_000)
    monkeypatch.setattr(overlay_files, "MOST", 1_500_000)
    repository.write("a.txt", "x" * 1_000_001)
    for name, size in (("small", 10), ("big", 1_000_000), ("also", 900_000)):
        repository.write(name, "x" * size)
    repository.write("huge", "x" * 1_000_001)
    os.mkfifo(repository.folder / "pipe")
    kept = keep_worktree(repository.folder, head(repository))
    assert files_of(repository, kept.commit) == [
        ".gitignore",
        "a.txt",
        "also",
        "small",
        "sub/b.txt",
    ]
    assert show(repository, kept.commit, "a.txt") == b"first"
    assert set(kept.left_out) == {
        "a.txt: larger than 1 MB",
        "huge: larger than 1 MB",
        "big: there are too many files that git doesn't know",
    }
    assert left_out(repository.folder, kept.commit) == list(kept.left_out)


def test_not_everything_left_out_is_named(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlay_files, "_COUNT", 3)
    for number in range(30):
        repository.write(f"{number:02}.txt", "new")
    kept = keep_worktree(repository.folder, head(repository))
    assert len(files_of(repository, kept.commit)) == 3 + 3
    assert len(kept.left_out) == 21
    assert kept.left_out[-1] == "7 more"


def test_submodules_and_repositories_within_are_said(repository: Repository) -> None:
    other = Repository(repository.folder.parent / "other")
    other.write("c.txt", "c")
    other.commit("c.txt")
    allow = ("-c", "protocol.file.allow=always")
    repository.git(*allow, "submodule", "--quiet", "add", str(other.folder), "part")
    repository.git("commit", "--quiet", "-m", "Add a part")
    (repository.folder / "part" / "c.txt").write_text("changed")
    inner = Repository(repository.folder / "inner")
    inner.write("d.txt", "d")
    inner.commit("d.txt")
    kept = keep_worktree(repository.folder, head(repository))
    assert set(kept.left_out) == {
        "part: a submodule with changes of its own",
        "inner/: a repository of its own",
    }


def test_a_merge_conflict_is_kept_as_the_working_file_has_it(repository: Repository) -> None:
    repository.git("switch", "--quiet", "-c", "topic")
    repository.write("a.txt", "theirs")
    repository.commit("a.txt")
    repository.git("switch", "--quiet", "main")
    repository.write("a.txt", "ours")
    repository.commit("a.txt")
    command = ["git", "-C", str(repository.folder), "merge", "--quiet", "topic"]
    subprocess.run(command, check=False, capture_output=True)
    kept = keep_worktree(repository.folder, head(repository))
    assert b"<<<<<<<" in show(repository, kept.commit, "a.txt")
    assert "UU a.txt" in repository.git("status", "--short")


def test_hooks_signing_and_identity_have_no_say(repository: Repository) -> None:
    hook = repository.write(".git/hooks/reference-transaction", "#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    repository.git("config", "commit.gpgSign", "true")
    repository.git("config", "gpg.program", "false")
    repository.git("config", "--unset", "user.name")
    repository.git("config", "core.splitIndex", "true")
    repository.write("a.txt", "second")
    kept = keep_worktree(repository.folder, head(repository))
    assert show(repository, kept.commit, "a.txt") == b"second"


def test_a_linked_worktree_has_files_of_its_own(repository: Repository) -> None:
    linked = repository.folder.parent / "linked"
    repository.git("worktree", "add", "--quiet", str(linked))
    (linked / "a.txt").write_text("linked")
    kept = keep_worktree(linked, head(repository))
    assert show(repository, kept.commit, "a.txt") == b"linked"
    assert repository.git("status", "--porcelain") == ""
