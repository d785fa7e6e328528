from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import DamageError, StorageError
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.processes import this_process
from jupyter_mlops.jobs.queue_model import LeaseKind
from jupyter_mlops.services import shift, store_damage, warm_start
from jupyter_mlops.services.queue import read_queue
from jupyter_mlops.services.store_damage import known_damage, look_for_damage, note_damage
from jupyter_mlops.services.store_repair import check_store, repair_store
from tests.jobs.builders import Project
from tests.services.damaged_stores import damage, filled
from tests.services.worker_threads import at_work, until


@pytest.fixture(autouse=True)
def _cold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ready kernels have tests of their own."""
    monkeypatch.setattr(warm_start, "_MOST_READY", 0)


@pytest.fixture
def place(home: Path) -> Home:
    filled(Home(home))
    return Home(home)


def copies(place: Home) -> list[Path]:
    return [*place.root.glob("*.corrupt-*")]


def test_a_store_that_is_well_gets_no_note_and_loses_an_old_one(place: Home) -> None:
    look_for_damage(place)
    assert known_damage(place) == ""
    place.damage.write_text("of before it was put back")
    look_for_damage(place)
    assert (known_damage(place), copies(place)) == ("", [])


def test_a_damaged_page_in_the_middle_is_found_copied_and_told_once(place: Home) -> None:
    damage(place, 0.4, 0.6)
    look_for_damage(place)
    (copy,) = copies(place)
    assert b"\xa5" * 4096 in copy.read_bytes()
    said = known_damage(place)
    assert str(copy) in said
    assert "jupyter mlops store repair" in said
    look_for_damage(place)
    assert (copies(place), known_damage(place)) == ([copy], said)


def test_a_repair_ends_what_is_told(place: Home) -> None:
    damage(place, 0.4, 0.6)
    look_for_damage(place)
    repair_store(place, "ada")
    assert known_damage(place) == ""


def test_what_is_no_database_is_told_all_the_same(place: Home) -> None:
    place.database.write_bytes(b"this is no database " * 500)
    look_for_damage(place)
    assert "no copy" in known_damage(place)
    assert copies(place) == []


def test_no_copy_stays_where_no_note_can_be_written(
    place: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StorageError("no room")

    monkeypatch.setattr(store_damage, "write_atomically", refuse)
    note_damage(place, ["a page is gone"])
    assert copies(place) == []


def test_a_store_that_another_holds_is_not_called_damaged(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, connect = project.desk.home, sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda file: connect(file, timeout=0))
    other = connect(place.database, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    project.desk.store.close()
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageError, match="another process holds it"):
        check_store(place)
    look_for_damage(place)
    other.close()
    assert known_damage(place) == ""


def test_the_queue_tells_of_damage_before_all_else(project: Project) -> None:
    note_damage(project.desk.home, ["a page is gone"])
    state = read_queue(project.desk)
    assert "store repair" in state.outlook
    assert not state.outlives_lab


def test_the_store_is_looked_through_after_a_worker_that_did_not_end_as_it_should(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    monkeypatch.setattr(shift, "look_for_damage", looked.append)
    for _ in range(2):
        with at_work(project):
            pass
    assert looked == []
    dead = replace(this_process(), started=0.0)
    assert project.desk.store.queue.take_lease(dead, LeaseKind.STANDING)
    with at_work(project):
        until(lambda: looked == [project.desk.home])


def test_damage_that_a_worker_runs_into_is_noted(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object, **__: object) -> None:
        raise DamageError("it is damaged", detail="malformed")

    monkeypatch.setattr(shift, "dispatch_ready", damaged)
    with at_work(project):
        until(project.desk.home.damage.exists)
    assert "malformed" in project.desk.home.damage.read_text()
