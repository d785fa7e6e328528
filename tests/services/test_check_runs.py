"""What is known of commits, and logs in parts."""

from __future__ import annotations

import tempfile
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jupyter_mlops.checks.run_files import CheckRecord, CheckRunFolder, WorkerProcess
from jupyter_mlops.checks.run_model import CheckRun, CheckRunState
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.processes import this_process
from jupyter_mlops.services.check_desk import CheckDesk
from jupyter_mlops.services.check_runs import find_verdicts, list_check_runs, read_check_log

COMMITS = ("a" * 40, "b" * 40, "c" * 40)


@pytest.fixture
def desk(tmp_path: Path) -> CheckDesk:
    return CheckDesk(home=Home(tmp_path / "runs"), user="ada")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path.resolve() / "lab"
    (folder / "deep").mkdir(parents=True)
    (folder / "pyproject.toml").touch()
    return folder


def here() -> WorkerProcess:
    owner = this_process()
    return WorkerProcess(host=owner.host, pid=owner.pid, started=owner.started, mark="x")


def filed(
    desk: CheckDesk, project: Path, commit: str, state: CheckRunState = "passed", user: str = "ada"
) -> CheckRunFolder:
    run = CheckRun(
        id=new_id(),
        project=str(project),
        commit=commit,
        state=state,
        user=user,
        created_at=datetime.now(timezone.utc),
    )
    return desk.store.add(CheckRecord(run=run))


def test_the_newest_run_that_nobody_cancelled_counts(desk: CheckDesk, project: Path) -> None:
    one, two, three = COMMITS
    filed(desk, project, one, "failed")
    newest = filed(desk, project, one, "passed")
    filed(desk, project, one, "cancelled")
    filed(desk, project, one, "failed", user="eve")
    cancelled = filed(desk, project, two, "cancelled")
    filed(desk, project, "", "failed")

    found = find_verdicts(desk, project / "deep", COMMITS)

    assert {each.run.commit: each.run.id for each in found} == {
        one: newest.id,
        two: cancelled.id,
    }
    assert three not in {each.run.commit for each in found}


def test_runs_are_listed_newest_first(desk: CheckDesk, project: Path) -> None:
    folders = [filed(desk, project, commit) for commit in (*COMMITS, COMMITS[0])]
    filed(desk, project, COMMITS[0], user="eve")
    newest = [each.id for each in reversed(folders)]

    listed = list_check_runs(desk, project / "gone.ipynb", limit=3)
    of_one = list_check_runs(desk, project, commit=COMMITS[0])

    assert [each.run.id for each in listed] == newest[:3]
    assert [each.run.id for each in of_one] == [newest[0], newest[3]]


def test_a_record_that_is_unreadable_hides_no_other(desk: CheckDesk, project: Path) -> None:
    good = filed(desk, project, COMMITS[0])
    filed(desk, project, COMMITS[0]).state.write_text("{")

    assert [each.run.id for each in list_check_runs(desk, project)] == [good.id]


@given(text=st.text(max_size=60), cuts=st.lists(st.integers(0, 200), max_size=6))
@settings(max_examples=40, deadline=None)
def test_parts_of_a_log_make_the_whole_however_it_grows(text: str, cuts: list[int]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        desk = CheckDesk(home=Home(folder / "home"), user="ada")
        run = filed(desk, folder, "")
        record = run.read()
        assert record is not None
        running = replace(record.run, state="running")
        run.write(replace(record, run=running, worker=here()))
        data, read, at = text.encode("utf-8", "replace"), "", 0
        for cut in sorted(cuts):
            run.log.write_bytes(data[:cut])
            part = read_check_log(desk, run.id, at)
            assert not part.whole
            read, at = read + part.text, part.next
        run.log.write_bytes(data)
        run.write(record)

        part = read_check_log(desk, run.id, at)

    assert part.whole
    assert read + part.text == data.decode()
