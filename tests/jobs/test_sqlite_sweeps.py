from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy.exc import IntegrityError

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.jobs.model import Run, RunState
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.jobs.store import Best, RunFilter
from jupyter_mlops.jobs.sweep import Goal, Objective, Sweep
from tests.jobs.builders import a_run
from tests.jobs.store_builders import NAME, a_sweep


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteRunStore]:
    store = SqliteRunStore(tmp_path / NAME)
    yield store
    store.close()


def added(store: SqliteRunStore, *runs: Run, **changes: object) -> Sweep:
    sweep = a_sweep(**changes)
    ours = [replace(run, sweep=sweep.id, sweep_index=n) for n, run in enumerate(runs)]
    store.sweeps.add(sweep, ours)
    return sweep


def test_a_sweep_comes_back_with_its_runs(store: SqliteRunStore) -> None:
    sweep = added(store, a_run(), a_run())
    assert store.sweeps.get(sweep.id) == sweep
    assert len(store.page(RunFilter(sweep=sweep.id), before=None, limit=9)) == 2
    store.sweeps.delete(sweep.id)
    with pytest.raises(NotFoundError, match=sweep.id):
        store.sweeps.get(sweep.id)
    with pytest.raises(NotFoundError, match=sweep.id):
        store.sweeps.update(sweep)
    assert len(store.page(RunFilter(sweep=sweep.id), before=None, limit=9)) == 2


def test_a_sweep_is_added_whole_or_not_at_all(store: SqliteRunStore) -> None:
    run = a_run()
    with pytest.raises(IntegrityError):
        added(store, run, run)
    assert store.sweeps.page(user="ada") == []
    assert store.page(RunFilter(), before=None, limit=1) == []


def test_pages_of_sweeps_are_newest_first_for_a_user_below_a_folder(store: SqliteRunStore) -> None:
    ours = sorted([added(store) for _ in range(3)], key=lambda sweep: sweep.id, reverse=True)
    added(store, user="bob")
    added(store, notebook="/laboratory/x.ipynb")
    below = Path("/lab")
    assert store.sweeps.page(user="ada", under=below) == ours
    assert store.sweeps.page(user="ada", under=below, limit=1) == ours[:1]
    assert store.sweeps.page(user="ada", under=below, before=ours[0].id) == ours[1:]


def test_runs_of_sweeps_are_counted_by_state(store: SqliteRunStore) -> None:
    mixed = added(store, a_run(), a_run(state=RunState.FAILED), a_run(state=RunState.FAILED))
    empty = added(store)
    assert store.sweeps.states([mixed.id, empty.id]) == {
        mixed.id: {RunState.QUEUED: 1, RunState.FAILED: 2},
        empty.id: {},
    }
    assert store.sweeps.states([]) == {}


def test_the_best_run_is_the_first_with_the_best_value_that_succeeded(
    store: SqliteRunStore,
) -> None:
    done = RunState.SUCCEEDED
    values = [("rmse", 2.0, done), ("rmse", 1.0, done), ("rmse", 1.0, done), ("r2", 9.0, done)]
    values.append(("rmse", 0.5, RunState.FAILED))
    runs = [a_run(state=state, metrics={name: value}) for name, value, state in values]
    sweep, other = added(store, *runs), added(store, a_run(metrics={"z": 1.0, "a": 1.0}))
    least = {sweep.id: Objective(metric="rmse"), other.id: Objective(metric="rmse")}
    assert store.sweeps.best(least) == {sweep.id: Best(run=runs[1].id, value=1.0)}
    most = Objective(metric="rmse", goal=Goal.MAXIMIZE)
    assert store.sweeps.best({sweep.id: most}) == {sweep.id: Best(run=runs[0].id, value=2.0)}
    assert store.sweeps.metrics([sweep.id, other.id]) == {
        sweep.id: ["r2", "rmse"],
        other.id: ["a", "z"],
    }


def test_what_a_sweep_is_compared_by_can_be_said_later(store: SqliteRunStore) -> None:
    sweep = added(store)
    changed = replace(sweep, objective=Objective(metric="rmse"))
    store.sweeps.update(changed)
    assert store.sweeps.get(sweep.id) == changed
    assert store.counters()["sweeps"] == 2
