from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError, NotFoundError
from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.command import GitError
from jupyter_mlops.git.repository import find_worktree, repository_file
from jupyter_mlops.git.revisions import is_revision, read_revisions
from tests.git.conftest import Repository


@pytest.fixture
def commits(repository: Repository) -> list[str]:
    """A commit, then one on `main` and one on `topic`."""
    repository.write("a", "1")
    first = repository.commit("a")
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.write("a", "2")
    topic = repository.commit("a")
    repository.git("checkout", "--quiet", "main")
    repository.write("a", "3")
    return [first, repository.commit("a"), topic]


def test_a_revision_is_named_with_its_commit(repository: Repository, commits: list[str]) -> None:
    first, main, _ = commits
    found = read_revisions(repository.folder, ["HEAD~1", main[:10]])
    assert [revision.oid for revision in found] == [first, main]
    assert [revision.name for revision in found] == [f"HEAD~1 ({first[:7]})", main[:7]]


def test_a_range_is_its_two_ends(repository: Repository, commits: list[str]) -> None:
    _, main, topic = commits
    found = read_revisions(repository.folder, ["main..topic"])
    assert [revision.oid for revision in found] == [main, topic]
    assert read_revisions(repository.folder, ["..topic"])[0].oid == main


def test_three_dots_begin_at_the_merge_base(repository: Repository, commits: list[str]) -> None:
    first, _, topic = commits
    base, head = read_revisions(repository.folder, ["main...topic"])
    assert (base.oid, head.oid) == (first, topic)
    assert base.name == f"merge base with main ({first[:7]})"
    assert read_revisions(repository.folder, ["HEAD~1...main"])[0].oid == first


def test_branches_without_a_common_commit_have_no_merge_base(
    repository: Repository, commits: list[str]
) -> None:
    repository.git("checkout", "--quiet", "--orphan", "new")
    repository.commit("a")
    with pytest.raises(InvalidError, match="no commit in common"):
        read_revisions(repository.folder, ["main...new"])
    assert len(commits) == 3


def test_a_tag_a_tree_and_a_search_are_revisions(
    repository: Repository, commits: list[str]
) -> None:
    repository.git("tag", "-a", "v1", "-m", "first", commits[0])
    assert read_revisions(repository.folder, ["v1"])[0].oid == commits[0]
    assert read_revisions(repository.folder, [":/Change"])
    tree = repository.git("rev-parse", "HEAD^{tree}")
    assert read_revisions(repository.folder, ["HEAD^{tree}"])[0].oid == tree


@pytest.mark.parametrize(
    "text",
    ["nope", "-h", "--output=x", "", "a\nb", "HEAD HEAD", "..", "...", "HEAD..nope", "HEAD:a"],
)
def test_anything_else_is_no_revision(
    repository: Repository, commits: list[str], text: str
) -> None:
    assert commits
    with pytest.raises(InvalidError):
        read_revisions(repository.folder, [text])


def test_a_diff_has_two_sides(repository: Repository, commits: list[str]) -> None:
    with pytest.raises(InvalidError):
        read_revisions(repository.folder, commits)


def test_what_is_a_revision_can_be_asked(repository: Repository, commits: list[str]) -> None:
    assert commits
    with closing(Objects(repository.folder)) as objects:
        assert is_revision(objects, "HEAD")
        assert is_revision(objects, "main...topic")
        assert not is_revision(objects, "a")
        assert not is_revision(objects, "-a")


def test_an_object_is_read_byte_for_byte(repository: Repository) -> None:
    data = b"\0\r\n\xff" * 50_000
    (repository.folder / "a").write_bytes(data)
    repository.git("add", "a")
    with closing(Objects(repository.folder)) as objects:
        found = objects.find(":a")
        assert found is not None
        assert found.type == "blob"
        for _ in range(3):
            assert objects.read(found.oid) == data
        with pytest.raises(NotFoundError):
            objects.read("0" * 40)
        assert objects.read(found.oid) == data


def test_objects_of_no_repository_cannot_be_read(tmp_path: Path) -> None:
    with closing(Objects(tmp_path)) as objects, pytest.raises(GitError):
        objects.find("HEAD")


def test_the_worktree_is_found_from_any_folder_of_it(repository: Repository) -> None:
    repository.write("sub/a")
    assert find_worktree(repository.folder / "sub") == repository.folder.resolve()
    assert find_worktree(repository.folder / ".git") is None


def test_a_folder_outside_of_a_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no git repository around") as caught:
        find_worktree(tmp_path)
    assert (caught.value.message.count(":"), caught.value.hint) == (0, "make one: git init")


def test_linked_worktrees_share_attributes(repository: Repository, tmp_path: Path) -> None:
    repository.write("a")
    repository.commit("a")
    repository.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    shared = (repository.folder / ".git" / "info" / "attributes").resolve()
    assert repository_file(tmp_path / "linked", "info/attributes").resolve() == shared
