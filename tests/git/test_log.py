from __future__ import annotations

import os
from typing import Any

from jupyter_mlops.git.log import Commit, read_commit_files, read_log
from tests.git.conftest import Repository


def log(repository: Repository, **asked: Any) -> list[Commit]:
    return read_log(repository.folder, "HEAD", **asked)


def test_commits_come_newest_first_with_all_that_is_known_of_them(repository: Repository) -> None:
    repository.write("a.py")
    first = repository.commit("a.py")
    repository.write("a.py", "2")
    message = "Fix ü\n\nBecause it\n\nwas, broken\n"
    repository.git("commit", "-qam", message, "--author", "Ada <ada@example.org>")

    newest, oldest = log(repository)

    assert (newest.author, newest.email, newest.subject) == ("Ada", "ada@example.org", "Fix ü")
    assert (newest.body, newest.parents) == ("Because it\n\nwas, broken", [first])
    assert (oldest.oid, oldest.parents, oldest.body) == (first, [], "")
    assert newest.at.utcoffset() is not None
    assert newest.path is None


def test_refs_are_branches_and_tags_and_nothing_else(repository: Repository) -> None:
    repository.write("a.py")
    repository.commit("a.py")
    repository.git("branch", "topic/one, two".replace(" ", ""))
    repository.git("tag", "-a", "v1", "-m", "One")
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    repository.git("update-ref", "refs/jupyter-mlops/discarded/1", "HEAD")
    repository.git("checkout", "-q", "--detach")

    (commit,) = log(repository)

    assert sorted(commit.refs) == ["main", "origin/main", "topic/one,two", "v1"]


def test_a_page_of_the_history_is_the_same_as_that_part_of_it(repository: Repository) -> None:
    for number in range(6):
        name = ("a.py", "b.py")[number % 2]
        repository.write(name, str(number))
        repository.commit(name)
    everything, of_a_file = log(repository), log(repository, path="a.py")

    assert log(repository, skip=2, limit=3) == everything[2:5]
    assert len(of_a_file) == 3
    assert log(repository, path="a.py", skip=1, limit=1) == of_a_file[1:2]


def test_a_file_is_followed_through_its_names(repository: Repository) -> None:
    odd = os.fsdecode(b"caf\xe9\nold")
    repository.write(odd, "a long enough content\n" * 9)
    repository.commit(odd)
    repository.git("mv", "--", odd, "-new.py")
    repository.commit("-new.py")
    repository.write("-new.py", "a long enough content\n" * 9 + "more\n")
    repository.write("other.py")
    repository.commit("-new.py", "other.py")

    found = [commit.path for commit in log(repository, path="-new.py")]

    assert found == ["-new.py", "-new.py", odd]


def test_a_deleted_file_still_has_a_history(repository: Repository) -> None:
    repository.write("a.py")
    repository.commit("a.py")
    repository.git("rm", "-q", "a.py")
    repository.git("commit", "-qm", "Gone")

    assert [commit.subject for commit in log(repository, path="a.py")] == ["Gone", "Change"]


def test_a_commit_is_compared_with_its_first_parent(repository: Repository) -> None:
    repository.write("a.py", "a long enough content\n" * 9)
    repository.write("gone.py", "1\n")
    repository.commit("a.py", "gone.py")
    repository.git("mv", "a.py", "b.py")
    repository.git("rm", "-q", "gone.py")
    repository.write("new.py")
    repository.git("add", "new.py")
    repository.git("commit", "-qm", "Change")
    repository.git("checkout", "-qb", "topic", "HEAD~1")
    repository.write("topic.py")
    repository.commit("topic.py")
    repository.git("merge", "-q", "-m", "Merge", "main")

    merge, *_ = log(repository)
    found = read_commit_files(repository.folder, merge)

    told = {(file.status, file.old_path, file.path) for file in found}
    assert told == {
        ("renamed", "a.py", "b.py"),
        ("deleted", None, "gone.py"),
        ("added", None, "new.py"),
    }


def test_the_first_commit_adds_all_of_its_files(repository: Repository) -> None:
    repository.write("a.py")
    repository.commit("a.py")

    (commit,) = log(repository)

    assert [file.status for file in read_commit_files(repository.folder, commit)] == ["added"]


def test_the_users_settings_for_their_own_eyes_change_nothing(repository: Repository) -> None:
    repository.write("a.py")
    repository.commit("a.py")
    before = log(repository, path="a.py")
    for key, value in {
        "log.decorate": "no",
        "log.date": "relative",
        "log.showSignature": "true",
        "diff.renames": "false",
        "diff.noprefix": "true",
        "color.ui": "always",
        "i18n.logOutputEncoding": "latin1",
        "log.showRoot": "false",
    }.items():
        repository.git("config", key, value)

    assert log(repository, path="a.py") == before
