"""Where findings are in their files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_mlops.checks.model import CheckName, CheckResult, Finding, Report
from jupyter_mlops.services.check_order import CheckOrder
from jupyter_mlops.services.check_spots import find_spots
from tests.checks.formats.reports import EMPTY
from tests.git.notebooks import NotebookRepository, isolate


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    isolate(monkeypatch, tmp_path / "home")
    return NotebookRepository(tmp_path / "project")


def finding(cell: str, line: int | None, check: CheckName = CheckName.LINT) -> Finding:
    key = f"{cell} {line} {check.value}"
    return Finding(
        check=check, code="X", severity="error", message="m", notebook="sub/a.ipynb", cell=cell,
        line=line, key=key,
    )  # fmt: skip


def report(*findings: Finding) -> Report:
    results = (CheckResult(check=CheckName.LINT, verdict="failed", findings=findings),)
    return Report(
        project="p", started_at=EMPTY.started_at, duration=0, verdict="failed", notebooks=1,
        checks=results,
    )  # fmt: skip


@pytest.mark.parametrize("indent", [1, 4, None])
def test_a_line_of_a_cell_is_found_in_the_file(
    repository: NotebookRepository, indent: int | None
) -> None:
    file = repository.save("sub/a.ipynb", "", "")
    nb = json.loads(file.read_bytes())
    nb["cells"][0]["source"] = ["import os\n", 'print("[{")\n']
    nb["cells"][1]["source"] = "x = 1\ny = 2"
    file.write_text(json.dumps(nb, indent=indent))
    findings = [finding("cell-0", 2), finding("cell-1", 2), finding("cell-0", None)]
    found = find_spots(report(*findings), CheckOrder(folder=repository.folder))
    spots = [found.by_key[each.key] for each in findings]
    assert [spot.source for spot in spots] == ['print("[{")', "y = 2", ""]
    lines = file.read_text().splitlines()
    for spot, text in zip(spots, (r"print(\"[{\")", r"x = 1\ny = 2", "import os"), strict=True):
        assert spot.file_line is not None
        assert text in lines[spot.file_line - 1]


def test_the_line_of_a_secret_is_never_shown(repository: NotebookRepository) -> None:
    repository.save("sub/a.ipynb", "password = 'hunter2'")
    secret = finding("cell-0", 1, CheckName.SECRETS)
    found = find_spots(report(secret), CheckOrder(folder=repository.folder))
    assert found.by_key[secret.key].source == ""
    assert found.by_key[secret.key].file_line


def test_what_is_gone_has_no_place_and_a_project_below_the_root_says_where(
    repository: NotebookRepository,
) -> None:
    repository.write("inner/pyproject.toml", "")
    found = find_spots(report(finding("a", 1)), CheckOrder(folder=repository.folder / "inner"))
    assert (found.by_key, found.below) == ({}, "inner")
