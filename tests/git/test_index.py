from __future__ import annotations

import os
import tempfile
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.errors import ConflictError, InvalidError, LockedError
from jupyter_mlops.git import lock
from jupyter_mlops.git.index import (
    IndexEntry,
    index_guard,
    read_entries,
    read_tree,
    store_blob,
    write_entries,
)
from jupyter_mlops.git.status import read_status
from tests.git.conftest import Repository

ODD_NAMES = ["-rf", "--all", "two\nlines", "a\ttab", "*.py", ":(top)x", "ünï/çödé", '"quoted"']


def entry(repository: Repository, path: str, text: str, mode: str = "100644") -> IndexEntry:
    return IndexEntry(path=path, mode=mode, oid=store_blob(repository.folder, text.encode()))


def test_what_is_written_is_read_and_the_working_file_stays(repository: Repository) -> None:
    file = repository.write("a.py", "working")
    staged = entry(repository, "a.py", "staged", "100755")
    write_entries(repository.folder, [staged])
    assert read_entries(repository.folder, ["a.py", "b.py"]) == {"a.py": staged}
    assert repository.git("cat-file", "blob", ":a.py") == "staged"
    assert file.read_text() == "working"


def test_names_that_look_like_options_or_patterns_are_names(repository: Repository) -> None:
    entries = [entry(repository, name, name) for name in ODD_NAMES]
    write_entries(repository.folder, entries)
    assert read_entries(repository.folder, ODD_NAMES) == {each.path: each for each in entries}
    repository.git("commit", "-q", "-m", "Odd")
    assert read_tree(repository.folder, "HEAD", ODD_NAMES) == {each.path: each for each in entries}
    write_entries(repository.folder, [], ODD_NAMES)
    assert read_entries(repository.folder, ODD_NAMES) == {}


@settings(deadline=None, max_examples=15)
@given(st.data())
def test_whatever_a_file_is_called_it_is_found_again(data: st.DataObject) -> None:
    word = st.binary(min_size=1, max_size=12).filter(
        lambda name: not set(name) & set(b"\0/\\") and name.strip(b". ") and b"~" not in name
    )
    names = data.draw(st.lists(word, min_size=1, max_size=8, unique=True))
    paths = [os.fsdecode(b"folder/" + name) for name in names if b"git" not in name.lower()]
    with tempfile.TemporaryDirectory() as scratch:
        repository = Repository(Path(scratch) / "repository")
        entries = {path: entry(repository, path, "x") for path in paths}
        write_entries(repository.folder, list(entries.values()))
        assert read_entries(repository.folder, paths) == entries
        assert {file.path for file in read_status(repository.folder).files} == set(paths)
        write_entries(repository.folder, [], paths)
        assert read_entries(repository.folder, paths) == {}


def test_names_that_are_not_utf_8_are_kept(repository: Repository) -> None:
    name = b"caf\xe9.py".decode("utf-8", "surrogateescape")
    written = entry(repository, name, "x")
    write_entries(repository.folder, [written])
    assert read_entries(repository.folder, [name]) == {name: written}


def test_only_the_files_asked_for_are_told_and_not_what_lies_in_folders(
    repository: Repository,
) -> None:
    for name in ("a/one.py", "a/two.py", "ab.py"):
        repository.write(name)
    repository.commit("a", "ab.py")
    assert set(read_entries(repository.folder, ["a", "a/one.py"])) == {"a/one.py"}
    assert set(read_tree(repository.folder, "HEAD", ["a", "a/one.py"])) == {"a/one.py"}


def test_ten_thousand_paths_are_more_than_a_command_line_holds_but_not_too_many(
    repository: Repository,
) -> None:
    blob = store_blob(repository.folder, b"x")
    paths = [f"folder/{'name' * 10}/{number}.py" for number in range(10_000)]
    write_entries(
        repository.folder, [IndexEntry(path=path, mode="100644", oid=blob) for path in paths]
    )
    assert len(read_entries(repository.folder, [*paths, "other.py"])) == 10_000
    repository.git("commit", "-q", "-m", "Many")
    assert len(read_tree(repository.folder, "HEAD", paths)) == 10_000


def test_a_repository_without_commits_is_an_empty_tree_and_a_wrong_revision_an_error(
    repository: Repository,
) -> None:
    assert read_tree(repository.folder, "HEAD", ["a.py"]) == {}
    for wrong in ("gone", "-p", "--format=%(objectname)", "", "a\0b", "HEAD~1"):
        with pytest.raises(InvalidError):
            read_tree(repository.folder, wrong, ["a.py"])


def test_a_conflict_is_named_when_read_and_gone_once_a_version_is_written(
    repository: Repository,
) -> None:
    conflict(repository)
    with pytest.raises(ConflictError, match=r"a\.py has a merge conflict"):
        read_entries(repository.folder, ["a.py"])
    solved = entry(repository, "a.py", "both")
    write_entries(repository.folder, [solved])
    assert read_entries(repository.folder, ["a.py"]) == {"a.py": solved}


def conflict(repository: Repository) -> None:
    repository.write("a.py", "base")
    repository.commit("a.py")
    repository.git("switch", "-q", "-c", "other")
    repository.write("a.py", "theirs")
    repository.commit("a.py")
    repository.git("switch", "-q", "main")
    repository.write("a.py", "ours")
    repository.commit("a.py")
    with pytest.raises(Exception, match="merge"):
        repository.git("merge", "other")


def test_a_file_takes_the_place_of_a_folder_and_the_other_way_round(
    repository: Repository,
) -> None:
    write_entries(repository.folder, [entry(repository, "a/b", "1")])
    file = entry(repository, "a", "2")
    write_entries(repository.folder, [file])
    assert read_entries(repository.folder, ["a", "a/b"]) == {"a": file}
    inner = entry(repository, "a/b", "3")
    write_entries(repository.folder, [inner], ["a"])
    assert read_entries(repository.folder, ["a", "a/b"]) == {"a/b": inner}


def test_a_blob_goes_through_the_filters_of_its_path_or_through_none(
    repository: Repository,
) -> None:
    repository.write(".gitattributes", "*.txt text eol=lf\n")
    filtered = store_blob(repository.folder, b"a\r\nb\r\n", path="x.txt")
    assert repository.git("cat-file", "-s", filtered) == "4"
    plain = store_blob(repository.folder, b"a\r\nb\r\n")
    assert repository.git("cat-file", "-s", plain) == "6"


def test_what_was_staged_as_it_is_on_disk_needs_no_second_look(repository: Repository) -> None:
    file = repository.write("a.py", "same")
    repository.commit("a.py")
    file.write_text("new!")
    write_entries(repository.folder, [entry(repository, "a.py", "new!")])
    repository.git("diff-files", "--quiet")  # which only believes what the index has noted
    assert [each.worktree for each in read_status(repository.folder).files] == ["."]


def test_entries_are_written_in_repositories_of_longer_ids(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "long", "--object-format=sha256")
    written = entry(repository, "a.py", "1")
    assert len(written.oid) == 64
    write_entries(repository.folder, [written])
    write_entries(repository.folder, [], ["a.py"])
    assert read_entries(repository.folder, ["a.py"]) == {}


def test_a_lock_that_goes_is_waited_for_and_one_that_stays_is_told(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = repository.folder / ".git" / "index.lock"
    held.touch()
    written = entry(repository, "a.py", "1")
    monkeypatch.setattr(lock, "PATIENCE", 120)
    timer = threading.Timer(0.2, held.unlink)
    timer.start()
    write_entries(repository.folder, [written])
    timer.join()
    held.touch()
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    with pytest.raises(LockedError, match=r"\.git/index\.lock is there"):
        write_entries(repository.folder, [], ["a.py"])
    assert read_entries(repository.folder, ["a.py"]) == {"a.py": written}


def test_one_thread_at_a_time_is_behind_the_guard_and_may_enter_again(
    repository: Repository,
) -> None:
    order: list[str] = []

    def second() -> None:
        with index_guard(repository.folder / "."):
            order.append("second")

    with index_guard(repository.folder), index_guard(repository.folder):
        other = threading.Thread(target=second)
        other.start()
        time.sleep(0.05)
        order.append("first")
    other.join()
    assert order == ["first", "second"]


def test_who_waits_behind_the_guard_is_told_at_last(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "TURN", 0.1)
    told: list[LockedError] = []

    def second() -> None:
        try:
            write_entries(repository.folder, [], ["a.py"])
        except LockedError as error:
            told.append(error)

    with index_guard(repository.folder):
        other = threading.Thread(target=second)
        other.start()
        other.join()
    assert "at work" in told[0].message
