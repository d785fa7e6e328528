from __future__ import annotations

import threading
from pathlib import Path

import pytest

from jupyter_mlops.errors import (
    ConflictError,
    HookError,
    IdentityError,
    InvalidError,
    MlopsError,
    StaleError,
)
from jupyter_mlops.git.create import Author
from jupyter_mlops.services.commit import CommitOrder, commit_staged
from tests.git.conftest import Repository
from tests.git.notebooks import isolate
from tests.git.test_commit import hook, stage
from tests.git.test_index import conflict

ORDER = CommitOrder(message="Change")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    isolate(monkeypatch, tmp_path / "home")
    monkeypatch.delenv("EMAIL", raising=False)
    return Repository(tmp_path / "repository")


def test_the_first_commit_of_a_repository(repository: Repository) -> None:
    stage(repository)
    made = commit_staged(repository.folder, CommitOrder(message="Begin", expected=""))
    assert (made.subject, made.files) == ("Begin", 1)


def test_a_commit_needs_a_message_and_something_staged(repository: Repository) -> None:
    stage(repository)
    with pytest.raises(InvalidError, match="needs a message"):
        commit_staged(repository.folder, CommitOrder(message=" \n\t"))
    commit_staged(repository.folder, ORDER)
    repository.write("a.py", "edited")
    repository.write("b.py", "new")
    with pytest.raises(ConflictError, match="nothing is staged"):
        commit_staged(repository.folder, ORDER)


def test_two_tabs_cannot_both_commit_what_they_have_seen(repository: Repository) -> None:
    stage(repository)
    seen = commit_staged(repository.folder, ORDER).oid
    stage(repository, text="3")
    stage(repository, "b.py")
    outcomes: list[object] = []

    def tab() -> None:
        try:
            order = CommitOrder(message="Mine", expected=seen)
            outcomes.append(commit_staged(repository.folder, order).files)
        except MlopsError as error:
            outcomes.append(type(error))

    tabs = [threading.Thread(target=tab) for _ in range(2)]
    for each in tabs:
        each.start()
    for each in tabs:
        each.join()
    assert set(outcomes) == {2, StaleError}
    with pytest.raises(StaleError):
        commit_staged(repository.folder, CommitOrder(message="First", expected=""))


def test_a_branch_that_moved_meanwhile_is_noticed_and_one_without_expectation_is_not(
    repository: Repository,
) -> None:
    stage(repository)
    seen = commit_staged(repository.folder, ORDER).oid
    repository.git("commit", "-q", "--allow-empty", "-m", "From a terminal")
    stage(repository, text="3")
    with pytest.raises(StaleError, match="has moved"):
        commit_staged(repository.folder, CommitOrder(message="Mine", expected=seen))
    assert commit_staged(repository.folder, ORDER).files == 1


def test_a_detached_head_moves_on(repository: Repository) -> None:
    stage(repository)
    first = commit_staged(repository.folder, ORDER).oid
    repository.git("switch", "-q", "--detach")
    stage(repository, text="3")
    made = commit_staged(repository.folder, ORDER)
    assert repository.git("rev-parse", "HEAD~1") == first
    assert repository.git("rev-parse", "main") != made.oid


def test_there_has_to_be_a_commit_to_amend(repository: Repository) -> None:
    stage(repository)
    amend = CommitOrder(message="Better", amend=True)
    with pytest.raises(ConflictError, match="no commit to amend"):
        commit_staged(repository.folder, amend)
    commit_staged(repository.folder, ORDER)
    assert commit_staged(repository.folder, amend).subject == "Better"


def test_who_commits_is_asked_for_once(repository: Repository) -> None:
    repository.git("config", "--remove-section", "user")
    stage(repository)
    with pytest.raises(IdentityError, match="by whom"):
        commit_staged(repository.folder, ORDER)
    someone = Author(name=" Åsa O'Neil, Jr.", email="asa@example.org")
    order = CommitOrder(message="Mine", identity=someone)
    commit_staged(repository.folder, order)
    assert repository.git("log", "-1", "--format=%an|%ce") == "Åsa O'Neil, Jr|asa@example.org"
    stage(repository, text="3")
    commit_staged(repository.folder, ORDER)


@pytest.mark.parametrize("name", ["...", "A\nB", "A <b>", "  "])
def test_who_commits_has_a_name_that_git_can_write(repository: Repository, name: str) -> None:
    repository.git("config", "--remove-section", "user")
    stage(repository)
    order = CommitOrder(message="Mine", identity=Author(name=name, email="a@example.org"))
    with pytest.raises(InvalidError):
        commit_staged(repository.folder, order)


def test_who_commits_stays_who_git_knows(repository: Repository) -> None:
    stage(repository)
    other = Author(name="Other", email="other@example.org")
    commit_staged(repository.folder, CommitOrder(message="Mine", identity=other))
    assert repository.git("log", "-1", "--format=%an") == "Tester"


def test_a_merge_is_committed_once_it_is_settled(repository: Repository) -> None:
    conflict(repository)
    with pytest.raises(ConflictError, match="conflicts are left in 1 file") as caught:
        commit_staged(repository.folder, ORDER)
    assert caught.value.detail == "a.py"
    repository.write("a.py", "ours")
    repository.git("add", "a.py")
    with pytest.raises(ConflictError, match="while merging"):
        commit_staged(repository.folder, CommitOrder(message="Change", amend=True))
    commit_staged(repository.folder, ORDER)  # though it is what HEAD has already
    assert len(repository.git("log", "-1", "--format=%P").split()) == 2


def test_a_hook_may_refuse_without_anything_lost(repository: Repository) -> None:
    hook(repository, "pre-commit", "echo no; exit 1")
    stage(repository, text="precious")
    with pytest.raises(HookError):
        commit_staged(repository.folder, ORDER)
    assert repository.git("show", ":a.py") == "precious"
