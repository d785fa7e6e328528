from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from jupyter_mlops.errors import LockedError, NotFoundError
from jupyter_mlops.git.command import GitError
from jupyter_mlops.services import status as module
from jupyter_mlops.services.git_setup import set_up
from jupyter_mlops.services.status import find_status, repository_status, unlock
from jupyter_mlops.services.suggestion import suggest_message
from tests.git.conftest import Repository
from tests.git.notebooks import NotebookRepository, isolate
from tests.git.test_index import conflict
from tests.git.test_lock import leave_lock


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    isolate(monkeypatch, tmp_path / "home")
    monkeypatch.delenv("EMAIL", raising=False)
    return NotebookRepository(tmp_path / "repository")


def test_there_is_no_status_without_a_repository(tmp_path: Path) -> None:
    assert find_status(tmp_path) is None


def test_a_repository_that_was_known_may_go_or_break(repository: NotebookRepository) -> None:
    assert find_status(repository.folder) is not None
    (repository.folder / ".git" / "HEAD").rename(repository.folder / "HEAD")
    with pytest.raises(NotFoundError, match="cannot be used"):
        find_status(repository.folder)
    (repository.folder / "HEAD").rename(repository.folder / ".git" / "HEAD")
    (repository.folder / ".git" / "index").write_bytes(b"no index")
    with pytest.raises(GitError):
        find_status(repository.folder)
    shutil.rmtree(repository.folder / ".git")
    assert find_status(repository.folder) is None


def test_a_link_to_a_folder_leads_to_the_repository_it_lies_in(
    repository: NotebookRepository, tmp_path: Path
) -> None:
    repository.write("inside/a.py")
    (tmp_path / "link").symlink_to(repository.folder / "inside")
    found = find_status(tmp_path / "link")
    assert found is not None
    assert found.root == repository.folder


def test_checkpoints_of_the_lab_are_nobodys_work_unless_git_has_them(
    repository: NotebookRepository,
) -> None:
    for name in ("old", "new"):
        repository.write(f"a/.ipynb_checkpoints/{name}-checkpoint.ipynb")
    repository.git("add", "--force", "a/.ipynb_checkpoints/old-checkpoint.ipynb")
    (file,) = repository_status(repository.folder).git.files
    assert file.path == "a/.ipynb_checkpoints/old-checkpoint.ipynb"


def test_notebooks_are_filtered_once_that_is_set_up_and_not_where_it_is_switched_off(
    repository: NotebookRepository,
) -> None:
    assert not repository_status(repository.folder).filters_notebooks
    set_up(repository.folder)
    assert repository_status(repository.folder).filters_notebooks
    (repository.folder / ".git" / "info" / "attributes").write_text("*.ipynb -filter\n")
    assert not repository_status(repository.folder).filters_notebooks


def test_what_git_is_in_the_middle_of(repository: NotebookRepository) -> None:
    assert repository_status(repository.folder).state == "normal"
    conflict(repository)
    found = repository_status(repository.folder)
    assert found.state == "merging"
    assert [file.unmerged for file in found.git.files] == [True]
    repository.git("merge", "--abort")
    repository.git("bisect", "start")
    assert repository_status(repository.folder).state == "bisecting"
    repository.git("bisect", "reset")
    with pytest.raises(Exception, match="cherry-pick"):
        repository.git("cherry-pick", "other")
    assert repository_status(repository.folder).state == "cherry-picking"
    repository.git("cherry-pick", "--abort")
    with pytest.raises(Exception, match="rebase"):
        repository.git("rebase", "other")
    found = repository_status(repository.folder)
    assert (found.state, found.git.branch) == ("rebasing", None)


def test_linked_worktrees_and_submodules_say_what_they_are(
    repository: NotebookRepository, tmp_path: Path
) -> None:
    library = Repository(tmp_path / "library")
    library.write("a.py")
    library.commit("a.py")
    allow = ("-c", "protocol.file.allow=always")
    repository.git(*allow, "submodule", "--quiet", "add", str(library.folder), "inner")
    repository.git("commit", "-q", "-m", "Inner")
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"))
    inner = repository_status(repository.folder / "inner")
    assert (inner.kind, inner.parent, inner.remotes) == (
        "submodule",
        repository.folder,
        ["origin"],
    )
    linked = repository_status(tmp_path / "linked")
    assert (linked.kind, linked.parent, linked.git.branch) == ("linked", None, "linked")


def test_a_lock_is_told_and_taken_away(repository: NotebookRepository) -> None:
    leave_lock(repository, age=3)
    found = repository_status(repository.folder).lock
    assert found is not None
    assert found.abandoned
    leave_lock(repository, age=-300)  # stays young for as long as this takes
    with pytest.raises(LockedError):
        unlock(repository.folder)
    leave_lock(repository, age=30)
    assert unlock(repository.folder).lock is None


def test_where_git_had_to_look_into_files_it_may_remember_what_it_saw(
    repository: NotebookRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = repository.write("a.py", "same")
    repository.commit("a.py")
    os.utime(file, (time.time() - 1000,) * 2)
    index = repository.folder / ".git" / "index"
    before = index.read_bytes()
    monkeypatch.setattr(module, "_SLOW", 0.0)
    repository_status(repository.folder)
    assert index.read_bytes() == before
    repository_status(repository.folder)
    assert index.read_bytes() != before
    repository.git("diff-files", "--quiet")
    monkeypatch.undo()
    repository_status(repository.folder)
    assert repository.folder not in module._slow


def test_a_file_of_5_gb_is_not_read(repository: NotebookRepository) -> None:
    repository.write("small.bin", "small")
    repository.commit("small.bin")
    for name in ("small.bin", "new.bin"):
        with (repository.folder / name).open("wb") as file:
            file.truncate(5_000_000_000)
    begun = processor_time()
    found = {file.path: file.worktree for file in repository_status(repository.folder).git.files}
    assert found == {"small.bin": "M", "new.bin": "?"}
    assert suggest_message(repository.folder, amend=False) == "Add new.bin, edit small.bin"
    assert processor_time() - begun < 5


def processor_time() -> float:
    """What this process and those that it has waited for have worked, in seconds."""
    return sum(os.times()[:4])
