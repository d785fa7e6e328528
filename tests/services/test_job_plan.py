from __future__ import annotations

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.jobs.definition import JobSource
from jupyter_mlops.services.job_plan import JobPlan, apply_jobs, plan_jobs
from jupyter_mlops.services.jobs import list_jobs, pause_job
from tests.jobs.builders import Project, notebook
from tests.services.job_builders import add, every

NIGHTLY = "[tool.jupyter-mlops.jobs.nightly]\nnotebook = 'train.ipynb'\n"


def define(project: Project, *texts: str) -> None:
    project.write(notebook("print(alpha)", parameters="alpha = 0.5"))
    (project.folder / "pyproject.toml").write_text("".join(texts))


def actions(plan: JobPlan) -> list[tuple[str, str]]:
    return [(change.action, change.name) for change in plan.changes]


def fields(plan: JobPlan) -> dict[str, tuple[str | None, str | None]]:
    (change,) = plan.changes
    return {each.field: (each.before, each.after) for each in change.fields}


def test_a_plan_changes_nothing(project: Project) -> None:
    weekly = "[tool.jupyter-mlops.jobs.weekly]\nnotebook = 'train.ipynb'\nschedule = '@weekly'\n"
    define(project, NIGHTLY, weekly)
    plan = plan_jobs(project.desk, project.folder)
    assert (actions(plan), plan.unchanged) == ([("create", "nightly"), ("create", "weekly")], 0)
    assert list_jobs(project.desk) == []


def test_of_a_new_job_is_shown_what_is_said_of_it(project: Project) -> None:
    define(project, NIGHTLY, "every = '1h'\nparameters = { alpha = 2 }\nlabels = ['night']\n")
    assert fields(plan_jobs(project.desk, project.folder)) == {
        "notebook": (None, '"train.ipynb"'),
        "schedule.trigger.kind": (None, '"interval"'),
        "schedule.trigger.every": (None, "3600.0"),
        "labels": (None, '["night"]'),
        "parameters.alpha": (None, "2"),
    }


def test_a_change_is_shown_part_by_part_and_the_job_stays_itself(project: Project) -> None:
    define(project, NIGHTLY, "every = '1h'\npriority = 1\n")
    apply_jobs(project.desk, project.folder)
    (before,) = list_jobs(project.desk)
    pause_job(project.desk, before, paused=True)

    define(project, NIGHTLY, "every = '2h'\nparameters = { alpha = 2 }\n")
    done = apply_jobs(project.desk, project.folder)

    assert fields(done) == {
        "schedule.trigger.every": ("3600.0", "7200.0"),
        "policy.priority": ("1", "0"),
        "parameters.alpha": (None, "2"),
    }
    (after,) = list_jobs(project.desk)
    assert (after.id, after.paused, after.parameters) == (before.id, True, {"alpha": 2})
    assert plan_jobs(project.desk, project.folder).unchanged == 1


def test_jobs_that_the_file_no_longer_has_go_and_others_stay(project: Project) -> None:
    define(project, NIGHTLY)
    apply_jobs(project.desk, project.folder)
    add(project, every(60), name="mine")
    elsewhere = project.folder / "part"
    elsewhere.mkdir()
    (elsewhere / "pyproject.toml").write_text(NIGHTLY)
    project.write(notebook("1"), "part/train.ipynb")
    apply_jobs(project.desk, elsewhere)

    define(project, "")
    assert actions(apply_jobs(project.desk, project.folder)) == [("delete", "nightly")]
    assert {job.name for job in list_jobs(project.desk)} == {"mine", "nightly"}
    assert plan_jobs(project.desk, elsewhere).unchanged == 1


def test_a_job_of_the_same_name_becomes_the_files(project: Project) -> None:
    job = add(project, every(60), name="nightly", project=project.folder)
    define(project, NIGHTLY)
    assert fields(apply_jobs(project.desk, project.folder))["source"] == ('"store"', '"pyproject"')
    (taken,) = list_jobs(project.desk)
    assert (taken.id, taken.source, taken.schedule) == (job.id, JobSource.PYPROJECT, None)


def test_nothing_is_changed_unless_all_could_run(project: Project) -> None:
    gone = "[tool.jupyter-mlops.jobs.broken]\nnotebook = 'gone.ipynb'\n"
    define(project, NIGHTLY, gone)
    with pytest.raises(MlopsError, match=r"gone\.ipynb"):
        apply_jobs(project.desk, project.folder)
    assert list_jobs(project.desk) == []


def test_an_empty_value_of_a_parameter_says_something(project: Project) -> None:
    project.write(notebook("name", parameters="name = 'x'"))
    file = project.folder / "pyproject.toml"
    file.write_text(NIGHTLY)
    apply_jobs(project.desk, project.folder)
    file.write_text(NIGHTLY + "parameters = { name = '' }")
    assert fields(plan_jobs(project.desk, project.folder)) == {"parameters.name": (None, '""')}


def test_without_a_file_there_is_nothing_to_do(project: Project) -> None:
    plan = plan_jobs(project.desk, project.folder)
    assert (plan.file, plan.changes, plan.unchanged) == (None, [], 0)


def test_who_may_see_a_part_of_a_project_plans_that_part(project: Project) -> None:
    define(project, NIGHTLY)
    part = project.folder / "part"
    part.mkdir()
    plan = plan_jobs(replace(project.desk, root=part), part)
    assert (plan.changes, plan.unchanged) == ([], 0)
