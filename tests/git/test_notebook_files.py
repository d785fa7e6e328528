"""Which notebooks a repository has, and how they differ."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.git.batch import read_blobs
from jupyter_mlops.git.command import GitError
from jupyter_mlops.git.notebook_files import (
    blob_id,
    changed_notebooks,
    default_base,
    find_commit,
    has_changes,
    list_notebooks,
    merge_base,
    tracked_files,
)
from tests.git.conftest import Repository


def test_contents_are_read_at_once_in_the_order_asked_for(repository: Repository) -> None:
    texts = ["", "x\n", "blob 3\0", "é" * 5000]
    for number, text in enumerate(texts):
        repository.write(f"{number}.ipynb", text)
    repository.commit(*(f"{number}.ipynb" for number in range(4)))
    oids = [list_notebooks(repository.folder).tracked[f"{number}.ipynb"] for number in range(4)]
    blobs = [text.encode() for text in texts]
    assert read_blobs(repository.folder, oids) == blobs
    assert read_blobs(repository.folder, []) == []
    assert [blob_id(blob, oids[0]) for blob in blobs] == oids
    with pytest.raises(GitError, match="object 0000000 is not"):
        read_blobs(repository.folder, [oids[0], "0" * 40])


def test_ids_of_the_longer_kind_are_made_too(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository", "--object-format=sha256")
    repository.write("a.ipynb", "{}")
    repository.git("add", "--all")
    (oid,) = list_notebooks(repository.folder).tracked.values()
    assert blob_id(b"{}", oid) == oid


def test_before_the_first_commit_all_that_is_staged_is_changed(repository: Repository) -> None:
    repository.write("a.ipynb")
    repository.write("b.ipynb")
    repository.git("add", "a.ipynb")
    assert changed_notebooks(repository.folder, None) == {"a.ipynb"}
    assert find_commit(repository.folder, "HEAD") is None
    assert tracked_files(repository.folder) == {"a.ipynb"}


def test_names_are_taken_as_they_are(repository: Repository) -> None:
    names = ["*.ipynb", "[a]/b?.ipynb", ":x.ipynb", " y .ipynb", os.fsdecode(b"\xff.ipynb")]
    for name in names:
        repository.write(name)
    repository.write("first.py")
    first = repository.commit("first.py")
    repository.git("add", "--all")
    assert sorted(list_notebooks(repository.folder).tracked) == sorted(names)
    assert list(list_notebooks(repository.folder, "[a]").tracked) == ["[a]/b?.ipynb"]
    assert changed_notebooks(repository.folder, first) == set(names)


def test_where_head_has_left_a_branch(repository: Repository, tmp_path: Path) -> None:
    repository.write("a.ipynb")
    first = repository.commit("a.ipynb")
    repository.git("switch", "--quiet", "-c", "topic")
    repository.write("a.ipynb", "{} ")
    repository.commit("a.ipynb")
    assert merge_base(repository.folder, "main") == first
    assert default_base(repository.folder) == "main"
    with pytest.raises(InvalidError, match="nowhere is no commit here"):
        merge_base(repository.folder, "nowhere")
    with pytest.raises(InvalidError):
        merge_base(repository.folder, "--all")
    clone = Repository(tmp_path / "clone")
    clone.git("remote", "add", "origin", str(repository.folder))
    clone.git("fetch", "--quiet", "origin")
    clone.git("switch", "--quiet", "--detach", "origin/topic")
    assert merge_base(clone.folder, "main") == first
    assert default_base(clone.folder) == "origin/main"
    clone.git("remote", "set-head", "origin", "topic")
    assert default_base(clone.folder) == "origin/topic"


def test_a_branch_with_no_common_commit_is_compared_with_itself(repository: Repository) -> None:
    repository.write("a.ipynb")
    first = repository.commit("a.ipynb")
    repository.git("switch", "--quiet", "--orphan", "other")
    repository.write("b.ipynb")
    repository.commit("b.ipynb")
    assert merge_base(repository.folder, "main") == first
    assert default_base(Repository(repository.folder / "inner").folder) is None


def test_files_that_are_no_notebooks_differ_by_their_content(repository: Repository) -> None:
    repository.write("a.py", "1")
    repository.write("a.ipynb")
    head = repository.commit("a.py", "a.ipynb")
    assert not has_changes(repository.folder, head)
    os.utime(repository.folder / "a.py", (1, 1))
    repository.write("a.ipynb", "{} ")
    repository.write("untracked.py")
    assert not has_changes(repository.folder, head)
    repository.write("a.py", "2")
    assert has_changes(repository.folder, head)
    repository.write("a.py", "1")
    repository.git("add", "a.ipynb")
    assert has_changes(repository.folder, head)
