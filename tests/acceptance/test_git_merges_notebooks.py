"""Real git, with our merge driver and mergetool: two clones whose users edit the same notebook."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

import pytest

from jupyter_mlops.git.drivers import find_program
from jupyter_mlops.services.git_setup import set_up
from tests.acceptance.git_users import Done, User
from tests.git.notebooks import isolate

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in programs are scripts")

ALICE, BOB = "it's alice's", "bob's"
NAME = "my work/größe b.ipynb"
CELLS = ("import math", "x = 1\ny = 2\nz = 3", "print(x)")
#: Both at the same place of the file, for which a merge of lines has a conflict.
OURS = ("import math", "x = 10\ny = 2\nz = 3", "print(x)", "ours()")
THEIRS = ("import math", "x = 1\ny = 2\nz = 30", "print(x)", "theirs()")
BOTH = ["import math", "x = 10\ny = 2\nz = 30", "print(x)", "ours()", "theirs()"]
#: In conflict with `OURS`.
AGAINST = ("import math", "x = 99\ny = 2\nz = 3", "print(x)")


@pytest.fixture(scope="module")
def clones(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the repositories of both users, who are set up; not to be written to."""
    folder = tmp_path_factory.mktemp("clones")
    with pytest.MonkeyPatch.context() as patch:
        isolate(patch, folder / "home")
        alice = User(folder / ALICE)
        alice.save(NAME, *CELLS, outputs="printed\n")
        alice.commit(NAME)
        bob = alice.clone(folder / BOB)
        alice.save(NAME, *OURS, outputs="ours\n")
        alice.commit(NAME)
        bob.git("fetch", "--quiet", "origin", "main")
    return folder


@pytest.fixture
def alice(clones: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> User:
    """Who has committed `OURS`."""
    isolate(monkeypatch, tmp_path / "home")
    shutil.copytree(clones / ALICE, tmp_path / ALICE)
    return User.at(tmp_path / ALICE)


@pytest.fixture
def bob(clones: Path, alice: User, tmp_path: Path) -> User:
    """Who has a clone of `alice`'s repository from before that, and has fetched."""
    shutil.copytree(clones / BOB, tmp_path / BOB)
    made = User.at(tmp_path / BOB)
    made.git("remote", "set-url", "origin", str(alice.folder))
    return made


def bring_together(bob: User, how: str, *cells: str) -> Done:
    """Bob has changed the notebook; Alice's commit comes to it, or it to Alice's commit."""
    bob.save(NAME, *cells, outputs="theirs\n")
    if how == "stash pop":
        bob.git("stash")
        bob.git("reset", "--quiet", "--hard", "FETCH_HEAD")
        return bob.run("stash", "pop")
    bob.commit(NAME)
    return bob.run(*how.split())


#: Of each way, whether Bob's side is what git calls ours.
WAYS = {
    "pull --no-rebase origin main": True,
    "rebase FETCH_HEAD": False,
    "cherry-pick FETCH_HEAD": True,
    "stash pop": False,
}


@pytest.mark.parametrize("how", WAYS)
def test_changes_of_both_come_together(bob: User, how: str) -> None:
    done = bring_together(bob, how, *THEIRS)
    assert done.returncode == 0, done.stderr
    assert sorted(bob.sources(NAME)) == sorted(BOTH)
    assert bob.sources(NAME)[:3] == BOTH[:3]
    assert "UU" not in bob.git("status", "--porcelain")


@pytest.mark.parametrize("how", WAYS)
def test_a_conflict_is_left_in_a_valid_notebook(bob: User, how: str) -> None:
    done = bring_together(bob, how, *AGAINST)
    assert done.returncode == 1
    assert "CONFLICT (content)" in done.stdout + done.stderr
    assert f"{NAME}: conflicts in cell 2" in done.stderr
    assert bob.conflicts(NAME) == 1
    first, marked, last, added = bob.sources(NAME)
    assert (first, last, added) == ("import math", "print(x)", "ours()")
    assert "x = 10\n" in marked
    assert "x = 99\n" in marked
    local = "x = 99" if WAYS[how] else "x = 10"
    assert marked.index(local) < marked.index("=======")
    assert bob.git("status", "--porcelain") == f'UU "{NAME}"'.replace(
        "größe", r"gr\303\266\303\237e"
    )


def test_markers_say_which_branch_is_whose(bob: User) -> None:
    bob.git("branch", "topic", "FETCH_HEAD")
    bring_together(bob, "merge topic", *AGAINST)
    assert ">>>>>>> topic\n" in bob.sources(NAME)[1] + "\n"


def test_a_merge_can_be_aborted(bob: User) -> None:
    bring_together(bob, "merge FETCH_HEAD", *AGAINST)
    bob.git("merge", "--abort")
    assert bob.sources(NAME) == list(AGAINST)
    assert bob.run("rebase", "FETCH_HEAD").returncode == 1
    bob.git("rebase", "--abort")
    assert bob.sources(NAME) == list(AGAINST)


def test_a_conflict_that_is_added_is_told_and_kept(bob: User) -> None:
    bring_together(bob, "merge FETCH_HEAD", *AGAINST)
    before = (bob.folder / NAME).read_text(encoding="utf-8")
    told = bob.run("add", ".").stderr
    assert f"{NAME}, cell 2: a merge conflict" in told
    assert bob.stored(f":{NAME}") == before


def test_notebooks_that_both_have_added_are_merged(bob: User, alice: User) -> None:
    alice.save("new.ipynb", *OURS)
    alice.commit("new.ipynb")
    bob.git("fetch", "--quiet", "origin", "main")
    bob.save("new.ipynb", *OURS, "more()")
    bob.commit("new.ipynb")
    bob.run("merge", "FETCH_HEAD")
    assert set(OURS) <= set(bob.sources("new.ipynb"))
    assert "more()" in bob.sources("new.ipynb")


@pytest.mark.parametrize("broken", ["ours", "theirs"])
def test_what_is_no_notebook_is_merged_as_text(bob: User, alice: User, broken: str) -> None:
    text = (alice.folder / NAME).read_text(encoding="utf-8")
    for user, spoilt in ((alice, broken == "theirs"), (bob, broken == "ours")):
        changed = text.replace("print(x)", f"print({'alice' if user is alice else 'bob'})")
        user.write(NAME, changed[:-10] if spoilt else changed)
        user.commit(NAME)
    done = bob.run("pull", "--no-rebase", "origin", "main")
    assert done.returncode == 1
    assert f"{NAME}: merged as text, as {NAME} (" in done.stderr
    merged = (bob.folder / NAME).read_text(encoding="utf-8")
    for part in ("<<<<<<< ours", "print(bob)", "=======", "print(alice)", ">>>>>>>"):
        assert part in merged
    for words in (["status"], ["diff", "--stat"]):
        assert bob.run(*words).returncode == 0
    bob.git("merge", "--abort")


def test_without_the_program_git_merges_lines(bob: User, tmp_path: Path) -> None:
    program = tmp_path / "100%A's env" / "jupyter-mlops"
    set_up(bob.folder, program=program)
    done = bring_together(bob, "merge FETCH_HEAD", *AGAINST)
    assert done.returncode == 1
    assert f"{program} is gone or does not start" in done.stderr
    merged = (bob.folder / NAME).read_text(encoding="utf-8")
    assert "<<<<<<< ours\n" in merged
    assert ">>>>>>> theirs\n" in merged


def test_a_driver_that_is_killed_leaves_no_side_unmarked(bob: User, tmp_path: Path) -> None:
    program = tmp_path / "dying"
    real = shlex.quote(str(find_program()))
    program.write_text(f'#!/bin/sh\ntest "$1" = git-merge && kill -9 $$\nexec {real} "$@"\n')
    program.chmod(0o755)
    set_up(bob.folder, program=program)
    assert bring_together(bob, "merge FETCH_HEAD", *AGAINST).returncode == 1
    assert "\n<<<<<<< ours\n" in (bob.folder / NAME).read_text(encoding="utf-8")
    set_up(bob.folder)
    bob.git("merge", "--abort")
    bob.run("merge", "FETCH_HEAD")
    assert bob.conflicts(NAME) == 1


def test_the_mergetool_settles_what_is_left(bob: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_EDITOR", "true")
    bring_together(bob, "merge FETCH_HEAD", *AGAINST)
    refused = bob.tool("q\n")
    assert refused.returncode == 1
    assert bob.conflicts(NAME) == 1
    done = bob.tool("l\n")
    assert done.returncode == 0, done.stdout + done.stderr
    assert bob.conflicts(NAME) == 0
    assert bob.sources(NAME)[1] == AGAINST[1]
    bob.git("commit", "--quiet", "--no-edit")


def test_the_mergetool_repairs_what_was_merged_as_text(bob: User) -> None:
    set_up(bob.folder, parts=["filter"])
    bring_together(bob, "merge FETCH_HEAD", *AGAINST)
    assert "\n<<<<<<< " in (bob.folder / NAME).read_text(encoding="utf-8")
    set_up(bob.folder)
    assert bob.tool("r\n").returncode == 0
    assert bob.sources(NAME) == list(OURS)
