from __future__ import annotations

import os
from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.git.changes import Changes, list_changes
from jupyter_mlops.git.command import GitError
from tests.git.notebooks import NotebookRepository

LONG = [f"value_{number} = {number}" for number in range(30)]


@pytest.fixture
def repository(tmp_path: Path) -> NotebookRepository:
    return NotebookRepository(tmp_path / "repository")


def told(changes: Changes) -> list[tuple[str, str]]:
    return [(change.status, change.path) for change in changes.files]


def test_what_is_not_staged_is_the_index_against_the_worktree(
    repository: NotebookRepository,
) -> None:
    repository.save("a.ipynb", "1")
    repository.save("b.ipynb", "1")
    repository.write("c.py")
    repository.commit("a.ipynb", "b.ipynb", "c.py")
    repository.save("a.ipynb", "2")
    repository.write("c.py", "other")
    changes = list_changes(repository.folder)
    assert told(changes) == [("modified", "a.ipynb")]
    assert (changes.base_name, changes.head_name) == ("index", "worktree")
    assert changes.files[0].base is not None
    assert changes.files[0].base.oid is not None
    assert changes.files[0].head is not None
    assert changes.files[0].head.worktree


def test_what_is_staged_is_head_against_the_index_even_before_the_first_commit(
    repository: NotebookRepository,
) -> None:
    repository.save("a.ipynb", "1")
    repository.git("add", ".")
    repository.save("a.ipynb", "2")
    changes = list_changes(repository.folder, cached=True)
    assert told(changes) == [("added", "a.ipynb")]
    assert changes.files[0].base is None
    assert (changes.base_name, changes.head_name) == ("HEAD", "index")


def test_one_revision_is_compared_with_the_worktree_and_two_with_each_other(
    repository: NotebookRepository,
) -> None:
    repository.save("a.ipynb", *LONG)
    first = repository.commit("a.ipynb")
    repository.git("rm", "--quiet", "a.ipynb")
    repository.save("b.ipynb", "2")
    second = repository.commit("b.ipynb")
    repository.save("b.ipynb", "3")
    assert told(list_changes(repository.folder, ["HEAD"])) == [("modified", "b.ipynb")]
    for asked in ([first, second], ["HEAD~1..HEAD"], ["HEAD~1.."]):
        assert told(list_changes(repository.folder, asked)) == [
            ("deleted", "a.ipynb"),
            ("added", "b.ipynb"),
        ]


def test_a_renamed_notebook_is_one_change_also_before_it_is_committed(
    repository: NotebookRepository,
) -> None:
    repository.save("a.ipynb", *LONG)
    repository.commit("a.ipynb")
    repository.git("mv", "a.ipynb", "b.ipynb")
    repository.save("b.ipynb", *LONG, "more")
    change = list_changes(repository.folder, ["HEAD"]).files[0]
    assert (change.status, change.old_path, change.path) == ("renamed", "a.ipynb", "b.ipynb")
    repository.git("mv", "b.ipynb", "c.json")
    change = list_changes(repository.folder, ["HEAD"]).files[0]
    assert (change.status, change.old_path, change.path) == ("renamed", "a.ipynb", "c.json")


@pytest.mark.parametrize("name", ["a b.ipynb", "ü.ipynb", "a\nb.ipynb", "-x.ipynb", "[a].ipynb"])
def test_any_name_will_do(repository: NotebookRepository, name: str) -> None:
    repository.save(name, "1")
    repository.commit(name)
    repository.save(name, "2")
    assert told(list_changes(repository.folder, paths=[name])) == [("modified", name)]


def test_paths_are_patterns_relative_to_the_folder(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", "1")
    repository.save("sub/a.ipynb", "1")
    repository.git("add", ".")
    listed = list_changes(repository.folder / "sub", cached=True, paths=["a.ipynb"])
    assert told(listed) == [("added", "sub/a.ipynb")]
    assert len(list_changes(repository.folder, cached=True, paths=["*.ipynb"]).files) == 2
    rest = list_changes(repository.folder, cached=True, paths=[":!sub"])
    assert told(rest) == [("added", "a.ipynb")]


def test_a_path_outside_of_the_repository_is_refused(repository: NotebookRepository) -> None:
    with pytest.raises(GitError):
        list_changes(repository.folder, paths=["../other"])


def test_the_index_has_one_other_side(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", "1")
    repository.commit("a.ipynb")
    with pytest.raises(InvalidError):
        list_changes(repository.folder, ["HEAD", "HEAD"], cached=True)


def test_settings_of_the_user_change_nothing(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", "1")
    repository.save("sub/a.ipynb", "1")
    repository.git("add", ".")
    for key, value in (
        ("diff.relative", "true"),
        ("diff.external", "false"),
        ("diff.noprefix", "true"),
        ("color.ui", "always"),
        ("core.quotePath", "true"),
    ):
        repository.git("config", key, value)
    assert len(list_changes(repository.folder / "sub", cached=True).files) == 2


def test_a_conflict_is_told_once(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", "1")
    repository.commit("a.ipynb")
    repository.git("checkout", "--quiet", "-b", "other")
    repository.save("a.ipynb", "2")
    repository.commit("a.ipynb")
    repository.git("checkout", "--quiet", "main")
    repository.save("a.ipynb", "3")
    repository.commit("a.ipynb")
    with pytest.raises(Exception, match="merge"):
        repository.git("merge", "other")
    assert told(list_changes(repository.folder)) == [("unmerged", "a.ipynb")]
    assert told(list_changes(repository.folder, cached=True)) == [("unmerged", "a.ipynb")]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_keeps_its_mode(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", "1")
    repository.commit("a.ipynb")
    (repository.folder / "a.ipynb").unlink()
    (repository.folder / "a.ipynb").symlink_to("b.ipynb")
    change = list_changes(repository.folder).files[0]
    assert change.head is not None
    assert change.head.mode == "120000"
