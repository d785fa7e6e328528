"""The restore list."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.git.command import GitError
from jupyter_mlops.git.discarded import REFS, find_discarded, forget, keep, list_discarded
from tests.git.conftest import Repository


def _show(repository: Repository, name: str) -> bytes:
    command = ["git", "-C", str(repository.folder), "show", name]
    return subprocess.run(command, check=True, capture_output=True).stdout


class TestKeep:
    def test_git_alone_can_read_the_files(self, repository: Repository) -> None:
        repository.write("notes/a.txt", "first")
        repository.commit("notes/a.txt")
        repository.write("notes/a.txt", "second\r\n")
        kept = keep(repository.folder, ["notes/a.txt"], title="notes/a.txt")
        assert _show(repository, f"{REFS}{kept.id}:notes/a.txt") == b"second\r\n"
        assert repository.git("log", "-1", "--format=%s", REFS + kept.id) == "notes/a.txt"

    def test_keeps_what_only_the_index_has(self, repository: Repository) -> None:
        repository.write("a.txt", "first")
        repository.commit("a.txt")
        repository.write("a.txt", "staged")
        repository.git("add", "a.txt")
        repository.write("a.txt", "working")
        kept = keep(repository.folder, ["a.txt"], title="a.txt")
        assert _show(repository, f"{REFS}{kept.id}^:a.txt") == b"staged"
        assert _show(repository, f"{REFS}{kept.id}:a.txt") == b"working"

    def test_survives_the_collection_of_garbage(self, repository: Repository) -> None:
        file = repository.write("a.txt", "precious")
        kept = keep(repository.folder, ["a.txt"], title="a.txt")
        file.unlink()
        repository.git("gc", "--quiet", "--prune=now")
        assert _show(repository, f"{REFS}{kept.id}:a.txt") == b"precious"

    def test_works_without_commits_and_without_an_identity(self, repository: Repository) -> None:
        repository.git("config", "--unset", "user.name")
        repository.git("config", "--unset", "user.email")
        repository.git("config", "user.useConfigOnly", "true")
        repository.git("config", "commit.gpgSign", "true")
        repository.write("a.txt", "precious")
        kept = keep(repository.folder, ["a.txt"], title="a.txt")
        assert _show(repository, f"{REFS}{kept.id}:a.txt") == b"precious"

    def test_hooks_have_no_say(self, repository: Repository) -> None:
        hook = repository.write(".git/hooks/reference-transaction", "#!/bin/sh\nexit 1\n")
        hook.chmod(0o755)
        repository.write("a.txt", "precious")
        kept = keep(repository.folder, ["a.txt"], title="a.txt")
        assert list_discarded(repository.folder) == [kept]

    def test_applies_no_filter(self, repository: Repository) -> None:
        repository.git("config", "filter.loses.clean", "true")
        repository.write(".gitattributes", "* filter=loses text eol=lf ident\n")
        repository.write("a.txt", "one\r\n$Id: x$\r\n")
        kept = keep(repository.folder, ["a.txt"], title="a.txt")
        assert _show(repository, f"{REFS}{kept.id}:a.txt") == b"one\r\n$Id: x$\r\n"

    @pytest.mark.parametrize(
        "name", ["-f", "a\nb", 'a"b', '"quoted"', "a\\b", ":(top)a", "a\tb ", "é ü", "*", "a\r"]
    )
    def test_takes_any_name_as_a_name(self, repository: Repository, name: str) -> None:
        repository.write(name, "precious")
        kept = keep(repository.folder, [name], title=name)
        assert [file.path for file in list_discarded(repository.folder)[0].files] == [name]
        assert _show(repository, f"{REFS}{kept.id}:{name}") == b"precious"

    def test_takes_names_that_are_not_utf_8(self, repository: Repository) -> None:
        name = os.fsdecode(b"caf\xe9.txt")
        repository.write(name, "precious")
        kept = keep(repository.folder, [name], title="a file")
        assert find_discarded(repository.folder, kept.id).files[0].path == name

    def test_keeps_links_and_the_executable_bit(self, repository: Repository) -> None:
        repository.write("run.sh", "true").chmod(0o755)
        (repository.folder / "link").symlink_to("nowhere")
        kept = keep(repository.folder, ["link", "run.sh"], title="2 files")
        modes = [file.working.mode for file in kept.files if file.working]
        assert modes == ["120000", "100755"]
        assert _show(repository, f"{REFS}{kept.id}:link") == b"nowhere"

    def test_notes_what_is_gone(self, repository: Repository) -> None:
        file = repository.write("a.txt", "first")
        repository.commit("a.txt")
        file.unlink()
        kept = keep(repository.folder, ["a.txt"], title="a.txt")
        assert (kept.files[0].working, kept.files[0].index is None) == (None, False)

    def test_changes_neither_file_nor_index(self, repository: Repository) -> None:
        repository.write("a.txt", "first")
        repository.commit("a.txt")
        repository.write("a.txt", "second")
        before = repository.git("ls-files", "--stage"), repository.git("status", "--porcelain")
        keep(repository.folder, ["a.txt"], title="a.txt")
        after = repository.git("ls-files", "--stage"), repository.git("status", "--porcelain")
        assert before == after

    def test_keeps_the_others_of_a_conflict(self, repository: Repository) -> None:
        for branch in ("main", "topic"):
            repository.write("a.txt", branch)
            repository.write("b.txt", branch)
            if branch == "main":
                repository.commit("a.txt", "b.txt")
                repository.git("switch", "--quiet", "-c", "topic")
        repository.commit("a.txt")
        repository.git("switch", "--quiet", "main")
        repository.write("a.txt", "ours")
        repository.commit("a.txt")
        subprocess.run(
            ["git", "-C", str(repository.folder), "merge", "topic"],
            check=False,
            capture_output=True,
        )
        kept = keep(repository.folder, ["a.txt", "b.txt"], title="2 files")
        assert [file.index is None for file in kept.files] == [True, False]
        assert b"<<<<<<<" in _show(repository, f"{REFS}{kept.id}:a.txt")

    def test_refuses_what_git_cannot_keep(self, repository: Repository) -> None:
        os.mkfifo(repository.folder / "pipe")
        with pytest.raises(ConflictError, match="pipe"):
            keep(repository.folder, ["pipe"], title="pipe")

    def test_fails_if_a_file_cannot_be_stored(
        self, repository: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repository.write("a.txt")
        monkeypatch.setattr(
            "jupyter_mlops.git.discarded.file_mode",
            lambda file: "100644" if file.name == "gone" else None,
        )
        with pytest.raises(GitError):
            keep(repository.folder, ["gone"], title="gone")
        assert list_discarded(repository.folder) == []


class TestList:
    def test_has_the_newest_first(self, repository: Repository) -> None:
        repository.write("a.txt", "1")
        first = keep(repository.folder, ["a.txt"], title="first")
        second = keep(repository.folder, ["a.txt"], title="second")
        assert list_discarded(repository.folder) == [second, first]

    def test_knows_an_entry_by_its_id(self, repository: Repository) -> None:
        repository.write("a.txt", "1")
        kept = keep(repository.folder, ["a.txt"], title="first")
        assert find_discarded(repository.folder, kept.id) == kept

    @pytest.mark.parametrize("name", ["", "../heads/main", "-d", "nothing", "a b"])
    def test_knows_no_other(self, repository: Repository, name: str) -> None:
        with pytest.raises(NotFoundError):
            find_discarded(repository.folder, name)

    def test_forgets(self, repository: Repository) -> None:
        repository.write("a.txt", "1")
        kept = keep(repository.folder, ["a.txt"], title="first")
        forget(repository.folder, kept.id)
        assert list_discarded(repository.folder) == []

    def test_leaves_out_what_others_have_put_there(self, repository: Repository) -> None:
        repository.write("a.txt", "1")
        repository.commit("a.txt")
        repository.git("update-ref", f"{REFS}other", "HEAD")
        assert list_discarded(repository.folder) == []

    def test_is_one_for_each_worktree(self, repository: Repository, tmp_path: Path) -> None:
        repository.write("a.txt", "1")
        repository.commit("a.txt")
        linked = tmp_path / "linked"
        repository.git("worktree", "add", "--quiet", str(linked), "-b", "topic")
        there = keep(linked, ["a.txt"], title="there")
        here = keep(repository.folder, ["a.txt"], title="here")
        assert list_discarded(linked) == [there]
        assert list_discarded(repository.folder) == [here]

    def test_takes_over_from_a_worktree_that_is_gone(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        repository.write("a.txt", "1")
        repository.commit("a.txt")
        linked = tmp_path / "linked"
        repository.git("worktree", "add", "--quiet", str(linked), "-b", "topic")
        there = keep(linked, ["a.txt"], title="there")
        repository.git("worktree", "remove", "--force", str(linked))
        assert list_discarded(repository.folder) == [there]
