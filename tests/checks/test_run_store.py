"""The record of runs of checks: folders that are index enough."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.checks.model import CheckName, CheckResult, Finding, Report
from jupyter_mlops.checks.run_files import CheckRecord
from jupyter_mlops.checks.run_model import CheckRun, CheckRunState
from jupyter_mlops.checks.run_store import KEPT, CheckRunStore, list_runs

AT = datetime(2026, 1, 1, tzinfo=timezone.utc)
PROJECT = "/home/ada/lab"


@pytest.fixture
def store(tmp_path: Path) -> CheckRunStore:
    return CheckRunStore(tmp_path / "runs")


def record(
    number: int, *, commit: str = "", state: CheckRunState = "passed", project: str = PROJECT
) -> CheckRecord:
    run = CheckRun(
        id=f"{number:026}",
        project=project,
        commit=commit,
        state=state,
        user="ada",
        created_at=AT + timedelta(seconds=number),
    )
    return CheckRecord(run=run)


def test_runs_are_listed_newest_first_and_tell_their_commit(store: CheckRunStore) -> None:
    store.add(record(1, commit="a" * 40))
    store.add(record(3))
    store.add(record(2, commit="b" * 64))
    store.add(record(4, project="/home/ada/other"))

    found = store.of_project(Path(PROJECT))

    assert [(int(each.id), each.commit) for each in found] == [
        (3, ""),
        (2, "b" * 64),
        (1, "a" * 40),
    ]
    assert len(list(store.places())) == 2


def test_a_run_is_found_by_its_id_whatever_its_project(store: CheckRunStore) -> None:
    store.add(record(1))
    other = record(2, project="/home/ada/other")
    store.add(other)

    found = store.find(other.run.id)

    assert found is not None
    assert found.read() == other
    assert store.find("0" * 26) is None


def test_what_a_record_says_is_seen_by_the_next_look(store: CheckRunStore) -> None:
    first = record(1, state="queued")
    folder = store.add(first)
    assert folder.read() == first

    for errors in range(5):
        now = replace(first, errors=errors)
        folder.write(now)
        assert folder.read() == now


def test_the_oldest_go_but_never_one_that_has_not_ended(store: CheckRunStore) -> None:
    store.add(record(0, state="running"))
    for number in range(1, KEPT + 5):
        store.add(record(number))

    ids = [int(each.id) for each in store.of_project(Path(PROJECT))]

    assert len(ids) == KEPT + 1
    assert ids[-1] == 0
    assert ids[-2] == 5


def test_what_is_no_run_is_no_run(store: CheckRunStore) -> None:
    folder = store.add(record(1))
    place = folder.root.parent
    (place / "turn").touch()
    (place / f".{folder.root.name}").mkdir()
    (place / "notes").mkdir()

    assert list_runs(place) == [folder]


def test_what_cannot_be_read_is_none(store: CheckRunStore) -> None:
    folder = store.add(record(1))
    folder.state.write_text('{"run": 1}')

    assert folder.read() is None
    assert folder.read_report() is None


def test_a_run_is_taken_up_once(store: CheckRunStore) -> None:
    folder = store.add(record(1))

    assert folder.claimed_at == 0
    assert [folder.claim(), folder.claim()] == [True, False]
    assert folder.claimed_at > 0


def test_a_cancel_is_a_wish_that_stays(store: CheckRunStore) -> None:
    folder = store.add(record(1))
    assert not folder.cancel_requested

    folder.request_cancel()

    assert folder.cancel_requested


@pytest.mark.parametrize("message", ["plain", "half a character \ud83d", "ümläut 🎈"])
def test_a_report_is_kept_whatever_notebooks_hold(store: CheckRunStore, message: str) -> None:
    finding = Finding(check=CheckName.LINT, code="E1", severity="error", message=message)
    result = CheckResult(check=CheckName.LINT, verdict="failed", findings=(finding,))
    folder = store.add(record(1))

    folder.write_report(
        Report(
            project="lab",
            started_at=AT,
            duration=1.0,
            verdict="failed",
            checks=(result,),
            notebooks=1,
        )
    )

    report = folder.read_report()
    assert report is not None
    [kept] = report.checks[0].findings
    assert kept.message == message.encode("utf-8", "replace").decode()
