from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError, NotebookInvalidError, NotFoundError
from jupyter_mlops.jobs.definition import Revision, RevisionKind
from jupyter_mlops.services.revision import read_revision
from tests.services.git_files import NOTEBOOK, FilesRepository

MAIN = Revision(kind=RevisionKind.BRANCH, name="main")


def commit(name: str) -> Revision:
    return Revision(kind=RevisionKind.COMMIT, name=name)


def test_the_newest_commit_of_a_branch_counts_and_not_the_working_copy(
    files: FilesRepository,
) -> None:
    committed = files.head()
    files.run("edited()")
    found = read_revision(files.folder / NOTEBOOK, MAIN)
    assert found.data == committed
    assert found.commit == files.git("rev-parse", "HEAD")
    assert found.nb["cells"]


def test_a_commit_is_found_by_any_of_its_names(files: FilesRepository) -> None:
    first = files.git("rev-parse", "HEAD")
    files.git("tag", "-a", "v1", "-m", "one")
    files.run("later()")
    files.commit(NOTEBOOK)
    for name in (first, first[:8], "v1", "HEAD~1", "main~1"):
        assert read_revision(files.folder / NOTEBOOK, commit(name)).commit == first


def test_packed_branches_and_those_of_remotes_are_found(files: FilesRepository) -> None:
    head = files.git("rev-parse", "HEAD")
    files.git("update-ref", "refs/remotes/origin/main", head)
    files.git("pack-refs", "--all")
    for name in ("main", "origin/main"):
        revision = Revision(kind=RevisionKind.BRANCH, name=name)
        assert read_revision(files.folder / NOTEBOOK, revision).commit == head


def test_a_notebook_that_is_gone_from_the_worktree_is_still_in_the_commit(
    files: FilesRepository,
) -> None:
    files.save("deep/down/other.ipynb", "1")
    files.commit("deep/down/other.ipynb")
    shutil.rmtree(files.folder / "deep")
    assert read_revision(files.folder / "deep" / "down" / "other.ipynb", MAIN).nb["cells"]


@pytest.mark.parametrize("name", ["nope", "", "-x", "main..topic", "a\nb", "HEAD:code.py", "../x"])
def test_what_names_no_branch_and_no_commit_is_told(files: FilesRepository, name: str) -> None:
    for kind in (RevisionKind.BRANCH, RevisionKind.COMMIT):
        with pytest.raises(NotFoundError, match="there is no"):
            read_revision(files.folder / NOTEBOOK, Revision(kind=kind, name=name))


def test_a_notebook_that_the_commit_does_not_have_is_told(files: FilesRepository) -> None:
    new = files.save("new.ipynb", "1")
    with pytest.raises(NotFoundError, match=r"new\.ipynb is not in main"):
        read_revision(new, MAIN)


def test_outside_of_a_repository_there_are_no_revisions(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="in no git repository"):
        read_revision(tmp_path / "train.ipynb", MAIN)


def test_what_is_no_notebook_in_git_is_told(files: FilesRepository) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    for text, error in ((pointer, InvalidError), ("{}", NotebookInvalidError)):
        files.write(NOTEBOOK, text)
        files.commit(NOTEBOOK)
        with pytest.raises(error):
            read_revision(files.folder / NOTEBOOK, MAIN)
