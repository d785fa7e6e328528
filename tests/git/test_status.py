from __future__ import annotations

import os
from pathlib import Path

import pytest

from jupyter_mlops.git.command import GitError
from jupyter_mlops.git.status import FileStatus, RepositoryStatus, Upstream, read_status
from tests.git.conftest import Repository
from tests.git.test_index import conflict


def letters(status: RepositoryStatus) -> dict[str, str]:
    return {file.path: file.index + file.worktree for file in status.files}


def test_a_repository_without_commits_has_a_branch_and_no_commit(repository: Repository) -> None:
    repository.write("a.py")
    repository.git("add", "a.py")
    repository.write("b.py")
    status = read_status(repository.folder)
    assert (status.branch, status.commit, status.upstream) == ("main", None, None)
    assert letters(status) == {"a.py": "A.", "b.py": ".?"}


def test_a_file_is_told_with_its_three_versions(repository: Repository) -> None:
    repository.write("a.py", "1")
    commit = repository.commit("a.py")
    repository.write("a.py", "2")
    repository.git("add", "a.py")
    repository.write("a.py", "3")
    status = read_status(repository.folder)
    (file,) = status.files
    assert status.commit == commit
    assert (file.index, file.worktree) == ("M", "M")
    assert file.head is not None
    assert file.head.oid == repository.git("rev-parse", "HEAD:a.py")
    assert file.staged is not None
    assert file.staged.oid == repository.git("rev-parse", ":a.py")
    assert file.working is not None
    assert (file.working.mode, file.working.oid) == ("100644", None)


def test_a_renamed_file_says_where_it_was(repository: Repository) -> None:
    repository.write("old name.py", "a long enough content\n" * 5)
    repository.commit("old name.py")
    repository.git("config", "status.renames", "false")
    repository.git("mv", "old name.py", "new name.py")
    (file,) = read_status(repository.folder).files
    assert (file.path, file.old_path, file.index) == ("new name.py", "old name.py", "R")


def test_deleted_in_the_index_and_on_disk(repository: Repository) -> None:
    for name in ("a.py", "b.py", "c.py"):
        repository.write(name, name)
    repository.commit("a.py", "b.py", "c.py")
    repository.git("rm", "-q", "a.py")
    (repository.folder / "b.py").unlink()
    repository.git("rm", "-q", "--cached", "c.py")
    assert letters(read_status(repository.folder)) == {"a.py": "D.", "b.py": ".D", "c.py": "D?"}


def test_names_of_all_kinds_come_as_they_are(repository: Repository) -> None:
    odd = os.fsdecode(b"caf\xe9")
    names = ["-rf", "two\nlines", "a b", "ü/ö", odd]
    for name in names:
        repository.write(name)
    assert set(letters(read_status(repository.folder))) == set(names)


def test_a_conflict_is_one_file(repository: Repository) -> None:
    conflict(repository)
    (file,) = read_status(repository.folder).files
    assert file == FileStatus(path="a.py", index="U", worktree="U", unmerged=True)


def test_a_detached_head_has_no_branch(repository: Repository) -> None:
    repository.write("a.py")
    commit = repository.commit("a.py")
    repository.git("switch", "-q", "--detach")
    status = read_status(repository.folder)
    assert (status.branch, status.commit) == (None, commit)


def test_the_upstream_with_what_each_side_has(repository: Repository, tmp_path: Path) -> None:
    repository.write("a.py", "1")
    repository.commit("a.py")
    repository.git("clone", "-q", "--bare", ".", str(tmp_path / "remote"))
    repository.git("remote", "add", "origin", str(tmp_path / "remote"))
    repository.git("push", "-q", "--set-upstream", "origin", "main")
    repository.write("a.py", "2")
    repository.commit("a.py")
    upstream = read_status(repository.folder).upstream
    assert upstream == Upstream(name="origin/main", ahead=1, behind=0)
    repository.git("update-ref", "-d", "refs/remotes/origin/main")
    assert read_status(repository.folder).upstream == Upstream(name="origin/main", gone=True)


def test_an_empty_clone_follows_a_branch_that_is_not_gone(tmp_path: Path) -> None:
    Repository(tmp_path / "empty").git("clone", "-q", ".", str(tmp_path / "clone"))
    status = read_status(tmp_path / "clone")
    assert status.upstream == Upstream(name="origin/main")
    assert status.commit is None


def test_a_submodule_says_whether_it_has_moved(repository: Repository, tmp_path: Path) -> None:
    library = Repository(tmp_path / "library")
    library.write("a.py")
    library.commit("a.py")
    allow = ("-c", "protocol.file.allow=always")
    repository.git(*allow, "submodule", "--quiet", "add", str(library.folder), "library")
    repository.commit(".gitmodules", "library")
    inner = repository.folder / "library"
    (inner / "a.py").write_text("changed")
    (file,) = read_status(repository.folder).files
    assert (file.path, file.submodule, file.moved) == ("library", True, False)
    repository.git("-C", "library", "-c", "user.name=T", "-c", "user.email=t@x.org",
                   "commit", "-q", "-a", "-m", "Inside")  # fmt: skip
    (file,) = read_status(repository.folder).files
    assert file.moved


def test_another_repository_inside_ends_in_a_slash(repository: Repository) -> None:
    Repository(repository.folder / "inner").write("a.py")
    (file,) = read_status(repository.folder).files
    assert (file.path, file.untracked) == ("inner/", True)


def test_a_broken_index_is_an_error(repository: Repository) -> None:
    (repository.folder / ".git" / "index").write_bytes(b"no index")
    with pytest.raises(GitError):
        read_status(repository.folder)
