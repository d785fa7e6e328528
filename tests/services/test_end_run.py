from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.jobs.model import ACTIVE_STATES, RunState
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.services.end_run import cancel_run, delete_run
from tests.jobs.builders import Project, a_run

FINAL = sorted(set(RunState) - ACTIVE_STATES)


def test_a_deleted_run_loses_its_log_and_keeps_its_output(project: Project) -> None:
    run = project.run("print('x')")
    folder = folder_of(project.desk.home, run.id).root
    assert folder.exists()
    delete_run(project.desk, run.id)
    assert not folder.exists()
    assert Path(run.output).exists()
    with pytest.raises(NotFoundError):
        delete_run(project.desk, run.id)


@pytest.mark.parametrize("state", FINAL)
def test_a_run_that_has_ended_is_not_cancelled(project: Project, state: RunState) -> None:
    run = a_run(state=state)
    project.desk.store.add(run)
    with pytest.raises(ConflictError, match=f"{run.id} has ended"):
        cancel_run(project.desk, run.id)
    assert project.now(run) == run


def test_the_runs_of_others_are_neither_cancelled_nor_deleted(project: Project) -> None:
    run = a_run(state=RunState.SUCCEEDED)
    project.desk.store.add(run)
    eve = replace(project.desk, user="eve")
    for end in (cancel_run, delete_run):
        with pytest.raises(NotFoundError):
            end(eve, run.id)
    assert project.now(run) == run
