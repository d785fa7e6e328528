from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.files import ensure_folder
from jupyter_mlops.jobs.definition import Revision, RevisionKind
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.model import Provenance, Run
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.services.checkout import checkout_folder, prepare_checkout, release_checkout
from jupyter_mlops.services.desk import Desk, open_store
from tests.jobs.builders import a_run
from tests.services.git_files import NOTEBOOK, TEXT, FilesRepository


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    made = Desk(home=Home(home), store=open_store(Home(home)), user="ada")
    yield made
    made.store.close()


def run_of(files: FilesRepository, name: str = NOTEBOOK) -> Run:
    head = files.git("rev-parse", "HEAD")
    return a_run(
        notebook=str(files.folder / name),
        revision=Revision(kind=RevisionKind.BRANCH, name="main"),
        provenance=Provenance(commit=head, dirty=False),
    )


def worktrees(files: FilesRepository) -> int:
    return files.git("worktree", "list", "--porcelain").count("worktree ")


def test_a_run_works_among_the_files_of_its_commit(desk: Desk, files: FilesRepository) -> None:
    files.save("deep/other.ipynb", "1")
    files.commit("deep/other.ipynb")
    run = run_of(files, "deep/other.ipynb")
    files.write("code.py", "changed")
    files.commit("code.py")

    place = prepare_checkout(desk, run)

    assert place == checkout_folder(desk.home, run.id) / "deep"
    assert (place / ".." / "code.py").read_text() == TEXT
    assert files.read("code.py") == b"changed"
    assert files.git("branch", "--show-current") == "main"
    release_checkout(desk, run)
    assert not checkout_folder(desk.home, run.id).exists()
    assert worktrees(files) == 1
    release_checkout(desk, run)


def test_a_commit_named_in_full_counts_before_the_one_that_was_found(
    desk: Desk, files: FilesRepository
) -> None:
    first = files.git("rev-parse", "HEAD")
    files.write("code.py", "later")
    files.commit("code.py")
    run = replace(run_of(files), revision=Revision(kind=RevisionKind.COMMIT, name=first))
    assert (prepare_checkout(desk, run) / "code.py").read_text() == TEXT
    release_checkout(desk, run)


def test_what_the_run_has_made_or_changed_stays_where_it_was(
    desk: Desk, files: FilesRepository
) -> None:
    files.write(".gitignore", "*.pkl\n")
    files.commit(".gitignore")
    run = run_of(files)
    place = prepare_checkout(desk, run)
    (place / "model.pkl").write_text("ignored by git")
    (place / "code.py").write_text("changed")
    (place / "plots" / "old").mkdir(parents=True)
    (place / "plots" / "old" / "a.png").write_text("new")
    (place / "link").symlink_to(files.folder)
    (place / "__pycache__").mkdir()
    (place / "__pycache__" / "code.pyc").write_text("noise")

    release_checkout(desk, run)

    left = sorted(str(file.relative_to(place)) for file in place.rglob("*") if not file.is_dir())
    assert left == ["code.py", "model.pkl", "plots/old/a.png"]
    assert (place / "link").is_symlink()
    assert files.read("code.py").decode() == TEXT
    assert worktrees(files) == 1


def test_releasing_that_was_broken_off_goes_on(desk: Desk, files: FilesRepository) -> None:
    run = run_of(files)
    place = prepare_checkout(desk, run)
    (place / "second.txt").write_text("2")
    aside = place.with_name(f"{run.id}.made")
    aside.mkdir()
    (aside / "first.txt").write_text("1")
    release_checkout(desk, run)
    assert sorted(file.name for file in place.iterdir()) == ["first.txt", "second.txt"]
    assert not aside.exists()


def test_a_start_that_was_broken_off_begins_anew(desk: Desk, files: FilesRepository) -> None:
    run = run_of(files)
    place = prepare_checkout(desk, run)
    (place / "code.py").unlink()
    assert (prepare_checkout(desk, run) / "code.py").exists()
    shutil.rmtree(place)  # while git still has its note of it
    assert (prepare_checkout(desk, run) / "code.py").exists()
    release_checkout(desk, run)
    assert worktrees(files) == 1


def test_no_hook_is_run(desk: Desk, files: FilesRepository) -> None:
    hook = files.folder / ".git" / "hooks" / "post-checkout"
    hook.write_text("#!/bin/sh\ntouch hooked\nexit 1\n")
    hook.chmod(0o755)
    run = run_of(files)
    assert not (prepare_checkout(desk, run) / "hooked").exists()
    release_checkout(desk, run)


def test_files_that_lfs_keeps_elsewhere_are_not_fetched_but_told(
    desk: Desk, files: FilesRepository
) -> None:
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 1\n"
    files.write("big.bin", pointer)
    files.write(".gitattributes", "*.bin filter=lfs\n")
    files.commit("big.bin", ".gitattributes")
    files.git("config", "filter.lfs.smudge", "false")
    files.git("config", "filter.lfs.required", "true")
    run = run_of(files)
    ensure_folder(folder_of(desk.home, run.id).root)

    place = prepare_checkout(desk, run)

    assert (place / "big.bin").read_text() == pointer
    assert "big.bin" in folder_of(desk.home, run.id).log.read_text()
    release_checkout(desk, run)
    assert not place.exists()


def test_a_commit_or_a_repository_that_is_gone_is_told(desk: Desk, files: FilesRepository) -> None:
    gone = Provenance(commit="1" * 40, dirty=False)
    run = replace(run_of(files), provenance=gone)
    with pytest.raises(MlopsError, match="111111"):
        prepare_checkout(desk, run)
    there = run_of(files)
    place = prepare_checkout(desk, there)
    shutil.rmtree(files.folder)
    with pytest.raises(MlopsError, match="no git repository"):
        prepare_checkout(desk, run)
    release_checkout(desk, there)
    assert os.listdir(place)  # noqa: PTH208 - what cannot be told apart is kept
