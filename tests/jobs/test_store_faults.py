from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DatabaseError

from jupyter_mlops.errors import DamageError, StorageError
from jupyter_mlops.jobs import database
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.jobs.store import RunFilter
from jupyter_mlops.jobs.store_faults import fault_of
from tests.jobs.builders import a_run
from tests.jobs.store_builders import NAME, add


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqliteRunStore]:
    monkeypatch.setattr(database, "_BUSY_TIMEOUT", 0.1)
    store = SqliteRunStore(tmp_path / NAME)
    yield store
    store.close()


def limit(store: SqliteRunStore, pragma: str) -> None:
    """Lets every new connection run into a limit."""
    engine = store._database._engine
    engine.dispose()
    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}"))


def test_a_store_that_another_holds_is_called_locked(store: SqliteRunStore, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="another process holds it") as caught:
        add(store)
    assert NAME in caught.value.message
    assert "try again" in caught.value.hint
    assert store.page(RunFilter(), before=None, limit=1) == []  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    add(store)


def test_a_full_disk_undoes_all_of_a_change(store: SqliteRunStore) -> None:
    add(store)
    limit(store, "max_page_count = 1")
    with pytest.raises(StorageError, match="disk is full") as caught:
        store.add(a_run(note="x" * 1_000_000))
    assert "free some room" in caught.value.hint
    assert store.count() == 1


def test_a_store_that_may_not_be_written_can_be_read(store: SqliteRunStore) -> None:
    run = add(store)
    limit(store, "query_only = ON")
    with pytest.raises(StorageError, match="may not be written"):
        add(store)
    assert store.get(run.id) == run


def test_damage_is_named_with_what_to_do(store: SqliteRunStore, tmp_path: Path) -> None:
    for _ in range(30):
        store.add(a_run(note="x" * 1000))
    store.close()
    file = tmp_path / NAME
    whole = file.read_bytes()
    damaged = whole[:4096] + b"\xff" * (len(whole) - 4096)
    file.write_bytes(damaged)
    with pytest.raises(DamageError) as caught:
        SqliteRunStore(file).page(RunFilter(), before=None, limit=50)
    assert "store repair" in caught.value.hint
    assert file.read_bytes() == damaged


def test_words_of_sqlite_stand_where_no_name_is_known() -> None:
    nameless = DatabaseError("SELECT", {}, sqlite3.OperationalError("out of luck"))
    assert "out of luck" in fault_of(nameless, Path("x")).message
    damaged = DatabaseError("SELECT", {}, sqlite3.DatabaseError("malformed"))
    assert "damaged" in fault_of(damaged, Path("x")).message


def test_a_store_on_a_network_is_not_write_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "is_network_folder", lambda _: True)
    store = SqliteRunStore(tmp_path / NAME)
    run = add(store)
    assert store.get(run.id) == run
    store.close()
    connection = sqlite3.connect(tmp_path / NAME)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()
