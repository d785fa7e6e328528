from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import InvalidError, MlopsError, NotFoundError, ParameterError
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import Origin, Run, RunState
from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.store import RunFilter
from jupyter_mlops.jobs.sweep import Choices, Goal, GridSpace, ListSpace, Objective, RandomSpace
from jupyter_mlops.services.list_sweeps import (
    delete_sweep,
    get_sweep,
    list_sweeps,
    set_objective,
)
from jupyter_mlops.services.sweep import SweepStart, preview_sweep, start_sweep
from tests.jobs.builders import Project, notebook

GRID = GridSpace(values={"alpha": [0.1, 0.2, 0.3], "model": ["ridge", "lasso"]})


@pytest.fixture
def train(project: Project) -> Path:
    cell = "alpha: float = 1.0\nmodel = 'ridge'\nfolds: int = 5"
    return project.write(notebook("print(alpha)", parameters=cell))


@pytest.fixture(autouse=True)
def _waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is started: these tests look at what waits."""
    monkeypatch.setattr("jupyter_mlops.services.sweep.set_going", lambda _: None)


def runs_of(project: Project, sweep_id: str) -> list[Run]:
    found = project.desk.store.page(RunFilter(sweep=sweep_id), before=None, limit=20_000)
    return sorted(found, key=lambda run: run.sweep_index or 0)


def test_all_points_of_a_sweep_wait_in_the_queue(project: Project, train: Path) -> None:
    start = SweepStart(
        notebook=train,
        space=GRID,
        parameters={"folds": 3},
        labels=("search",),
        policy=Policy(priority=-5, max_parallel=2),
    )
    sweep = start_sweep(project.desk, start)
    assert (sweep.count, sweep.name) == (6, "train over alpha, model")
    runs = runs_of(project, sweep.id)
    assert [run.sweep_index for run in runs] == list(range(6))
    assert runs[3].given == {"folds": 3, "alpha": 0.2, "model": "lasso"}
    assert runs[3].parameters == {"alpha": 0.2, "model": "lasso", "folds": 3}
    assert runs[2].overrides == {"alpha": 0.2, "folds": 3}
    assert len({run.output for run in runs}) == 6
    assert len({Path(run.output).parent for run in runs}) == 1
    for run in runs:
        assert run.waits
        assert (run.origin, run.labels, run.policy.priority) == (Origin.SWEEP, ("search",), -5)


def test_a_preview_counts_and_starts_nothing(project: Project, train: Path) -> None:
    preview = preview_sweep(project.desk, SweepStart(notebook=train, space=GRID))
    assert preview.count == 6
    assert preview.points[:2] == [
        {"alpha": 0.1, "model": "ridge"},
        {"alpha": 0.1, "model": "lasso"},
    ]
    many = GridSpace(values={"alpha": list(range(100)), "folds": list(range(100))})
    preview = preview_sweep(project.desk, SweepStart(notebook=train, space=many))
    assert (preview.count, len(preview.points)) == (10_000, 20)
    assert list_sweeps(project.desk).sweeps == []


@pytest.mark.parametrize(
    ("how", "error", "said"),
    [
        ({"space": GridSpace(values={"alhpa": [1]})}, ParameterError, "alhpa"),
        ({"space": GridSpace(values={"alpha": [1, "x"]})}, ParameterError, "alpha"),
        ({"space": ListSpace(points=[{"alpha": 1}, {"folds": 0.5}])}, ParameterError, "folds"),
        ({"space": GRID, "parameters": {"alpha": 1}}, ParameterError, "alpha is swept over and"),
        ({"space": GridSpace(values={})}, InvalidError, "varies no parameter"),
        (
            {"space": RandomSpace(values={"folds": Choices(values=["x"])}, count=3)},
            ParameterError,
            "folds",
        ),
        ({"space": GRID, "kernel": "nope"}, InvalidError, "nope"),
    ],
)
def test_a_sweep_that_is_refused_starts_nothing(
    project: Project, train: Path, how: dict[str, Any], error: type[MlopsError], said: str
) -> None:
    start = SweepStart(notebook=train, **how)
    with pytest.raises(error, match=said):
        start_sweep(project.desk, start)
    if "kernel" not in how:
        with pytest.raises(error, match=said):
            preview_sweep(project.desk, start)
    assert list_sweeps(project.desk).sweeps == []
    assert project.desk.store.page(RunFilter(), before=None, limit=1) == []


def test_the_largest_sweep_is_queued(project: Project, train: Path) -> None:
    space = GridSpace(values={"alpha": list(range(100)), "folds": list(range(100))})
    sweep = start_sweep(project.desk, SweepStart(notebook=train, space=space, name=" big "))
    standing = get_sweep(project.desk, sweep.id)
    assert standing.sweep.name == "big"
    assert standing.states == {RunState.QUEUED: 10_000}


def end(project: Project, run: Run, state: RunState, **metrics: float) -> None:
    assert project.desk.store.update(replace(run, state=state, metrics=metrics))


def test_the_best_run_is_known_by_the_objective(project: Project, train: Path) -> None:
    objective = Objective(metric="rmse")
    start = SweepStart(notebook=train, space=GRID, objective=objective)
    sweep = start_sweep(project.desk, start)
    runs = runs_of(project, sweep.id)
    assert get_sweep(project.desk, sweep.id).best is None
    end(project, runs[0], RunState.SUCCEEDED, rmse=2.0, r2=0.5)
    end(project, runs[1], RunState.SUCCEEDED, rmse=1.0)
    end(project, runs[2], RunState.SUCCEEDED, rmse=1.0)
    end(project, runs[3], RunState.FAILED, rmse=0.1)
    standing = get_sweep(project.desk, sweep.id)
    assert standing.best is not None
    assert (standing.best.run, standing.best.value) == (runs[1].id, 1.0)
    assert standing.metrics == ["r2", "rmse"]
    assert standing.states == {
        RunState.QUEUED: 2,
        RunState.SUCCEEDED: 3,
        RunState.FAILED: 1,
    }
    most = Objective(metric="rmse", goal=Goal.MAXIMIZE)
    best = set_objective(project.desk, sweep.id, most).best
    assert best is not None
    assert best.run == runs[0].id
    assert set_objective(project.desk, sweep.id, None).best is None
    assert get_sweep(project.desk, sweep.id).sweep.objective is None


def test_a_point_that_was_tried_again_counts_once(project: Project, train: Path) -> None:
    sweep = start_sweep(project.desk, SweepStart(notebook=train, space=GRID))
    runs = runs_of(project, sweep.id)
    for run in runs[:2]:
        end(project, run, RunState.FAILED)
        again = {"id": new_id(), "retry_of": run.id, "attempt": 2, "output": "/lab/again.ipynb"}
        assert project.desk.store.retry(replace(run, **again))
    (retried, *_) = project.desk.store.attempts(runs[0].id)[1:]
    end(project, retried, RunState.SUCCEEDED, rmse=1.0)
    states = get_sweep(project.desk, sweep.id).states
    assert states == {RunState.QUEUED: 5, RunState.SUCCEEDED: 1}


def test_sweeps_are_listed_page_by_page(project: Project, train: Path) -> None:
    space = ListSpace(points=[{"alpha": 1}])
    ids = [start_sweep(project.desk, SweepStart(notebook=train, space=space)).id for _ in "abc"]
    ids.sort(reverse=True)
    first = list_sweeps(project.desk, limit=2)
    assert [each.sweep.id for each in first.sweeps] == ids[:2]
    assert first.next_cursor == ids[1]
    rest = list_sweeps(project.desk, cursor=first.next_cursor, limit=2)
    assert [each.sweep.id for each in rest.sweeps] == ids[2:]
    assert rest.next_cursor is None


def test_a_forgotten_sweep_leaves_its_runs(project: Project, train: Path) -> None:
    sweep = start_sweep(project.desk, SweepStart(notebook=train, space=GRID))
    delete_sweep(project.desk, sweep.id)
    assert len(runs_of(project, sweep.id)) == 6
    with pytest.raises(NotFoundError):
        get_sweep(project.desk, sweep.id)
    with pytest.raises(NotFoundError):
        delete_sweep(project.desk, sweep.id)


def test_what_one_may_not_see_is_as_if_it_were_not(project: Project, train: Path) -> None:
    sweep = start_sweep(project.desk, SweepStart(notebook=train, space=GRID))
    others = replace(project.desk, user="eve")
    elsewhere = replace(project.desk, root=project.folder / "sub")
    for desk in (others, elsewhere):
        assert list_sweeps(desk).sweeps == []
        with pytest.raises(NotFoundError, match=f"there is no sweep '{sweep.id}'"):
            get_sweep(desk, sweep.id)
    for unknown in (new_id(), "../x"):
        with pytest.raises(NotFoundError, match="there is no sweep"):
            get_sweep(project.desk, unknown)
