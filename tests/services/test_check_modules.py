"""What stands between modules and notebooks, as findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.checks.model import CheckName, CheckResult
from jupyter_mlops.services.check import check_project
from jupyter_mlops.services.check_order import CheckOrder
from tests.services.module_projects import FIT
from tests.services.sync_desk import G, SyncDesk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SyncDesk:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return SyncDesk(tmp_path / "lab")


def modules(desk: SyncDesk) -> CheckResult:
    order = CheckOrder(folder=desk.root, checks=(CheckName.MODULES,))
    return check_project(order).checks[0]


def test_a_module_in_step_is_no_finding(desk: SyncDesk) -> None:
    desk.exported(FIT, G)
    assert [each.code for each in modules(desk).findings] == ["never-exported"]
    assert modules(desk).verdict == "warned"
    desk.export()
    assert modules(desk).verdict == "passed"


def test_an_edit_of_a_cell_is_told_at_the_cell(desk: SyncDesk) -> None:
    desk.exported(FIT, G)
    desk.export()
    desk.exported(FIT, G.replace("1", "2"))
    result = modules(desk)
    (finding,) = result.findings
    assert result.verdict == "failed"
    assert (finding.code, finding.severity, finding.index) == ("notebook-ahead", "error", 1)
    assert finding.notebook == "train.ipynb"
    assert finding.cell
    assert "export" in finding.hint


def test_an_edit_of_a_module_is_told_at_its_cell(desk: SyncDesk) -> None:
    desk.exported(FIT, G)
    desk.export()
    desk.edit("return 1", "return 2")
    (finding,) = modules(desk).findings
    assert (finding.code, finding.index) == ("module-ahead", 1)
    assert "sync" in finding.hint


def test_what_keeps_a_cell_from_being_exported_is_told_at_its_line(desk: SyncDesk) -> None:
    desk.exported(FIT, "def g(:\n    pass")
    found = modules(desk).findings
    assert "syntax" in {each.code for each in found}
    assert all(each.notebook == "train.ipynb" for each in found)


def test_a_project_that_exports_nothing_skips_it(desk: SyncDesk) -> None:
    desk.notebook("plain.ipynb", "x = 1")
    result = modules(desk)
    assert (result.verdict, result.message) == ("skipped", "no notebook exports anything")
