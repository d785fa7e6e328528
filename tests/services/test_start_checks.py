"""Runs of checks: on commits, on files, one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest
from msgspec.structs import replace

from jupyter_mlops.checks.model import CheckName
from jupyter_mlops.errors import InvalidError, NotFoundError, UnavailableError
from jupyter_mlops.services.cancel_checks import cancel_checks
from jupyter_mlops.services.check_desk import get_check_run
from jupyter_mlops.services.check_life import set_going
from jupyter_mlops.services.check_runs import list_check_runs, read_check_log
from jupyter_mlops.services.module_lock import take_lock
from tests.git.notebooks import isolate
from tests.services.check_projects import PATIENCE, CheckedProject


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CheckedProject:
    isolate(monkeypatch, tmp_path / "home")
    return CheckedProject(tmp_path / "lab")


@contextmanager
def nobody_else(project: CheckedProject) -> Iterator[None]:
    """Has the project's turn for as long as the block lasts."""
    project.place.mkdir(parents=True, exist_ok=True)
    with (project.place / "turn").open("a+b") as stream:
        assert take_lock(stream)
        yield


def test_a_commit_is_checked_in_a_clean_worktree(project: CheckedProject) -> None:
    project.save("train.ipynb", "x = 2", *["y = 1"] * 3)
    project.save("untracked.ipynb", "x = 2")

    found = project.checked()

    report = found.folder.read_report()
    assert report is not None
    assert (found.run.state, found.run.message) == ("passed", "")
    assert (found.run.commit, found.run.subject) == (project.first, "First")
    assert (report.commit, report.dirty, report.project) == (project.first, False, "lab")
    assert report.notebooks == found.record.notebooks == 1
    assert found.run.started_at is not None
    assert found.run.ended_at is not None
    assert found.run.progress.done == found.run.progress.total > 0


def test_the_worktree_is_gone_afterwards(project: CheckedProject) -> None:
    project.checked()

    assert project.git("worktree", "list", "--porcelain").count("worktree ") == 1
    assert not [*(project.home.root / "checks" / "worktrees").glob("*/*")]
    assert project.git("status", "--porcelain") == ""


def test_files_are_checked_as_they_are(project: CheckedProject) -> None:
    project.save("new.ipynb", "x = 2")

    found = project.checked(working=True)

    assert (found.run.state, found.run.commit, found.record.notebooks) == ("passed", "", 2)


def test_only_the_notebook_or_folder_that_is_asked_for(project: CheckedProject) -> None:
    project.save("deep/one.ipynb", "x = 2")
    project.save("deep/two.ipynb", "x = 2")
    project.committed("More")
    folder = project.folder.resolve() / "deep"

    one = project.checked(path=folder / "one.ipynb", only_path=True)
    both = project.checked(path=folder, only_path=True)

    assert (one.run.notebooks, one.record.notebooks) == (("deep/one.ipynb",), 1)
    assert (both.run.notebooks, both.record.notebooks) == (("deep",), 2)


def test_a_project_below_the_repository_is_checked_alone(project: CheckedProject) -> None:
    project.write("sub/pyproject.toml", '[project]\nname = "sub"\nversion = "1"\n')
    project.save("sub/inner.ipynb", "x = 2")
    project.committed("Sub")

    found = project.checked(path=project.folder.resolve() / "sub" / "inner.ipynb")

    assert (Path(found.run.project).name, found.record.notebooks) == ("sub", 1)
    earlier = project.checked(path=project.folder.resolve() / "sub", commit=project.first)
    assert (earlier.run.state, earlier.run.message.partition(":")[0]) == (
        "broken",
        "sub is not in that commit",
    )


def test_settings_that_cannot_be_read_are_said(project: CheckedProject) -> None:
    project.write("pyproject.toml", "[tool.jupyter-mlops.checks]\nstrictt = true\n")
    project.committed("Oops")

    found = project.checked()

    assert found.run.state == "broken"
    assert "strictt" in found.run.message
    assert "worktrees" not in found.run.message
    assert "strictt" in read_check_log(project.desk, found.run.id, 0).text


def test_the_log_tells_what_was_checked(project: CheckedProject) -> None:
    found = project.checked()

    part = read_check_log(project.desk, found.run.id, 0)

    assert part.text.startswith(f"checking {project.first[:7]} First\n")
    assert "1 notebook in " in part.text.splitlines()[-1]
    assert part.whole
    rest = read_check_log(project.desk, found.run.id, part.next)
    assert (rest.text, rest.next, rest.whole) == ("", part.next, True)


def test_what_waits_is_checked_in_order(project: CheckedProject) -> None:
    with nobody_else(project):
        ids = [project.start(working=True).run.id for _ in range(3)]
        assert {project.look(run_id).run.state for run_id in ids} == {"queued"}
    set_going(project.home, project.place)

    runs = [project.ended(run_id).run for run_id in ids]

    assert [run.state for run in runs] == ["passed"] * 3
    times = [at for run in runs for at in (run.started_at, run.ended_at) if at is not None]
    assert (len(times), times) == (6, sorted(times))


def test_a_commit_takes_the_place_of_an_earlier_one_that_waits(project: CheckedProject) -> None:
    with nobody_else(project):
        old = project.start(checks=(), origin="commit")
        by_hand = project.start(checks=())
        project.git("switch", "--quiet", "-c", "topic")
        topic = project.committed("On a branch")
        other = project.start(checks=(), origin="commit", commit=topic)
        project.git("switch", "--quiet", "main")
        second = project.committed("Second")
        new = project.start(checks=(), origin="commit")

        states = [project.look(each.run.id).run.state for each in (old, by_hand, other, new)]
        assert states == ["cancelled", "queued", "queued", "queued"]
        assert "newer commit" in project.look(old.run.id).run.message
        assert new.run.commit == second
        for each in (by_hand, other, new):
            cancel_checks(project.desk, each.run.id)


def test_a_commit_is_checked_once_however_many_ask(project: CheckedProject) -> None:
    with nobody_else(project):
        first = project.start(checks=(), origin="commit")

        assert project.start(checks=(), origin="commit").run.id == first.run.id
        assert project.start(checks=()).run.id != first.run.id
        for each in list_check_runs(project.desk, project.folder):
            cancel_checks(project.desk, each.run.id)
        assert project.start(checks=(), origin="commit").run.id != first.run.id


def test_a_commit_is_checked_once_where_two_ask_at_once(project: CheckedProject) -> None:
    with nobody_else(project), ThreadPoolExecutor(4) as pool:
        ready = Barrier(4)

        def ask(_: int) -> str:
            ready.wait(PATIENCE)
            return project.start(checks=(), origin="commit").run.id

        asked = set(pool.map(ask, range(4)))

        runs = list_check_runs(project.desk, project.folder)
        assert [each.run.id for each in runs] == [*asked]
        cancel_checks(project.desk, runs[0].run.id)


def test_what_there_is_not_is_refused(project: CheckedProject, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no commit"):
        project.start(commit="0" * 40)
    outside = tmp_path / "outside"
    outside.mkdir()
    with pytest.raises(NotFoundError, match="no git repository"):
        project.start(path=outside)
    project.git("checkout", "--quiet", "--orphan", "empty")
    with pytest.raises(InvalidError, match="no commit so far"):
        project.start()


def test_a_folder_outside_of_git_is_checked_as_it_is(
    project: CheckedProject, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.ipynb").write_bytes((project.folder / "train.ipynb").read_bytes())

    found = project.checked(path=outside, working=True)

    assert (found.run.state, found.record.notebooks) == ("passed", 1)


def test_a_process_that_cannot_be_started_is_said(
    project: CheckedProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(project.folder / "no-python"))

    with pytest.raises(UnavailableError, match="no process"):
        project.start()

    [found] = list_check_runs(project.desk, project.folder)
    assert found.run.state == "broken"
    monkeypatch.setattr("jupyter_mlops.services.check_life._START", 0.0)
    waiting = replace(found.record, run=replace(found.run, id="0" * 26, state="queued"))
    project.desk.store.add(waiting)
    assert project.look("0" * 26).run.state == "queued"


def test_leftovers_of_a_run_that_was_killed_are_swept(project: CheckedProject) -> None:
    found = project.checked()
    left = project.home.root / "checks" / "worktrees" / project.place.name / ("0" * 26) / "lab"
    project.git("worktree", "add", "--quiet", "--detach", os.fspath(left))

    project.checked()

    assert found.run.state == "passed"
    assert not left.exists()
    assert project.git("worktree", "list", "--porcelain").count("worktree ") == 1


def test_runs_of_others_are_not_shown(project: CheckedProject) -> None:
    found = project.checked()
    for desk in (
        replace(project.desk, user="eve"),
        replace(project.desk, root=project.folder.resolve().parent / "elsewhere"),
    ):
        with pytest.raises(NotFoundError):
            get_check_run(desk, found.run.id)
        assert list_check_runs(desk, project.folder) == []
    inside = replace(project.desk, root=project.folder.resolve() / "deep")
    assert get_check_run(inside, found.run.id).run.id == found.run.id


def test_one_check_of_many_is_asked_for(project: CheckedProject) -> None:
    found = project.checked(checks=(CheckName.MODULES,))

    report = found.folder.read_report()
    assert report is not None
    assert [each.check for each in report.checks] == [CheckName.MODULES]
