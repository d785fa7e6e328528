from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.git.in_the_way import InTheWay, find_in_the_way
from tests.git.conftest import Repository


@pytest.fixture
def repository(repository: Repository) -> Repository:
    """`topic` changes `a.py` and adds `new/b.py`."""
    repository.write("a.py", "1\n")
    repository.write("own.py", "1\n")
    repository.commit("a.py", "own.py")
    repository.git("checkout", "-qb", "topic")
    repository.write("a.py", "2\n")
    repository.write("new/b.py", "2\n")
    repository.commit("a.py", "new/b.py")
    repository.git("checkout", "-q", "main")
    return repository


def find(repository: Repository, target: str = "topic") -> InTheWay:
    ids = (repository.git("rev-parse", name) for name in ("HEAD", target))
    return find_in_the_way(repository.folder, *ids)


def test_nothing_is_in_the_way_of_what_changes_nothing(repository: Repository) -> None:
    repository.write("a.py", "mine\n")

    assert find(repository, "main").incoming == []


def test_what_comes_is_listed_and_what_is_changed_elsewhere_is_in_nobodys_way(
    repository: Repository,
) -> None:
    repository.write("own.py", "mine\n")
    repository.git("add", "own.py")

    assert find(repository) == InTheWay(
        incoming=["a.py", "new/b.py"], staged=["own.py"], changed=[], new=[]
    )


@pytest.mark.parametrize("staged", [True, False])
def test_changes_are_in_the_way_staged_or_not(repository: Repository, *, staged: bool) -> None:
    repository.write("a.py", "mine\n")
    if staged:
        repository.git("add", "a.py")
        repository.write("a.py", "1\n")

    assert find(repository).changed == ["a.py"]


def test_a_file_that_is_gone_is_a_change(repository: Repository) -> None:
    (repository.folder / "a.py").unlink()

    assert find(repository).changed == ["a.py"]


@pytest.mark.parametrize("name", ["new/b.py", "new", "new/b.py/deep.py"])
def test_files_that_git_does_not_know_are_in_the_way_in_place_of_files_and_of_folders(
    repository: Repository, name: str
) -> None:
    repository.write(name, "mine\n")
    repository.write(".git/info/exclude", "new\n")

    way = find(repository)

    assert (way.new, way.paths) == ([name], [name])


def test_a_file_that_both_have_added_is_new_staged_or_not(repository: Repository) -> None:
    repository.write("new/b.py", "mine\n")
    repository.git("add", "new/b.py")

    way = find(repository)

    assert (way.changed, way.new) == ([], ["new/b.py"])


def test_what_is_in_a_submodule_is_in_nobodys_way(repository: Repository, tmp_path: Path) -> None:
    inner = Repository(tmp_path / "inner")
    inner.write("a.py")
    inner.commit("a.py")
    add = ("-c", "protocol.file.allow=always", "submodule", "--quiet", "add")
    repository.git(*add, str(inner.folder), "inner")
    repository.git("commit", "-qm", "Add inner")
    module = Repository.__new__(Repository)
    module.folder = repository.folder / "inner"
    for key in ("user.name", "user.email"):
        module.git("config", key, "tester@example.org")
    repository.git("checkout", "-qb", "further")
    module.write("b.py")
    module.commit("b.py")
    repository.commit("inner")
    repository.git("checkout", "-q", "main")

    assert find(repository, "further") == InTheWay(
        incoming=["inner"], staged=[], changed=[], new=[]
    )


def test_before_the_first_commit_all_of_the_other_branch_comes(repository: Repository) -> None:
    topic = repository.git("rev-parse", "topic")
    repository.git("checkout", "-q", "--orphan", "empty")

    way = find_in_the_way(repository.folder, None, topic)

    assert (way.incoming, way.new) == (["a.py", "new/b.py", "own.py"], ["a.py", "own.py"])
