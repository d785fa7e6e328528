from __future__ import annotations

import os
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.ids import first_id, new_id
from jupyter_mlops.jobs.model import Run, RunState
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.jobs.retention_model import Retention
from jupyter_mlops.services.annotate import annotate_run
from jupyter_mlops.services.retention import (
    apply_retention,
    look_at_retention,
    preview_retention,
    set_retention,
)
from tests.jobs.builders import Project, a_run

LONG_AGO = time.time() - 7200


@pytest.fixture(autouse=True)
def _born_long_ago(project: Project) -> None:
    project.desk.store.set_option("born", b"0")


@pytest.fixture(autouse=True)
def _own_sockets(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other runs of this machine have left in the system's folder is none of our orphans."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("system")))


def age(*files: Path) -> None:
    for file in files:
        os.utime(file, (LONG_AGO, LONG_AGO))


def ended(project: Project, days: float, **changes: object) -> Run:
    """A run that ended so many days ago, with what it has left."""
    moment = now() - timedelta(days=days)
    run_id = first_id(moment)[:-5] + new_id()[-5:]
    output = project.folder / f"train-20260101-{run_id[-5:]}.ipynb"
    digest = project.desk.home.keep_notebook(f"notebook {run_id}".encode())
    run = a_run(
        **{
            "id": run_id,
            "state": RunState.SUCCEEDED,
            "ended_at": moment,
            "created_at": moment,
            "output": str(output),
            "notebook_hash": digest,
            **changes,
        }
    )
    folder = folder_of(project.desk.home, run.id).root
    folder.mkdir(parents=True)
    (folder / "log.txt").write_bytes(b"x" * 100)
    output.write_bytes(b"y" * 10)
    os.utime(output, (LONG_AGO - 86400 * days, LONG_AGO - 86400 * days))
    project.desk.store.add(run)
    return run


def exists(project: Project, run: Run) -> bool:
    return folder_of(project.desk.home, run.id).root.exists()


def test_what_would_go_is_what_goes(project: Project) -> None:
    old, young = ended(project, 40), ended(project, 1)
    copies = [project.desk.home.notebook_copy(run.notebook_hash) for run in (old, young)]
    age(*copies)
    rules = Retention(max_age=30)
    before = preview_retention(project.desk, rules)
    assert (before.runs, before.by_age, before.by_count, before.by_size) == (1, 1, 0, 0)
    assert before.oldest == young.created_at
    assert exists(project, old)
    assert set_retention(project.desk, rules).runs == 2
    after = apply_retention(project.desk)
    assert (after.runs, after.by_age, after.size) == (1, 1, before.size)
    assert not exists(project, old)
    assert exists(project, young)
    assert [copy.exists() for copy in copies] == [False, True]
    assert Path(old.output).exists()
    with pytest.raises(NotFoundError):
        project.desk.store.get(old.id)
    assert look_at_retention(project.desk).runs == 1
    assert apply_retention(project.desk).runs == 0


def test_a_run_to_keep_stays(project: Project) -> None:
    run = ended(project, 40)
    annotate_run(project.desk, run.id, keep=True)
    set_retention(project.desk, Retention(max_age=1, max_runs=1, max_size=1))
    assert apply_retention(project.desk).runs == 0
    assert annotate_run(project.desk, run.id, keep=False, labels=("a", "a")).labels == ("a",)
    assert apply_retention(project.desk).runs == 1


def test_outputs_go_with_their_run_only_if_nobody_has_touched_or_named_them(
    project: Project,
) -> None:
    untouched, touched = ended(project, 40), ended(project, 40)
    named = ended(project, 40, output=str(project.folder / "report.ipynb"))
    page = Path(untouched.output).with_suffix(".html")
    page.write_text("page")
    age(page)
    os.utime(page, (LONG_AGO - 86400 * 41,) * 2)
    Path(named.output).write_text("mine")
    os.utime(named.output, (LONG_AGO - 86400 * 41,) * 2)
    Path(touched.output).write_text("changed by hand")
    set_retention(project.desk, Retention(max_age=30, outputs=True))
    assert apply_retention(project.desk).runs == 3
    assert not Path(untouched.output).exists()
    assert not page.exists()
    assert Path(touched.output).exists()
    assert Path(named.output).exists()


def test_runs_go_when_there_is_no_room(project: Project) -> None:
    old, young = ended(project, 2), ended(project, 1)
    set_retention(project.desk, Retention(max_size=150))
    assert apply_retention(project.desk).by_size == 1
    assert exists(project, young)
    assert not exists(project, old)


def test_what_belongs_to_no_run_goes_after_an_hour(project: Project) -> None:
    home = project.desk.home
    run = ended(project, 1)
    lost, young, stranger = home.runs / new_id(), home.runs / new_id(), home.runs / "notes"
    worktree = home.root / "worktrees" / new_id()
    for folder in (lost, young, stranger, worktree):
        folder.mkdir(parents=True)
    copy = home.notebook_copy(home.keep_notebook(b"nobody's"))
    kept = home.notebook_copy(run.notebook_hash)
    age(lost, stranger, worktree, copy, kept, folder_of(home, run.id).root)
    assert preview_retention(project.desk, Retention()).orphans == 3
    assert apply_retention(project.desk).orphans == 3
    left = [lost, young, stranger, worktree, copy, kept]
    assert [file.exists() for file in left] == [False, True, True, False, False, True]
    assert exists(project, run)


def test_what_is_older_than_the_database_is_left_alone(project: Project) -> None:
    home = project.desk.home
    copy = home.notebook_copy(home.keep_notebook(b"of another database"))
    folder = home.runs / new_id()
    folder.mkdir(parents=True)
    age(copy, folder)
    project.desk.store.set_option("born", str(int(time.time()) + 60).encode())
    assert apply_retention(project.desk).orphans == 0


def test_a_notebook_that_is_kept_again_is_young_again(project: Project) -> None:
    home = project.desk.home
    copy = home.notebook_copy(home.keep_notebook(b"again"))
    age(copy)
    home.keep_notebook(b"again")
    assert apply_retention(project.desk).orphans == 0
    assert copy.exists()


def test_a_run_of_somebody_else_is_not_written_on(project: Project) -> None:
    run = ended(project, 1, user="bob")
    with pytest.raises(NotFoundError):
        annotate_run(project.desk, run.id, note="x")
    assert annotate_run(replace(project.desk, user="bob"), run.id, note="x").note == "x"


def test_of_many_runs_the_size_is_about_right(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(9):
        ended(project, 1)
    exact = look_at_retention(project.desk).size
    assert exact > 900
    monkeypatch.setattr("jupyter_mlops.services.run_leftovers._SAMPLE", 4)
    assert look_at_retention(project.desk).size == exact
