from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

import jupyter_mlops.jobs.migrations
from jupyter_mlops.jobs.model import Origin, Provenance, RunState
from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.jobs.store import RunFilter
from tests.jobs.builders import NOON
from tests.jobs.store_builders import NAME, add

_OLD = {
    "id": "0" * 26,
    "state": "failed",
    "notebook": "/lab/train.ipynb",
    "notebook_hash": "0" * 64,
    "output": "/lab/runs/train.ipynb",
    "kernel": "python3",
    "parameters": '{"alpha":1}',
    "overrides": "{}",
    "user": "ada",
    "owner_host": "elsewhere",
    "owner_pid": 1,
    "owner_started": 0.0,
    "created_at": NOON.isoformat(),
    "progress": '{"done":1,"total":2}',
    "failure": '{"code":"cell_error","message":"KeyError"}',
    "commit": "a" * 40,
    "dirty": 1,
    "cells": "[]",
}


def migrated(file: Path, revision: str, *, down: bool = False) -> None:
    """Brings a database to a form, as an older version did."""
    config = Config()
    folder = Path(jupyter_mlops.jobs.migrations.__file__).parent
    config.set_main_option("script_location", str(folder))
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, revision)
        connection.commit()
    engine.dispose()


def add_old(file: Path, **changes: object) -> None:
    row = {**_OLD, **changes}
    names = ", ".join(f'"{name}"' for name in row)
    connection = sqlite3.connect(file)
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO runs ({names}) VALUES ({marks})", [*row.values()])  # noqa: S608
    connection.commit()
    connection.close()


def test_runs_of_the_first_form_are_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / NAME
    migrated(file, "0001")
    add_old(file)
    add_old(file, id="1" * 26, state="running")
    store = SqliteRunStore(file)
    run = store.get("0" * 26)
    assert (run.state, run.parameters, run.created_at) == (RunState.FAILED, {"alpha": 1}, NOON)
    assert run.provenance == Provenance(commit="a" * 40, dirty=True)
    assert (run.origin, run.attempt, run.policy, run.labels) == (Origin.MANUAL, 1, Policy(), ())
    # It was handed to a runner: nobody may start it again.
    assert [each.id for each in store.active()] == ["1" * 26]
    assert store.queue.waiting() == []
    assert len(store.page(RunFilter(words=("KeyError",)), before=None, limit=9)) == 2
    store.close()


def test_parameters_of_the_second_form_are_found_by_their_values(tmp_path: Path) -> None:
    file = tmp_path / NAME
    migrated(file, "0002")
    given = '{"lr":0.5,"n":3,"dry":true,"model":"ridge","many":[1],"none":null}'
    add_old(file, parameters=given)
    store = SqliteRunStore(file)
    run = add(store, parameters=store.get("0" * 26).parameters)
    store.close()
    connection = sqlite3.connect(file)
    rows = connection.execute("SELECT run, name, value FROM run_parameters").fetchall()
    connection.close()
    old = {row[1:] for row in rows if row[0] == "0" * 26}
    assert old == {("lr", 0.5), ("n", 3), ("dry", b"\1"), ("model", "ridge")}
    assert {row[1:] for row in rows if row[0] == run.id} == old


def test_a_step_back_leaves_the_runs(tmp_path: Path) -> None:
    file = tmp_path / NAME
    store = SqliteRunStore(file)
    run = add(store, labels=("a",), note="gone")
    store.close()
    migrated(file, "0001", down=True)
    store = SqliteRunStore(file)
    assert store.get(run.id).notebook == run.notebook
    assert store.get(run.id).note == ""
    store.close()
