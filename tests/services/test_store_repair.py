from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jupyter_mlops.errors import ConflictError, StorageError
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.ids import made_at
from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.jobs.store import Comparison, Operator, RunFilter
from jupyter_mlops.services.desk import open_store
from jupyter_mlops.services.store_repair import check_store, repair_store
from tests.jobs.builders import a_run
from tests.services.damaged_stores import RUNS, damage, filled


@pytest.fixture
def place(home: Path) -> Home:
    return Home(home)


def test_a_store_that_is_well_is_called_so(place: Home) -> None:
    assert check_store(place) == []
    filled(place)
    assert check_store(place) == []


def test_of_a_damaged_store_what_can_be_read_is_saved_and_the_rest_made_again(place: Home) -> None:
    runs = filled(place)
    damaged = damage(place, 0.4, 0.6)
    assert check_store(place)
    done = repair_store(place, "ada")
    assert done.backup is not None
    assert done.backup.read_bytes() == damaged
    assert check_store(place) == []
    assert RUNS / 10 < done.copied < RUNS
    store = open_store(place)
    try:
        assert store.count() == done.copied + done.refolded
        known = store.known([run.id for run in runs])
        assert {run.id for run in runs[-3:]} <= known
    finally:
        store.close()


def test_where_nothing_can_be_read_runs_come_back_from_their_folders(place: Home) -> None:
    run = filled(place)[-1]
    place.database.write_bytes(b"this is no database " * 500)
    done = repair_store(place, "ada")
    assert (done.copied, done.refolded, done.jobs) == (0, 3, 0)
    store = open_store(place)
    try:
        found = store.get(run.id)
    finally:
        store.close()
    assert (found.state, found.notebook, found.given) == (run.state, run.notebook, {"alpha": 1})
    assert found.created_at.timestamp() == pytest.approx(made_at(run.id), abs=0.01)
    assert found.user == "ada"


@pytest.mark.parametrize("left", [None, b""])
def test_a_store_that_is_gone_is_not_silently_made_again(place: Home, left: bytes | None) -> None:
    filled(place)
    place.database.unlink()
    if left is not None:
        place.database.write_bytes(left)
    with pytest.raises(StorageError, match="is gone") as caught:
        open_store(place)
    assert "store repair" in caught.value.hint
    assert place.database.exists() is (left is not None)
    assert "is gone" in check_store(place)[0]
    done = repair_store(place, "ada")
    assert done.refolded == 3
    open_store(place).close()


def test_a_run_that_was_never_taken_up_is_not_made_again(place: Home) -> None:
    run = filled(place)[-1]
    folder_of(place, run.id).events.unlink()
    place.database.unlink()
    assert repair_store(place, "ada").refolded == 2


def test_a_store_in_use_is_not_repaired(place: Home) -> None:
    filled(place)
    damage(place, 0.4, 0.6)
    connection = sqlite3.connect(place.database)
    connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    with pytest.raises(ConflictError, match="is open"):
        repair_store(place, "ada")
    connection.close()


def test_a_repair_that_was_broken_off_can_be_begun_again(place: Home) -> None:
    filled(place)
    damage(place, 0.4, 0.6)
    place.database.with_name("mlops.sqlite.new").write_text("half")
    assert repair_store(place, "ada").copied > 0


def test_runs_that_were_saved_are_found_by_their_parameters(place: Home) -> None:
    store = open_store(place)
    store.add(a_run(state=RunState.SUCCEEDED, token=1, parameters={"alpha": 0.5}))
    store.close()
    with closing(sqlite3.connect(place.database)) as connection:
        connection.execute("DROP TABLE run_parameters")
        connection.execute("UPDATE runs SET parameters = '{' WHERE parameters = '{}'")
        connection.commit()
    repair_store(place, "ada")
    wanted = Comparison(name="alpha", operator=Operator.GREATER, value=0.1)
    store = open_store(place)
    found = store.page(RunFilter(comparisons=(wanted,)), before=None, limit=9)
    store.close()
    assert [run.parameters for run in found] == [{"alpha": 0.5}]
