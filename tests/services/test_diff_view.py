"""Two versions of a file, of any kind, whatever is the matter with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.services import diff_view, file_sides, working
from jupyter_mlops.services.diff_entry import read_entry
from jupyter_mlops.services.diff_view import Asked, FileDiff, compare_file
from jupyter_mlops.services.git_setup import set_up
from tests.git.conftest import Repository
from tests.git.notebooks import NotebookRepository, dump, isolate, notebook
from tests.git.test_index import conflict


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path / "home-of-git")


@pytest.fixture
def repository(tmp_path: Path) -> NotebookRepository:
    return NotebookRepository(tmp_path / "repository")


def compare(repository: Repository, path: str, **more: Any) -> FileDiff:
    asked = {"base_path": path, **more}
    return compare_file(Asked(root=repository.folder, path=path, **asked))


def test_the_sides_are_any_two_of_revision_index_working_file_and_nothing(
    repository: Repository,
) -> None:
    repository.write("a.py", "one\n")
    first = repository.commit("a.py")
    repository.write("a.py", "two\n")
    repository.commit("a.py")
    repository.write("a.py", "three\n")
    repository.git("add", "a.py")
    repository.write("a.py", "four\n")

    def texts(base: str, head: str) -> tuple[str, str] | None:
        return compare(repository, "a.py", base=base, head=head).text

    assert texts("HEAD", ":working") == ("two\n", "four\n")
    assert texts(first, ":index") == ("one\n", "three\n")
    assert texts(":index", ":working") == ("three\n", "four\n")
    assert texts("HEAD~1", "main") == ("one\n", "two\n")
    assert texts(":nothing", first) == ("", "one\n")


def test_the_status_says_what_happened(repository: Repository) -> None:
    for name in ("same.py", "gone.py", "old.py"):
        repository.write(name, name)
    repository.commit("same.py", "gone.py", "old.py")
    (repository.folder / "gone.py").unlink()
    repository.git("mv", "old.py", "new name.py")
    repository.write("added.py", "1")

    assert compare(repository, "same.py").status == "unchanged"
    assert compare(repository, "gone.py").status == "deleted"
    assert compare(repository, "added.py").status == "added"
    assert compare(repository, "new name.py", base_path="old.py").status == "renamed"
    assert compare(repository, "never.py").status == "unchanged"


def test_without_any_commit_everything_is_new(repository: NotebookRepository) -> None:
    repository.save("train.ipynb", "a = 1")

    diff = compare(repository, "train.ipynb")

    assert (diff.status, diff.base_name, diff.problem) == ("added", "no commit yet", "")
    assert diff.notebook is not None
    assert diff.notebook.diff.summary.added == 1


@pytest.mark.parametrize("revision", ["nothing", "--all", "HEAD..HEAD~1", "", "a\0b"])
def test_what_is_no_revision_is_refused(repository: Repository, revision: str) -> None:
    for _ in range(2):
        repository.write("a.py", revision + str(_))
        repository.commit("a.py")

    with pytest.raises(InvalidError):
        compare(repository, "a.py", base=revision)


def test_a_broken_notebook_is_shown_as_the_text_that_it_is(
    repository: NotebookRepository,
) -> None:
    repository.save("train.ipynb", "a = 1")
    repository.commit("train.ipynb")
    repository.write("train.ipynb", "<<<<<<< ours\n")

    diff = compare(repository, "train.ipynb")

    assert (diff.kind, diff.problem) == ("text", "")
    assert diff.notes == ("not a notebook that can be read; shown as text",)
    assert diff.text is not None
    assert diff.text[1] == "<<<<<<< ours\n"


def test_outputs_that_git_does_not_store_are_no_change(repository: NotebookRepository) -> None:
    set_up(repository.folder)
    repository.save("train.ipynb", "a = 1")
    repository.commit("train.ipynb")
    repository.write("train.ipynb", dump(notebook("a = 1", outputs="said\n")))

    diff = compare(repository, "train.ipynb")

    assert (diff.status, diff.notebook and diff.notebook.diff.empty) == ("unchanged", True)


def test_links_submodules_conflicts_and_pointers_are_told_not_compared(
    repository: Repository, tmp_path: Path
) -> None:
    inner = Repository(tmp_path / "inner")
    inner.write("a.py")
    inner.commit("a.py")
    (repository.folder / "link.py").symlink_to("a.py")
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n"
    repository.write("large.bin", pointer)
    repository.commit("link.py", "large.bin")
    protocol = ("-c", "protocol.file.allow=always")
    repository.git(*protocol, "submodule", "--quiet", "add", str(inner.folder), "inner")
    repository.git("commit", "-qm", "Add inner")

    link = compare(repository, "link.py").problem
    large = compare(repository, "large.bin").problem
    module = compare(repository, "inner").problem
    conflict(repository)
    unmerged = compare(repository, "a.py", head=":index").problem

    assert link.startswith("a symbolic link to a.py in HEAD")
    assert "a Git LFS pointer in working file (fetch the file: git lfs pull)" in large
    assert module.startswith(f"a submodule, at {inner.git('rev-parse', '--short=7', 'HEAD')}")
    assert "conflict" in unmerged


def test_what_is_too_large_is_not_read(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("a.py", "1" * 100)
    repository.commit("a.py")
    monkeypatch.setattr(file_sides, "LARGE", 99)
    monkeypatch.setattr(working, "LARGE", 99)

    assert compare(repository, "a.py").problem.startswith("too large to compare: HEAD")
    assert compare(repository, "a.py", base=":nothing").problem == (
        "too large to compare: working file"
    )


def test_a_text_that_is_too_long_is_not_sent(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("a.py", "1" * 100)
    monkeypatch.setattr(diff_view, "TEXT_LIMIT", 99)

    diff = compare(repository, "a.py")

    assert (diff.text, diff.problem) == (None, "too large to show: 0 MB of text")


def test_bytes_are_binary_and_other_encodings_a_text_with_a_note(
    repository: Repository,
) -> None:
    (repository.folder / "a.bin").write_bytes(b"a\0b")
    (repository.folder / "latin.txt").write_bytes(b"caf\xe9\r\n")

    assert compare(repository, "a.bin").kind == "binary"
    latin = compare(repository, "latin.txt")
    assert (latin.kind, latin.text) == ("text", ("", "caf�\r\n"))
    assert latin.notes == ("not all of it is UTF-8; what isn't is shown as �",)


def test_an_added_cell_has_outputs_on_one_side(repository: NotebookRepository) -> None:
    repository.save("train.ipynb", "a = 1", outputs="said\n")

    diff = compare(repository, "train.ipynb")

    assert diff.notebook is not None
    outputs = read_entry(diff.notebook, 0)
    assert (outputs.base, len(outputs.head)) == ([], 1)


def test_code_can_be_compared_blind_to_its_formatting(repository: NotebookRepository) -> None:
    repository.save("train.ipynb", "a=1")
    repository.commit("train.ipynb")
    repository.save("train.ipynb", "a = 1")

    diff = compare(repository, "train.ipynb", ignore_formatting=True)

    assert diff.notebook is not None
    assert diff.notebook.diff.summary.reformatted == 1
