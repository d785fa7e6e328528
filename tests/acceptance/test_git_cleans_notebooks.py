"""Real git, with our process as its filter: the index is cleaned, the working file never."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest

from jupyter_mlops.cli.main import main
from jupyter_mlops.git.drivers import find_program
from jupyter_mlops.services.git_setup import set_up
from tests.acceptance.git_users import User
from tests.git.notebooks import dump, isolate, notebook

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in programs are scripts")

NAME = "my work/größe b.ipynb"
MARKED = '{\n "cells": [\n<<<<<<< HEAD\n  1\n=======\n  2\n>>>>>>> topic\n ]\n}\n'


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> User:
    """A notebook with outputs, committed; the repository is the current folder."""
    isolate(monkeypatch, tmp_path / "home")
    made = User(tmp_path / "it's mine")
    made.save(NAME, "x = 1", outputs="printed\n")
    made.commit(NAME)
    monkeypatch.chdir(made.folder)
    return made


def working(user: User, name: str = NAME) -> str:
    return (user.folder / name).read_text(encoding="utf-8")


def test_the_index_is_cleaned_and_the_working_file_is_not(user: User) -> None:
    assert working(user) == dump(notebook("x = 1", outputs="printed\n"))
    stored = user.stored(f"HEAD:{NAME}")
    assert "printed" not in stored
    assert '"execution_count": null' in stored
    assert "x = 1" in stored


def test_new_outputs_are_no_change(user: User) -> None:
    user.save(NAME, "x = 1", outputs="printed\nagain\n")
    assert user.git("diff") == ""
    user.git("add", ".")  # git status asks no filter where the size has changed
    assert user.git("status", "--porcelain") == ""
    assert "again" in working(user)


def test_a_diff_has_no_outputs_that_are_not_stored(
    user: User, capsys: pytest.CaptureFixture[str]
) -> None:
    user.save(NAME, "x = 2", outputs="again\n")
    for words in (["diff", "-R"], ["diff", "--no-ext-diff"]):
        told = user.git(*words)
        assert "x = 2" in told
        assert "again" not in told
    user.git("commit", "--quiet", "-a", "-m", "Two")
    # Git now takes the working file for the blob, of which it is the original.
    for words in (["diff", "HEAD~1"], ["log", "-p", "-1"]):
        told = user.git(*words)
        assert "x = 2" in told
        assert "again" not in told
    assert main(["diff", "HEAD~1"]) == 0
    told = capsys.readouterr().out
    assert "x = 2" in told
    assert "again" not in told


def test_the_nearest_settings_count(user: User) -> None:
    user.write("kept/pyproject.toml", '[tool.jupyter-mlops.clean]\noutputs = "keep"\n')
    user.write("odd/pyproject.toml", '[tool.jupyter-mlops.clean]\nouputs = "keep"\n')
    for name in ("kept/sub/a.ipynb", "odd/a.ipynb", "b.ipynb"):
        user.save(name, "x = 1", outputs="printed\n")
    told = user.run("add", ".").stderr
    assert "printed" in user.stored(":kept/sub/a.ipynb")
    assert "printed" not in user.stored(":b.ipynb")
    assert "ouputs" in told
    assert "left as it is" in told
    assert user.stored(":odd/a.ipynb") == working(user, "odd/a.ipynb")


@pytest.mark.parametrize("text", ["{\n", MARKED, "\xff\x00"])
def test_what_is_broken_is_never_in_the_way(user: User, text: str) -> None:
    user.write(NAME).write_text(text, encoding="latin-1")
    content = (user.folder / NAME).read_bytes()
    for words in (
        ["status"],
        ["diff", "--stat"],
        ["add", "."],
        ["stash"],
        ["stash", "pop"],
        ["commit", "-a", "-m", "Broken"],
        ["checkout", "-b", "other"],
        ["checkout", "HEAD~1"],
        ["checkout", "other"],
    ):
        done = user.run(*words)
        assert done.returncode == 0, done.stderr
        told = [line for line in done.stderr.splitlines() if "left as it is" in line]
        # A stash is several git commands, each with a filter of its own.
        assert len(set(told) if words[0] == "stash" else told) <= 1
        assert done.stderr.count("jupyter mlops:") == len(told)
    assert (user.folder / NAME).read_bytes() == content
    assert user.git("hash-object", "--no-filters", "--", NAME) == user.git(
        "rev-parse", f"HEAD:{NAME}"
    )


def test_one_warning_names_path_and_place(user: User) -> None:
    user.write(NAME, MARKED)
    told = user.run("add", ".").stderr
    assert told.count("\n") == 1
    assert f"{NAME}, line 3: holds the markers of a merge conflict" in told


def test_a_stash_comes_back(user: User) -> None:
    user.save(NAME, "x = 2", outputs="again\n")
    user.git("stash")
    assert user.sources(NAME) == ["x = 1"]
    user.git("stash", "pop")
    assert user.sources(NAME) == ["x = 2"]


def test_linked_worktrees_are_cleaned(user: User, tmp_path: Path) -> None:
    linked = tmp_path / "linked tree"
    user.git("worktree", "add", "--quiet", "-b", "topic", str(linked))
    (linked / "new.ipynb").write_text(dump(notebook("x = 1", outputs="printed\n")))
    user.git("-C", str(linked), "add", ".")
    assert "printed" not in user.git("-C", str(linked), "show", ":new.ipynb")


def test_submodules_are_cleaned_as_they_were_set_up(user: User, tmp_path: Path) -> None:
    other = User(tmp_path / "other")
    other.save("a.ipynb", "x = 1")
    other.commit("a.ipynb")
    user.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        str(other.folder),
        "sub é",
    )
    inner = user.folder / "sub é"
    set_up(inner)
    (inner / "a.ipynb").write_text(dump(notebook("x = 2", outputs="printed\n")))
    user.git("-C", str(inner), "add", ".")
    assert "printed" not in user.git("-C", str(inner), "cat-file", "blob", ":a.ipynb")
    assert user.run("status").returncode == 0


def test_sparse_checkouts_are_cleaned(user: User) -> None:
    for name in ("in/a.ipynb", "out/a.ipynb"):
        user.save(name, "x = 1", outputs="printed\n")
    user.commit("in", "out")
    user.git("sparse-checkout", "set", "in")
    assert not (user.folder / "out").exists()
    user.save("in/a.ipynb", "x = 2", outputs="printed\n")
    user.git("commit", "--quiet", "-a", "-m", "Sparse")
    assert "printed" not in user.stored("HEAD:in/a.ipynb")
    user.git("sparse-checkout", "disable")
    assert user.git("status", "--porcelain") == ""


def test_git_works_from_a_subfolder_and_with_pathnames_of_any_bytes(user: User) -> None:
    name = os.fsdecode(b"my work/\xff\n.ipynb")
    user.save(name, "x = 1", outputs="printed\n")
    user.git("-C", str(user.folder / "my work"), "add", ".")
    assert "printed" not in user.stored(f":{name}")


def broken_programs(folder: Path) -> dict[str, Path]:
    """What may become of the program when an environment goes, moves or is upgraded."""
    moved = folder / "moved" / "jupyter-mlops"
    moved.parent.mkdir()
    moved.write_text(f"#!{folder}/gone/python\n")
    moved.chmod(0o755)
    upgraded = folder / "upgraded"
    upgraded.write_text(f"#!{sys.executable} -I\nimport jupyter_mlops_that_was_here\n")
    upgraded.chmod(0o755)
    return {"gone": folder / "gone 100%A" / "jupyter-mlops", "moved": moved, "upgraded": upgraded}


@pytest.mark.parametrize("how", ["gone", "moved", "upgraded"])
def test_without_the_program_git_goes_on_and_is_told(user: User, tmp_path: Path, how: str) -> None:
    program = broken_programs(tmp_path)[how]
    set_up(user.folder, program=program)
    user.save(NAME, "x = 2", outputs="printed\n")
    user.save("other.ipynb", "x = 2", outputs="printed\n")
    for words in (["status"], ["add", "."], ["commit", "-m", "Two"], ["checkout", "HEAD~1"]):
        done = user.run(*words)
        assert done.returncode == 0, done.stderr
        told = [line for line in done.stderr.splitlines() if line.startswith(str(program))]
        assert len(told) <= 1
        if words == ["add", "."]:
            assert told == [
                f"{program} is gone or does not start; to repair: jupyter-mlops git setup"
            ]
    assert "printed" in user.stored("main:other.ipynb")


def test_a_filter_that_is_killed_corrupts_nothing(user: User, tmp_path: Path) -> None:
    program = tmp_path / "dying"
    program.write_text(
        f"""#!{sys.executable}
import os, signal, sys
from pathlib import Path
from jupyter_mlops.cli.main import main
from jupyter_mlops.services.git_clean import GitClean
once, clean = Path({str(tmp_path / "once")!r}), GitClean.clean
def dying(self, path, data):
    if path == "3.ipynb" and not once.exists():
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return clean(self, path, data)
GitClean.clean = dying
sys.exit(main())
"""
    )
    program.chmod(0o755)
    set_up(user.folder, program=program)
    names = [f"{number}.ipynb" for number in range(1, 7)]
    for name in names:
        user.save(name, f"x = '{name * 10000}'", outputs="printed\n")
    done = user.run("add", ".")
    assert "error: external filter" in done.stderr
    assert done.returncode == 0
    user.git("fsck", "--strict")
    cleaned = ["printed" not in user.stored(f":{name}") for name in names]
    assert cleaned == [True, True, False, True, True, True]
    assert user.stored(":3.ipynb") == working(user, "3.ipynb")
    assert user.run("add", "--renormalize", ".").stderr == ""
    assert "printed" not in user.stored(":3.ipynb")


def test_each_user_of_committed_attributes_sets_up(user: User, tmp_path: Path) -> None:
    set_up(user.folder, committed=True)
    user.commit(".gitattributes")
    other = tmp_path / "other"
    user.git("clone", "--quiet", str(user.folder), str(other))
    assert user.run("-C", str(other), "status").stderr == ""  # git knows of no such filter yet
    set_up(other)
    assert not (other / ".git" / "info" / "attributes").exists()
    (other / "new.ipynb").write_text(dump(notebook("x = 1", outputs="printed\n")))
    user.git("-C", str(other), "add", ".")
    assert "printed" not in user.git("-C", str(other), "cat-file", "blob", ":new.ipynb")


def test_one_process_cleans_all(user: User, tmp_path: Path) -> None:
    program, count = tmp_path / "counting", tmp_path / "count"
    real = shlex.quote(str(find_program()))
    program.write_text(f'#!/bin/sh\necho "$1" >> {count}\nexec {real} "$@"\n')
    program.chmod(0o755)
    set_up(user.folder, program=program)
    for number in range(20):
        user.save(f"{number}.ipynb", f"x = {number}", outputs="printed\n")
    user.git("add", ".")
    assert count.read_text() == "git-filter\n"
