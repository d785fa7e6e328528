from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    MlopsError,
    NotFoundError,
)
from jupyter_mlops.jobs.definition import Revision, RevisionKind
from jupyter_mlops.jobs.model import Origin
from jupyter_mlops.jobs.triggers import CommitTrigger, OnceTrigger
from jupyter_mlops.services.end_run import cancel_run
from jupyter_mlops.services.job_definition import Definition
from jupyter_mlops.services.job_run import run_job
from jupyter_mlops.services.jobs import (
    edit_job,
    find_job,
    get_job,
    list_jobs,
    pause_job,
    view_jobs,
)
from tests.jobs.builders import Project, notebook
from tests.services.git_files import NOTEBOOK, FilesRepository
from tests.services.job_builders import add, every, now, on


def test_a_job_belongs_to_the_project_around_its_notebook(project: Project) -> None:
    assert add(project).project == str(project.folder)
    (project.folder.parent / "pyproject.toml").write_text("")
    assert add(project, name="other").project == str(project.folder.parent)


@pytest.mark.parametrize(
    "changes",
    [
        {"parameters": {"beta": 1}},
        {"parameters": {"alpha": [1]}},
        {"kernel": "nope"},
        {"revision": Revision(kind=RevisionKind.BRANCH, name="main")},
        {"schedule": on(CommitTrigger(branch="main"))},
        {"schedule": on(OnceTrigger(at=now() - timedelta(days=1)))},
    ],
)
def test_a_job_that_could_not_run_is_not_kept(project: Project, changes: dict[str, object]) -> None:
    with pytest.raises(MlopsError):
        add(project, **changes)
    assert list_jobs(project.desk) == []


def test_outputs_of_a_job_stay_inside_of_the_servers_root(project: Project) -> None:
    text = "[tool.jupyter-mlops.run]\noutput-folder = '../elsewhere'"
    (project.folder / "pyproject.toml").write_text(text)
    served = Project(project.folder, replace(project.desk, root=project.folder))
    with pytest.raises(ForbiddenError, match="elsewhere"):
        add(served)


def test_a_branch_to_wait_for_has_to_be_there(project: Project, files: FilesRepository) -> None:
    file = files.folder / NOTEBOOK
    with pytest.raises(InvalidError, match="no branch 'nope'"):
        add(project, on(CommitTrigger(branch="nope")), notebook=file)
    job = add(project, on(CommitTrigger(branch="main")), notebook=file)
    assert (job.seen, job.next_at) == (files.git("rev-parse", "main"), None)


def test_what_a_job_waits_for_stays_unless_its_trigger_changes(project: Project) -> None:
    job = add(project, every(3600))
    wanted = Definition(name="nightly", notebook=project.folder / "train.ipynb")
    same = edit_job(project.desk, job, replace(wanted, schedule=every(3600)), paused=False)
    assert (same.next_at, same.id, same.created_at) == (job.next_at, job.id, job.created_at)
    other = edit_job(project.desk, same, replace(wanted, schedule=every(7200)), paused=False)
    assert other.next_at == job.created_at + timedelta(hours=2)
    assert edit_job(project.desk, other, wanted, paused=False).next_at is None


def test_a_time_that_has_passed_cannot_be_waited_for_again(project: Project) -> None:
    job = add(project, on(OnceTrigger(at=now() + timedelta(hours=1))))
    passed = on(OnceTrigger(at=now() - timedelta(hours=1)))
    resting = replace(job, schedule=passed, paused=True)
    with pytest.raises(InvalidError, match="has passed"):
        pause_job(project.desk, resting, paused=False)


def test_a_person_names_a_job_by_its_name_or_id(project: Project) -> None:
    job = add(project)
    part = project.folder / "part"
    part.mkdir()
    (part / "pyproject.toml").write_text("")
    project.write(notebook("1"), "part/train.ipynb")
    inner = add(project, notebook=part / "train.ipynb")

    assert find_job(project.desk, job.id, folder=part) == job
    assert find_job(project.desk, "nightly", folder=part) == inner
    with pytest.raises(ConflictError, match="several projects"):
        find_job(project.desk, "nightly", folder=project.folder.parent)
    with pytest.raises(NotFoundError):
        find_job(project.desk, "weekly", folder=part)


def test_jobs_of_others_and_elsewhere_are_not_seen(project: Project) -> None:
    job = add(project)
    stranger = replace(project.desk, user="bob")
    elsewhere = replace(project.desk, root=project.folder / "part")
    for desk in (stranger, elsewhere):
        assert list_jobs(desk) == []
        with pytest.raises(NotFoundError):
            get_job(desk, job.id)


def test_a_job_is_run_at_once_as_it_is_defined(project: Project) -> None:
    job = add(project, every(3600), parameters={"alpha": 2}, labels=("night",))
    run = run_job(project.desk, job)
    assert (run.origin, run.job, run.job_name) == (Origin.MANUAL, job.id, "nightly")
    assert (run.overrides, run.labels, run.due_at) == ({"alpha": 2}, ("night",), None)
    (view,) = view_jobs(project.desk, [job])
    assert [past.id for past in view.history.runs] == [run.id]
    cancel_run(project.desk, run.id)
