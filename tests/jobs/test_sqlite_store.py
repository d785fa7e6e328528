from __future__ import annotations

import math
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from msgspec.structs import replace
from sqlalchemy import create_engine

from jupyter_mlops.errors import ConflictError, NotFoundError, StorageError
from jupyter_mlops.jobs import database
from jupyter_mlops.jobs.model import Provenance, RunState
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.jobs.store import Comparison, Operator, RunFilter
from jupyter_mlops.jobs.tables import metadata
from tests.jobs.builders import NOON, a_run
from tests.jobs.store_builders import NAME, add


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteRunStore]:
    store = SqliteRunStore(tmp_path / NAME)
    yield store
    store.close()


def test_a_run_is_found_by_its_id_and_no_other(store: SqliteRunStore) -> None:
    run = add(store)
    assert store.get(run.id) == run
    with pytest.raises(NotFoundError, match="no run 'x'"):
        store.get("x")


def test_a_run_that_has_ended_is_never_changed_again(store: SqliteRunStore) -> None:
    run = add(store)
    running = replace(run, state=RunState.RUNNING, started_at=NOON)
    lost = replace(running, state=RunState.LOST)
    assert store.update(running)
    assert store.update(lost)
    assert not store.update(replace(running, state=RunState.SUCCEEDED))
    assert not store.update(a_run())
    assert store.get(run.id) == lost


def test_only_runs_that_have_not_ended_are_active(store: SqliteRunStore) -> None:
    runs = [add(store, state=state, token=1) for state in RunState]
    add(store)  # waits
    assert [run.id for run in store.active()] == sorted(run.id for run in runs[:2])


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
def test_pages_put_together_are_all_runs_newest_first(store: SqliteRunStore, limit: int) -> None:
    expected = sorted((add(store).id for _ in range(7)), reverse=True)
    found: list[str] = []
    before = None
    while page := store.page(RunFilter(), before=before, limit=limit):
        assert len(page) <= limit
        before = page[-1].id
        found += [run.id for run in page]
        add(store)  # a newer run must not shift the pages
    assert found == expected


def test_filters_are_joined_and_folders_are_not_prefixes(store: SqliteRunStore) -> None:
    ours = add(store, notebook="/lab/a/n.ipynb", state=RunState.FAILED)
    made = add(store, notebook="/lab/ab/n.ipynb", output="/lab/ab/runs/n.ipynb")
    add(store, notebook="/lab/a/m.ipynb", user="bob")
    add(store, notebook="/lab/a", state=RunState.FAILED)

    def ids(**only: object) -> set[str]:
        return {run.id for run in store.page(RunFilter(**only), before=None, limit=9)}  # type: ignore[arg-type]

    below = Path("/lab/a")
    assert len(ids()) == 4
    assert ids(under=below, user="ada") == {ours.id}
    assert ids(notebook=Path("/lab/a/n.ipynb")) == {ours.id}
    assert ids(notebook=Path(made.output)) == {made.id}
    assert len(ids(under=below)) == 2
    assert len(ids(state=RunState.FAILED)) == 2
    assert len(ids(under=Path("/"))) == 4
    assert ids(under=below, user="bob", state=RunState.FAILED) == set()


def test_a_forgotten_run_is_gone(store: SqliteRunStore) -> None:
    run = add(store)
    store.delete(run.id)
    assert store.page(RunFilter(), before=None, limit=1) == []


def test_attempts_are_found_from_each_of_them(store: SqliteRunStore) -> None:
    first = add(store, state=RunState.FAILED)
    second = a_run(retry_of=first.id, attempt=2)
    assert store.retry(second)
    assert not store.retry(a_run(retry_of=first.id, attempt=2))
    add(store)
    for each in (first, second):
        assert [run.id for run in store.attempts(each.id)] == [first.id, second.id]
    assert store.attempts("x") == []


def test_what_people_write_on_a_run_outlives_what_its_runner_says(store: SqliteRunStore) -> None:
    run = add(store, labels=("a",), token=1)
    assert store.annotate(run.id, labels=("b", "c"), note="good", keep=True).labels == ("b", "c")
    assert store.update(replace(run, state=RunState.SUCCEEDED))
    noted = store.annotate(run.id, note="")
    assert (noted.labels, noted.note, noted.keep) == (("b", "c"), "", True)
    assert not store.annotate(run.id, keep=False).keep
    assert store.annotate(run.id, labels=()).labels == ()
    with pytest.raises(NotFoundError):
        store.annotate("x", note="y")


def test_metrics_and_labels_are_found_as_long_as_their_run_has_them(store: SqliteRunStore) -> None:
    run = add(store, labels=("a", "a"), metrics={"x": 1.0, "gone": math.nan}, token=1)
    assert store.get(run.id).metrics == {"x": 1.0}
    assert store.update(replace(run, metrics={"y": 2.0, "far": math.inf}))
    metric = Comparison(name="y", operator=Operator.EQUAL, value=2.0, metric=True)

    def found(**only: object) -> int:
        return len(store.page(RunFilter(**only), before=None, limit=9))  # type: ignore[arg-type]

    assert found(comparisons=(metric,)) == 1
    assert found(comparisons=(replace(metric, name="x", value=1.0),)) == 0
    assert found(labels=("a",)) == 1
    store.delete(run.id)
    store.add(run)
    assert found(comparisons=(metric,)) == 0


def test_runs_are_forgotten_unless_they_go_on_or_are_to_be_kept(store: SqliteRunStore) -> None:
    ended = [add(store, state=RunState.LOST, ended_at=NOON, labels=("a",)) for _ in range(2)]
    kept, waits = add(store, state=RunState.FAILED, keep=True), add(store)
    everything = [run.id for run in (*ended, kept, waits)]
    assert [trace.id for trace in store.traces()] == sorted(everything, reverse=True)
    (trace,) = store.traces(limit=1, before=max(everything) + "z")[:1]
    assert trace.id == max(everything)
    assert sorted(store.forget([*everything, "x"])) == sorted(run.id for run in ended)
    assert store.known([*everything, "x"]) == {kept.id, waits.id}
    assert store.count() == 2
    assert store.forget([]) == []


def test_the_room_of_forgotten_runs_goes_back_to_the_disk(
    store: SqliteRunStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_SPARE", 10)
    monkeypatch.setattr(database, "_AT_ONCE", 50)
    runs = [add(store, state=RunState.LOST, note="x" * 20_000) for _ in range(30)]
    kept = add(store)
    store.close()
    before = (tmp_path / NAME).stat().st_size
    store.forget([run.id for run in runs])
    store.shrink()
    store.close()
    assert (tmp_path / NAME).stat().st_size < before / 2
    assert store.get(kept.id) == kept


def test_an_overlay_is_known_as_long_as_a_run_has_it(store: SqliteRunStore) -> None:
    run = add(store, provenance=Provenance(commit="a" * 40, dirty=True, overlay="b" * 40))
    assert store.has_overlay("b" * 40)
    assert not store.has_overlay("a" * 40)
    store.delete(run.id)
    assert not store.has_overlay("b" * 40)


def test_options_are_kept_by_name(store: SqliteRunStore) -> None:
    assert store.option("a") is None
    store.set_option("a", b"1")
    store.set_option("a", b'{"b": "\xc3\xa4"}')
    assert store.option("a") == b'{"b": "\xc3\xa4"}'


def test_a_new_store_has_never_changed(store: SqliteRunStore) -> None:
    assert store.counters() == {"queue": 0, "jobs": 0, "sweeps": 0}


def test_the_migrations_make_exactly_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    SqliteRunStore(tmp_path / NAME).close()
    engine = create_engine(f"sqlite:///{tmp_path / NAME}")
    how = {"compare_type": True, "include_object": lambda _o, _n, kind, *_: kind != "index"}
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=how)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_migrations_make_exactly_the_indexes_that_the_code_knows(tmp_path: Path) -> None:
    SqliteRunStore(tmp_path / NAME).close()
    other = create_engine(f"sqlite:///{tmp_path / 'other'}")
    metadata.create_all(other)
    other.dispose()
    made = indexes(tmp_path / NAME)
    assert made
    assert made == indexes(tmp_path / "other")


def indexes(file: Path) -> set[str]:
    connection = sqlite3.connect(file)
    query = "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    found = {" ".join(sql.replace('"', "").split()) for (sql,) in connection.execute(query)}
    connection.close()
    return found


def test_a_store_is_write_ahead_where_the_disk_is_local(tmp_path: Path) -> None:
    SqliteRunStore(tmp_path / NAME).close()
    connection = sqlite3.connect(tmp_path / NAME)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    SqliteRunStore(tmp_path / NAME).close()
    connection = sqlite3.connect(tmp_path / NAME)
    connection.execute("UPDATE alembic_version SET version_num = '9000'")
    connection.commit()
    connection.close()
    with pytest.raises(ConflictError, match="newer") as caught:
        SqliteRunStore(tmp_path / NAME)
    assert "upgrade" in caught.value.hint


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("not a database, but long enough to be looked at " * 99)
    with pytest.raises(StorageError, match=NAME):
        SqliteRunStore(tmp_path / NAME)


@pytest.mark.skipif(sys.platform == "win32", reason="no other user to be")
def test_a_home_that_may_not_be_written_is_named() -> None:
    """As the user `nobody`, since permissions do not bind the superuser."""
    become = "import os; os.geteuid() or os.seteuid(65534)\n"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        said = subprocess.run(
            [sys.executable, "-c", IMPORTS + become + OPEN, str(Path(folder) / NAME)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    assert said.startswith("StorageError")
    assert NAME in said


def test_several_processes_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    """Each waits at a pipe, so that they set out together."""
    wait = "input()\n"
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", IMPORTS + wait + OPEN, str(tmp_path / "home" / NAME)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for each in starters:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    assert [each.communicate(timeout=120)[0] for each in starters] == ["opened\n"] * 3


IMPORTS = """\
import sys
from pathlib import Path
from jupyter_mlops.errors import MlopsError
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from tests.jobs.builders import a_run
import alembic.command
import sqlalchemy
sqlalchemy.create_engine("sqlite://").connect().close()
"""
OPEN = """\
try:
    store = SqliteRunStore(Path(sys.argv[1]))
    store.add(a_run())
    print("opened")
except MlopsError as error:
    print(type(error).__name__, error)
"""
