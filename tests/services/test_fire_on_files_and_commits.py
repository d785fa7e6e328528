from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from jupyter_mlops.jobs.definition import Revision, RevisionKind
from jupyter_mlops.jobs.triggers import CommitTrigger, FileTrigger, MissedPolicy, OverlapPolicy
from jupyter_mlops.services.fire_schedules import fire_due
from tests.jobs.builders import Project, notebook
from tests.services.git_files import FilesRepository
from tests.services.job_builders import add, noted, now, on, runs_of, states

SECOND = timedelta(seconds=1)
#: Longer than the time between two looks.
SOON = 8 * SECOND


def arrive(project: Project, name: str, text: str = "1") -> None:
    file = project.folder / "data" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)


def test_a_file_that_arrives_fires_once_it_has_rested(project: Project) -> None:
    arrive(project, "old.csv")
    job = add(project, on(FileTrigger(pattern="data/*.csv", settle=5), overlap=OverlapPolicy.QUEUE))
    assert fire_due(project.desk, now()) is not None
    arrive(project, "new.csv")

    fire_due(project.desk, now() + 4 * SECOND)
    assert runs_of(project, job) == []
    fire_due(project.desk, now() + SOON)
    fire_due(project.desk, now() + 2 * SOON)
    assert states(project, job) == ["started"]

    arrive(project, "new.csv", "changed")
    arrive(project, "third.csv")
    fire_due(project.desk, now() + 3 * SOON)
    assert states(project, job) == ["started"] * 3


def test_files_that_came_while_nobody_was_there_were_missed(project: Project) -> None:
    trigger = FileTrigger(pattern="data/*.csv")
    job = add(project, on(trigger, missed=MissedPolicy.LATEST))
    for name in ("a.csv", "b.csv", "c.csv"):
        arrive(project, name)
    fire_due(project.desk, now() + timedelta(days=1))
    assert sorted(states(project, job)) == ["missed", "missed", "started"]
    assert noted(project, job)[-1].run is not None


def test_a_look_is_not_taken_all_the_time(project: Project) -> None:
    job = add(project, on(FileTrigger(pattern="*.csv", settle=0)))
    at = now()
    again = fire_due(project.desk, at)
    assert again is not None
    assert again >= at + 3 * SECOND
    (project.folder / "a.csv").write_text("1")
    fire_due(project.desk, at + SECOND)
    assert runs_of(project, job) == []
    fire_due(project.desk, again)
    assert len(runs_of(project, job)) == 1


def a_repository(project: Project, files: FilesRepository) -> Path:
    file = files.folder / "job.ipynb"
    project.write(notebook("1"), str(file))
    files.commit("job.ipynb")
    return file


def test_a_new_commit_of_a_branch_fires_and_is_what_runs(
    project: Project, files: FilesRepository
) -> None:
    file = a_repository(project, files)
    revision = Revision(kind=RevisionKind.BRANCH, name="main")
    job = add(project, on(CommitTrigger(branch="main")), notebook=file, revision=revision)
    fire_due(project.desk, now())
    assert noted(project, job) == []

    files.write("code.py", "new")
    head = files.commit("code.py")
    fire_due(project.desk, now() + SOON)
    fire_due(project.desk, now() + 2 * SOON)

    (run,) = runs_of(project, job)
    assert run.provenance is not None
    assert (run.provenance.commit, run.provenance.dirty) == (head, False)
    assert [occurrence.key for occurrence in noted(project, job)] == [head]


def test_a_branch_that_goes_back_and_forth_fires_for_a_commit_once(
    project: Project, files: FilesRepository
) -> None:
    file = a_repository(project, files)
    job = add(
        project,
        on(CommitTrigger(branch="main"), overlap=OverlapPolicy.QUEUE),
        notebook=file,
    )
    files.write("code.py", "new")
    head = files.commit("code.py")
    fire_due(project.desk, now())
    files.git("reset", "--quiet", "--hard", "HEAD~1")
    fire_due(project.desk, now() + SOON)
    files.git("reset", "--quiet", "--hard", head)
    fire_due(project.desk, now() + 2 * SOON)
    assert [each.key for each in noted(project, job)].count(head) == 1


def test_a_repository_that_is_gone_costs_a_warning_and_a_rest(
    project: Project, files: FilesRepository
) -> None:
    file = a_repository(project, files)
    add(project, on(CommitTrigger(branch="main")), notebook=file)
    (files.folder / ".git").rename(files.folder / "git")
    at = now()
    assert fire_due(project.desk, at) == at + 60 * SECOND
