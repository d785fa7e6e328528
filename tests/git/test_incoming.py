"""What a merge would write, and what stands in its way."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from jupyter_mlops.git.drivers import NAME
from jupyter_mlops.git.incoming import (
    changed_paths,
    incoming_paths,
    kept_outputs,
    merge_base,
    unknown_paths,
    unmerged_paths,
)
from tests.git.conftest import Repository

_ODD = os.fsdecode("a\nb ü.txt".encode() + b"\xe9")


def commit(repository: Repository, name: str, text: str = "1\n") -> str:
    repository.write(name, text)
    return repository.commit(name)


def test_files_of_any_name_come_in(repository: Repository) -> None:
    first = commit(repository, "a.txt")
    second = commit(repository, _ODD)

    assert incoming_paths(repository.folder, first, second) == [_ODD]
    assert sorted(incoming_paths(repository.folder, None, second)) == sorted(["a.txt", _ODD])


def test_a_file_that_moved_counts_at_both_places(repository: Repository) -> None:
    first = commit(repository, "a.txt", "1\n" * 50)
    repository.git("mv", "a.txt", "b.txt")
    repository.git("commit", "--quiet", "-m", "Move")

    head = repository.git("rev-parse", "HEAD")
    assert incoming_paths(repository.folder, first, head) == ["a.txt", "b.txt"]


def test_what_has_changed_is_staged_or_not(repository: Repository) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        commit(repository, name)
    repository.write("a.txt", "2\n")
    repository.git("add", "a.txt")
    repository.write("b.txt", "2\n")
    head = repository.git("rev-parse", "HEAD")

    assert changed_paths(repository.folder, head) == ({"a.txt"}, {"a.txt", "b.txt"})


def test_before_the_first_commit_all_of_the_index_has_changed(repository: Repository) -> None:
    repository.write("a.txt")
    repository.git("add", "a.txt")

    assert changed_paths(repository.folder, None) == ({"a.txt"}, {"a.txt"})


def test_files_that_git_does_not_know_are_found_ignored_or_not(repository: Repository) -> None:
    commit(repository, "a.txt")
    commit(repository, ".gitignore", "*.csv\n")
    for name in ("b.txt", "c.csv", "folder/d.txt"):
        repository.write(name)
    asked = ["a.txt", "b.txt", "c.csv", "folder", "gone.txt"]

    assert unknown_paths(repository.folder, asked) == {"b.txt", "c.csv"}


def test_conflicts_are_listed(repository: Repository) -> None:
    commit(repository, "a.txt")
    repository.git("switch", "--quiet", "-c", "other")
    theirs = commit(repository, "a.txt", "theirs\n")
    repository.git("switch", "--quiet", "main")
    ours = commit(repository, "a.txt", "ours\n")
    subprocess.run(
        ["git", "-C", str(repository.folder), "merge", "other"], check=False, capture_output=True
    )

    assert unmerged_paths(repository.folder) == ["a.txt"]
    assert merge_base(repository.folder, ours, theirs) == repository.git("rev-parse", "main~1")


@pytest.mark.parametrize("hashes", ["sha1", "sha256"])
def test_only_filtered_notebooks_that_hold_more_than_git_are_kept(
    tmp_path: Path, hashes: str
) -> None:
    folder = tmp_path / "hashed"
    subprocess.run(["git", "init", "-q", f"--object-format={hashes}", str(folder)], check=True)
    repository = Repository.__new__(Repository)
    repository.folder = folder
    names = ["more.ipynb", "same.ipynb", "text.txt"]
    for name in names:
        repository.write(name, "{}\n")
    repository.git("add", *names)
    repository.write(".git/info/attributes", f"*.ipynb filter={NAME}\n")
    for name in ("more.ipynb", "text.txt"):
        repository.write(name, '{"outputs": 1}\n')

    assert kept_outputs(folder, [*names, "gone.ipynb"]) == {"more.ipynb": b'{"outputs": 1}\n'}
