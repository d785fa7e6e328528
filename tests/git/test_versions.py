from __future__ import annotations

from jupyter_mlops.git.index import read_tree
from jupyter_mlops.git.versions import changed_from, restore_from
from tests.git.conftest import Repository


def test_files_of_a_commit_are_written_and_the_index_stays(repository: Repository) -> None:
    repository.write(".gitattributes", "*.txt eol=crlf\n")
    repository.write("a.txt", "one\n")
    repository.write("b.txt", "one\n")
    first = repository.commit(".gitattributes", "a.txt", "b.txt")
    repository.write("a.txt", "two\n")
    repository.commit("a.txt")
    entries = list(read_tree(repository.folder, first, ["a.txt", "b.txt"]).values())
    assert [each.path for each in changed_from(repository.folder, entries)] == ["a.txt"]
    restore_from(repository.folder, first, ["a.txt"])
    assert (repository.folder / "a.txt").read_bytes() == b"one\r\n"
    assert repository.git("status", "--short") == "M a.txt"
    assert changed_from(repository.folder, entries) == []


def test_a_file_that_is_gone_has_changed(repository: Repository) -> None:
    repository.write("a.txt", "one\n")
    first = repository.commit("a.txt")
    entries = list(read_tree(repository.folder, first, ["a.txt"]).values())
    (repository.folder / "a.txt").unlink()
    assert changed_from(repository.folder, entries) == entries
