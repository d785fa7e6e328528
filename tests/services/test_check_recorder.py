"""What is written while checks run."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

import pytest

from jupyter_mlops.checks.model import CheckName, CheckResult, Finding, Report
from jupyter_mlops.checks.ports import Progress
from jupyter_mlops.checks.run_files import CheckRecord, CheckRunFolder
from jupyter_mlops.checks.run_model import CheckRun
from jupyter_mlops.checks.run_store import CheckRunStore
from jupyter_mlops.services.check_log import report_lines
from jupyter_mlops.services.check_recorder import Recorder
from tests.services.check_projects import wait_for

AT = datetime(2026, 1, 1, tzinfo=timezone.utc)


@pytest.fixture
def folder(tmp_path: Path) -> CheckRunFolder:
    run = CheckRun(
        id="0" * 26, project="/lab", commit="", state="running", user="ada", created_at=AT
    )
    return CheckRunStore(tmp_path).add(CheckRecord(run=run))


def recorder(folder: CheckRunFolder) -> Recorder:
    record = folder.read()
    assert record is not None
    return Recorder(folder, record, "lab", lambda text: text.replace("/tree", "/lab"))


def result(check: CheckName, *messages: str) -> CheckResult:
    findings = tuple(
        Finding(
            check=check,
            code="E1",
            severity="error",
            message=message,
            notebook="a.ipynb",
            index=1,
            line=2,
            detail="in /tree/a.py",
        )
        for message in messages
    )
    return CheckResult(check=check, verdict="failed", findings=findings, notebooks=2, duration=0.5)


def whole(*results: CheckResult) -> Report:
    return Report(
        project="lab", started_at=AT, duration=1.0, verdict="failed", checks=results, notebooks=2
    )


def test_how_far_it_is_can_be_read_meanwhile(folder: CheckRunFolder) -> None:
    with closing(recorder(folder)) as at_work:
        at_work.start()
        for notebook in ("a.ipynb", "b.ipynb"):
            at_work.progressed(Progress(done=0, total=40, check="lint", notebook=notebook))
        for notebook in ("a.ipynb", "b.ipynb"):
            at_work.progressed(Progress(done=1, total=40, check="execute", notebook=notebook))
        at_work.checked(result(CheckName.LINT, "in /tree"))
        at_work.checked(result(CheckName.SECRETS))
        at_work.checked(result(CheckName.LINT, "in /tree", "again"))

        def written() -> Report | None:
            report = folder.read_report()
            if report is None or sum(len(each.findings) for each in report.checks) != 2:
                return None
            return report

        report = wait_for(written)
        record = wait_for(lambda: (now := folder.read()) and (now if now.errors == 2 else None))

    assert [each.check for each in report.checks] == [CheckName.SECRETS, CheckName.LINT]
    [first, _] = report.checks[1].findings
    assert (first.message, first.detail) == ("in /lab", "in /lab/a.py")
    assert (record.run.state, record.run.progress.done, record.notebooks) == ("running", 1, 2)
    assert folder.log.read_text().splitlines() == [
        "[ 0/40] lint",
        "[ 1/40] execute  a.ipynb",
        "[ 1/40] execute  b.ipynb",
    ]


def test_the_whole_report_is_the_last_word(folder: CheckRunFolder) -> None:
    with closing(recorder(folder)) as at_work:
        at_work.start()
        at_work.progressed(Progress(done=1, total=4))
        at_work.checked(result(CheckName.LINT))
        record = at_work.finish(whole(result(CheckName.LINT, "one", "two")))

    report = folder.read_report()
    assert report is not None
    assert len(report.checks[0].findings) == 2
    assert (record.errors, record.warnings, record.notebooks) == (2, 0, 2)
    assert record.run.progress == Progress(done=4, total=4)


def test_whoever_asks_for_an_end_is_heard(folder: CheckRunFolder) -> None:
    with closing(recorder(folder)) as at_work:
        at_work.start()
        assert not at_work.cancelled()
        folder.request_cancel()
        assert at_work.cancelled()


def test_the_name_of_an_exception_is_said_once() -> None:
    lines = list(report_lines(whole(result(CheckName.EXECUTE, "E1: oh no"))))

    assert lines[1] == "    a.ipynb [2]:2  error E1: oh no"


def test_the_log_lists_what_was_found() -> None:
    lines = list(report_lines(whole(result(CheckName.LINT, "unused"), result(CheckName.SIZE))))

    assert lines == [
        "failed   lint        1 found  0.5 s",
        "    a.ipynb [2]:2  error E1: unused",
        "        in /tree/a.py",
        "failed   size        0.5 s",
        "failed: 2 notebooks in 1.0 s",
    ]
