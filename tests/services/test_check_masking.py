"""Secrets that findings quote."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.checks.model import CheckName, CheckResult, Finding
from jupyter_mlops.services.check_masking import MASK, masked
from jupyter_mlops.services.check_order import CheckOrder
from jupyter_mlops.services.check_spots import find_spots
from jupyter_mlops.settings.checks import SecretsSettings
from tests.git.notebooks import NotebookRepository, isolate
from tests.services.test_check import KEY, LEAK
from tests.services.test_check_spots import finding, report

QUOTING = Finding(
    check=CheckName.EXECUTE, code="NameError", severity="error", notebook="a.ipynb",
    message=f"NameError: {KEY}", detail=f"      1 {LEAK}\n----> 2 print(missing)",
)  # fmt: skip


def result(*findings: Finding) -> CheckResult:
    return CheckResult(check=CheckName.EXECUTE, verdict="failed", findings=findings)


def test_a_traceback_does_not_tell_a_secret_of_its_cell() -> None:
    plain = replace(QUOTING, message="no", detail="")
    hidden, same = masked(result(QUOTING, plain), SecretsSettings()).findings
    assert KEY not in hidden.message + hidden.detail
    assert MASK in hidden.message
    assert "----> 2 print(missing)" in hidden.detail
    assert same is plain


@pytest.mark.parametrize(
    "settings", [SecretsSettings(severity="off"), SecretsSettings(allow=("AKIA.*",))]
)
def test_what_is_no_secret_for_the_project_stays(settings: SecretsSettings) -> None:
    assert masked(result(QUOTING), settings).findings == (QUOTING,)


def test_the_line_of_a_finding_is_shown_without_its_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch, tmp_path / "home")
    repository = NotebookRepository(tmp_path / "project")
    repository.save("sub/a.ipynb", f"undefined; {LEAK}")
    found = find_spots(report(finding("cell-0", 1)), CheckOrder(folder=repository.folder))
    assert found.by_key[finding("cell-0", 1).key].source == f"undefined; key = '{MASK}'"
