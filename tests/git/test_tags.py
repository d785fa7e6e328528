from __future__ import annotations

import pytest

from jupyter_mlops.errors import ConflictError, InvalidError
from jupyter_mlops.git.exclude import exclude
from jupyter_mlops.git.tags import delete_tag, fast_forward, list_tags, make_tag
from tests.git.conftest import Repository


@pytest.fixture
def repository(repository: Repository) -> Repository:
    repository.write("a.py", "1")
    repository.commit("a.py")
    return repository


def test_tags_on_commits_are_listed_with_who_made_them_and_why(repository: Repository) -> None:
    head = repository.git("rev-parse", "HEAD")
    make_tag(repository.folder, "v1.0", head, "One\n\n### Added\n\n- a\n")
    repository.git("tag", "plain")
    repository.git("tag", "of-a-tree", "HEAD^{tree}")
    repository.git("tag", "-a", "of-a-tag", "v1.0", "-m", "Nested")
    found = {tag.name: tag for tag in list_tags(repository.folder)}
    assert found.keys() - {"of-a-tag"} == {"v1.0", "plain"}
    assert (found["v1.0"].commit, found["plain"].commit) == (head, head)
    assert found["v1.0"].body == "### Added\n\n- a"
    assert found["plain"].body == ""
    assert found["v1.0"].author == found["plain"].author == "Tester"


def test_a_repository_without_tags_has_none(repository: Repository) -> None:
    assert list_tags(repository.folder) == []


def test_a_tag_is_made_once_and_can_be_taken_back(repository: Repository) -> None:
    head = repository.git("rev-parse", "HEAD")
    make_tag(repository.folder, "v1.0", head, "One")
    with pytest.raises(ConflictError, match=r"v1\.0"):
        make_tag(repository.folder, "v1.0", head, "Again")
    delete_tag(repository.folder, "v1.0")
    assert list_tags(repository.folder) == []
    with pytest.raises(InvalidError):
        make_tag(repository.folder, "a..b", head, "One")


def test_a_branch_moves_on_with_its_files(repository: Repository) -> None:
    first = repository.git("rev-parse", "HEAD")
    repository.write("a.py", "2")
    second = repository.commit("a.py")
    repository.git("reset", "--quiet", "--hard", first)
    fast_forward(repository.folder, second, reason="release 2")
    assert repository.git("rev-parse", "main") == second
    assert (repository.folder / "a.py").read_text() == "2"
    assert repository.git("reflog", "-1", "--format=%gs").startswith("release 2")


def test_a_branch_stays_where_files_would_be_overwritten(repository: Repository) -> None:
    first = repository.git("rev-parse", "HEAD")
    repository.write("a.py", "2")
    second = repository.commit("a.py")
    repository.git("reset", "--quiet", "--hard", first)
    repository.write("a.py", "mine")
    with pytest.raises(ConflictError):
        fast_forward(repository.folder, second, reason="release 2")
    assert repository.git("rev-parse", "HEAD") == first
    assert (repository.folder / "a.py").read_text() == "mine"


def test_a_folder_is_ignored_from_then_on(repository: Repository) -> None:
    (repository.folder / ".git" / "info" / "exclude").write_text("# mine")
    exclude(repository.folder, "sub/dist")
    exclude(repository.folder, "sub/dist")
    repository.write("sub/dist/a.whl")
    assert repository.git("status", "--short") == ""
    text = (repository.folder / ".git" / "info" / "exclude").read_text()
    assert text == "# mine\n/sub/dist/\n"


def test_what_is_ignored_already_needs_nothing(repository: Repository) -> None:
    repository.write(".gitignore", "dist/\n")
    before = (repository.folder / ".git" / "info" / "exclude").read_bytes()
    exclude(repository.folder, "dist")
    assert (repository.folder / ".git" / "info" / "exclude").read_bytes() == before
